-- The articles that a passage found in very many articles is compared with: the first of them by id.
-- key: hash, article_id
CREATE TABLE passage_hubs (
    hash        UBIGINT NOT NULL,  -- hash of the eight normalised words
    article_id  VARCHAR NOT NULL   -- the article
);
