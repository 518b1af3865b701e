-- A feed or folder that gives articles; of a feed also what was learned of it (the columns from url on; NULL of a folder).
CREATE TABLE sources (
    source_id      VARCHAR PRIMARY KEY,   -- name of the source: from the settings, else the base name of the folder or the feed's address
    kind           VARCHAR NOT NULL,      -- text, feed, jsonfeed, jsonl or parquet
    last_ref       VARCHAR NOT NULL,      -- file or feed that was last read for it
    malformed      BOOLEAN NOT NULL,      -- whether its last document was not well formed
    first_seen_at  TIMESTAMPTZ NOT NULL,  -- when it was first read
    last_seen_at   TIMESTAMPTZ NOT NULL,  -- when it was last read or asked
    url            VARCHAR,               -- the feed's address as a person wrote it
    address        VARCHAR,               -- its address now: where permanent redirects led to
    etag           VARCHAR,               -- validator to be sent with the next request
    last_modified  VARCHAR,               -- the other validator
    body_hash      VARCHAR,               -- hash of the bytes that were read last
    asked_at       TIMESTAMPTZ,           -- when it was last asked
    read_at        TIMESTAMPTZ,           -- when it last answered well
    changed_at     TIMESTAMPTZ,           -- when it last brought other bytes than before
    failures       DOUBLE,                -- failures since then, by weight: hard 1, soft .5, temporary .25
    failing_since  TIMESTAMPTZ,           -- first failure since it last answered well
    reason         VARCHAR,               -- short code of the last failure
    gone           BOOLEAN,               -- whether it is gone for good (410): not asked again until it is enabled
    wait_until     TIMESTAMPTZ,           -- before this the server wants to be left alone
    pace           DOUBLE,                -- usual seconds between two changes
    ttl            INTEGER,               -- seconds between two requests that it asks for
    skip_hours     INTEGER[],             -- hours (UTC) in which nothing comes
    skip_days      INTEGER[]              -- days in which nothing comes, Monday is 0
);
