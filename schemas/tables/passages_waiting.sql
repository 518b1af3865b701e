-- Passages whose ties are still to be found: those of articles that wait to be linked, and those that a text had and has no more.
CREATE TABLE passages_waiting (
    hash        UBIGINT NOT NULL,  -- hash of the eight normalised words
    article_id  VARCHAR,           -- the article that waits; NULL where the passage left a text
    quoted      BOOLEAN            -- whether they stand within quotation marks
);
