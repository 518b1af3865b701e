-- What could not be read. Nothing is dropped without a row here.
CREATE TABLE rejects (
    reject_id  VARCHAR PRIMARY KEY,  -- hash of source, reference, place, stage and reason
    run_id     VARCHAR NOT NULL,     -- run that met it last
    stage      VARCHAR NOT NULL,     -- read, parse, normalise_dates, dedupe, tag_claims or land
    reason     VARCHAR NOT NULL,     -- short code (not_a_feed, too_large, no_text …)
    message    VARCHAR NOT NULL,     -- what happened, and what to do
    source_id  VARCHAR NOT NULL,     -- the source
    ref        VARCHAR NOT NULL,     -- file or feed as it was named
    position   BIGINT,               -- which item or line of it, from 0; NULL for the whole
    payload    VARCHAR,              -- first 2,000 characters of what was refused
    seen_at    TIMESTAMPTZ NOT NULL  -- when it was met last
);
