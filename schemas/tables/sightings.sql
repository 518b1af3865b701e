-- Where an article was seen: the same article in two feeds is one article with two sightings.
-- key: article_id, source_id, ref, guid, url
CREATE TABLE sightings (
    article_id     VARCHAR NOT NULL,      -- the article
    source_id      VARCHAR NOT NULL,      -- source that showed it
    ref            VARCHAR NOT NULL,      -- file or feed as it was named
    guid           VARCHAR,               -- the id as given there
    url            VARCHAR,               -- the address as given there
    first_seen_at  TIMESTAMPTZ NOT NULL,  -- first time it was seen there
    last_seen_at   TIMESTAMPTZ NOT NULL   -- last time it was seen there
);
