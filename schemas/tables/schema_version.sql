-- The steps that brought this store to its present schema.
CREATE TABLE schema_version (
    version     INTEGER PRIMARY KEY,  -- number of the schema
    applied_at  TIMESTAMPTZ NOT NULL  -- when it was applied
);
