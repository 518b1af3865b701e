-- Passages that a text had and has no more, whose ties are still to be found.
CREATE TABLE passages_left (
    hash UBIGINT NOT NULL  -- hash of the eight normalised words
);
