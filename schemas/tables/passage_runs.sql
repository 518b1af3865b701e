-- The files beside the store that hold passages in the order of their hashes, each those of texts that were loaded one after another.
-- key: file
CREATE TABLE passage_runs (
    file    VARCHAR NOT NULL,  -- name of the file
    first   INTEGER NOT NULL,  -- number of the first text in it, as in fingerprints
    last    INTEGER NOT NULL,  -- and of the last; texts with greater numbers are in no file yet
    entries BIGINT NOT NULL    -- how many passages it holds
);
