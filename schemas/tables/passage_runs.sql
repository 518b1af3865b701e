-- The sorted files beside the store in which its texts are looked up, three for each row: who has a passage, who is equal, and
-- the words and samples of texts that were loaded one after another.
-- key: file
CREATE TABLE passage_runs (
    file    VARCHAR NOT NULL,  -- name of the files, without its ending
    first   INTEGER NOT NULL,  -- number of the first text in them, as in fingerprints
    last    INTEGER NOT NULL,  -- and of the last; texts with greater numbers are in no file yet
    entries BIGINT NOT NULL    -- how many passages and texts they tell of
);
