-- Each run: what it was asked, what it did, how it ended.
CREATE TABLE runs (
    run_id        VARCHAR PRIMARY KEY,  -- time of the run, and a number where that is taken
    command       VARCHAR NOT NULL,     -- run, ingest, load, check, reanalyse, prune, forget or rebuild
    as_of         TIMESTAMPTZ NOT NULL, -- the moment that stood for now
    started_at    TIMESTAMPTZ NOT NULL, -- wall clock at the start
    ended_at      TIMESTAMPTZ,          -- wall clock at the end; NULL while it runs or when it died
    inputs        VARCHAR[] NOT NULL,   -- what was to be read, as named
    read          BIGINT,               -- entries read from the inputs
    rejected      BIGINT,               -- refusals
    deduplicated  BIGINT,               -- repeated items dropped in flight
    claims        BIGINT,               -- claims tagged
    landed        BIGINT,               -- article versions landed
    new_articles  BIGINT,               -- articles that the store did not have
    new_versions  BIGINT,               -- versions of stored articles that the store did not have
    opened        BIGINT,               -- findings that this run opened or reopened
    errored       BIGINT,               -- checks that could not be run
    versions      VARCHAR,              -- versions of Dateline, Beam, DuckDB, Great Expectations
    state         VARCHAR NOT NULL,     -- running, done, failed or died
    resumed_by    VARCHAR,              -- run that read its inputs again after it died
    exit_code     INTEGER               -- exit code of the command
);
