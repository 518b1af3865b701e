-- The texts that a passage found in very many articles is compared with: the first of them, by seniority, the first one first.
-- key: hash
CREATE TABLE passage_hubs (
    hash        UBIGINT NOT NULL,    -- hash of the eight normalised words
    text_number INTEGER[] NOT NULL,  -- of each of the texts, as in fingerprints
    quoted      BOOLEAN[] NOT NULL,  -- whether they stand within quotation marks there
    seniority   BIGINT[] NOT NULL    -- of the text, as in fingerprints
);
