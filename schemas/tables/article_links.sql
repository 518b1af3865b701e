-- A verified tie of two articles; a is the part, the older, else the smaller id.
-- key: a_id, b_id, kind
CREATE TABLE article_links (
    a_id         VARCHAR NOT NULL,  -- the part, the older, else the smaller id
    b_id         VARCHAR NOT NULL,  -- the other
    kind         VARCHAR NOT NULL CHECK (kind IN ('same_text', 'near_copy', 'excerpt', 'update', 'template', 'shares_quote', 'shares_names')), -- same_text, near_copy, excerpt, update, template, shares_quote or shares_names
    containment  DOUBLE,            -- share of the smaller text's shingles that the other has too, 0 to 1
    jaccard      DOUBLE,            -- shared shingles over all shingles of both, 0 to 1
    shared       INTEGER,           -- shared shingles; of shares_quote the words in a row, of shares_names the rare names
    words        VARCHAR,           -- the shared words as they stand in a (shares_quote), the names (shares_names)
    a_start      INTEGER,           -- where they begin in a's text
    a_end        INTEGER,           -- where they end in a's text
    b_start      INTEGER,           -- where they begin in b's text
    b_end        INTEGER,           -- where they end in b's text
    rule_version INTEGER NOT NULL   -- version of the rule that decided
);
