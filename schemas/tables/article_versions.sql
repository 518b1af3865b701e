-- Each version of an article ever seen: an edit or a correction is a version, never a new article.
-- key: article_id, version_id
CREATE TABLE article_versions (
    article_id       VARCHAR NOT NULL,      -- the article
    version_id       VARCHAR NOT NULL,      -- hash of title and text (the source's own)
    title            VARCHAR,               -- headline of this version
    text             VARCHAR NOT NULL,      -- text of this version, as the stages read it
    declared_text    VARCHAR,               -- publication date as this version gave it
    updated_at       TIMESTAMPTZ,           -- the source's own date of the change, where it could be read
    position         BIGINT NOT NULL,       -- place in the document where it was first seen
    first_seen_at    TIMESTAMPTZ NOT NULL,  -- when this version was first seen
    last_seen_at     TIMESTAMPTZ NOT NULL,  -- when this version was last seen
    run_id           VARCHAR NOT NULL       -- run that first brought it
);
