-- A feed or folder that gives articles.
CREATE TABLE sources (
    source_id      VARCHAR PRIMARY KEY,   -- name of the source: from the settings, else the base name of the folder or the feed's host
    kind           VARCHAR NOT NULL,      -- text, feed, jsonfeed, jsonl or parquet
    last_ref       VARCHAR NOT NULL,      -- file or feed that was last read for it
    malformed      BOOLEAN NOT NULL,      -- whether its last document was not well formed
    first_seen_at  TIMESTAMPTZ NOT NULL,  -- when it was first read
    last_seen_at   TIMESTAMPTZ NOT NULL   -- when it was last read
);
