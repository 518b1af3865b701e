-- A pronoun of a claim that hangs on what stands outside of the claim, and whom it means.
-- key: article_id, start
CREATE TABLE pronouns (
    article_id  VARCHAR NOT NULL,  -- the article
    start       INTEGER NOT NULL,  -- first character in text
    end_        INTEGER NOT NULL,  -- character after the last in text
    text        VARCHAR NOT NULL,  -- the pronoun as written
    means       VARCHAR            -- the name of whom it means; NULL where nobody is sure
);
