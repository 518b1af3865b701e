-- What has been loaded: a segment is loaded whole or not at all.
CREATE TABLE segments (
    segment    VARCHAR PRIMARY KEY,   -- run_id/file
    run_id     VARCHAR NOT NULL,      -- run that landed it
    kind       VARCHAR NOT NULL CHECK (kind IN ('articles', 'rejects', 'fetches')), -- articles, rejects or fetches
    rows       BIGINT NOT NULL,       -- rows in it
    loaded_at  TIMESTAMPTZ NOT NULL,  -- when it was loaded
    loaded_as  BIGINT NOT NULL        -- its number in the order of loading, from 1; those loaded as one have the same
);
