-- Fingerprint of an article's newest text, by a named hash scheme.
-- key: article_id
CREATE TABLE fingerprints (
    article_id     VARCHAR NOT NULL,    -- the article
    scheme         VARCHAR NOT NULL,    -- normalisation, shingle and hash, with their version
    text_hash      VARCHAR NOT NULL,    -- hash of the normalised text
    seniority      BIGINT NOT NULL,     -- declared second and hash of the text in one number: the smaller came first; undated ones last
    text_number    INTEGER NOT NULL,    -- number in the order of loading, which no other text of this store ever has
    shingle_count  INTEGER NOT NULL,    -- distinct shingles of the text
    shingles       UBIGINT[] NOT NULL   -- sample of the shingle hashes (FracMinHash), each once, in the order of the text
);
