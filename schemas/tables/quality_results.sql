-- Each expectation in each run.
CREATE TABLE quality_results (
    run_id      VARCHAR NOT NULL,     -- the run
    rule        VARCHAR NOT NULL,     -- the expectation
    scope       VARCHAR NOT NULL CHECK (scope IN ('touched', 'whole')), -- touched rows of the run, or the whole store
    severity    VARCHAR NOT NULL CHECK (severity IN ('critical', 'warning', 'info')), -- critical, warning or info
    success     BOOLEAN,              -- whether it was met; NULL if it could not be run
    observed    VARCHAR,              -- what was observed
    unexpected  BIGINT,               -- rows that break it
    total       BIGINT,               -- rows looked at
    error       VARCHAR,              -- why it could not be run; NULL if it was
    checked_at  TIMESTAMPTZ NOT NULL, -- when
    PRIMARY KEY (run_id, rule, scope)
);
