-- The sorted files beside the store in which its texts are looked up, two for each row: who has a passage, and the words and samples
-- of texts that were loaded one after another.
-- key: file
CREATE TABLE passage_runs (
    file    VARCHAR NOT NULL,  -- name of both files, without its ending
    first   INTEGER NOT NULL,  -- number of the first text in them, as in fingerprints
    last    INTEGER NOT NULL,  -- and of the last; texts with greater numbers are in no file yet
    entries BIGINT NOT NULL    -- how many passages and texts are told of
);
