-- Each request and its outcome; a file that was read is one too, and so is the page of an article.
CREATE TABLE fetches (
    fetch_id       VARCHAR PRIMARY KEY,   -- hash of run, source, reference, place and time
    run_id         VARCHAR NOT NULL,      -- run that made it
    source_id      VARCHAR NOT NULL,      -- source that was read
    ref            VARCHAR NOT NULL,      -- file or feed as it was named
    position       BIGINT NOT NULL,       -- first item of the part that was read, from 0
    outcome        VARCHAR NOT NULL,      -- read, unchanged, refused (no articles can be had from it), failed (to be tried again) or gone
    reason         VARCHAR,               -- short code: why it was refused, failed or gone (timeout, http_404, not_a_feed …)
    kind           VARCHAR NOT NULL,      -- text, feed, jsonfeed, jsonl, parquet or page
    bytes          BIGINT NOT NULL,       -- bytes read, unpacked
    entries        BIGINT NOT NULL,       -- entries found in it
    malformed      BOOLEAN NOT NULL,      -- whether it was not well formed
    note           VARCHAR,               -- what was noticed: ignored columns, the parser's complaint, what failed
    fetched_at     TIMESTAMPTZ NOT NULL,  -- when it was read
    address        VARCHAR,               -- address that answered in the end; NULL of a file
    moved_to       VARCHAR,               -- address that permanent redirects (301, 308) alone led to
    redirects      INTEGER,               -- redirects that were followed
    status         INTEGER,               -- HTTP status; NULL where no answer came
    wire_bytes     BIGINT,                -- bytes that came over the wire, packed as they were
    seconds        DOUBLE,                -- seconds that it took, without waiting for the host's turn
    etag           VARCHAR,               -- validator that belongs to what was read
    last_modified  VARCHAR,               -- the other validator
    body_hash      VARCHAR,               -- hash of the bytes read: the same bytes are not parsed again
    retry_after    INTEGER,               -- seconds for which the server asked to be left alone
    ttl            INTEGER,               -- seconds between two requests that the feed or its server asks for
    skip_hours     INTEGER[],             -- hours (UTC) in which nothing comes
    skip_days      INTEGER[],             -- days in which nothing comes, Monday is 0
    item           VARCHAR,               -- of a page: hash of the entry that led to it; only a changed one leads to it again
    counted        BOOLEAN NOT NULL       -- whether the next request builds on it: only when its articles have landed as well
);
