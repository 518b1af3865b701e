-- Hashes of eight words in a row: every one within quotation marks, a winnowed sample of the others.
-- key: article_id, hash
CREATE TABLE passages (
    article_id  VARCHAR NOT NULL,  -- the article
    text_number INTEGER NOT NULL,  -- of its text, as in fingerprints
    hash        UBIGINT NOT NULL,  -- hash of the eight normalised words
    quoted      BOOLEAN NOT NULL   -- whether they stand within quotation marks
);
