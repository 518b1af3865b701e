-- Each request and its outcome.
CREATE TABLE fetches (
    fetch_id       VARCHAR PRIMARY KEY,   -- hash of run, source, reference, place and time
    run_id         VARCHAR NOT NULL,      -- run that made it
    source_id      VARCHAR NOT NULL,      -- source that was read
    ref            VARCHAR NOT NULL,      -- file or feed as it was named
    position       BIGINT NOT NULL,       -- first item of the part that was read, from 0
    outcome        VARCHAR NOT NULL,      -- read, unchanged or refused
    kind           VARCHAR NOT NULL,      -- text, feed, jsonfeed, jsonl or parquet
    bytes          BIGINT NOT NULL,       -- bytes read
    entries        BIGINT NOT NULL,       -- entries found in it
    malformed      BOOLEAN NOT NULL,      -- whether it was not well formed
    note           VARCHAR,               -- what was noticed: ignored columns, the parser's complaint
    fetched_at     TIMESTAMPTZ NOT NULL   -- when it was read
);
