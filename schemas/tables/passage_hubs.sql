-- The articles that a passage found in very many articles is compared with: the first of them, by seniority.
-- key: hash, article_id
CREATE TABLE passage_hubs (
    hash        UBIGINT NOT NULL,  -- hash of the eight normalised words
    article_id  VARCHAR NOT NULL,  -- the article
    quoted      BOOLEAN NOT NULL,  -- whether they stand within quotation marks there
    seniority   BIGINT NOT NULL    -- of the article, as in fingerprints
);
