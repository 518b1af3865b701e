-- How two claims of a story differ; from is the older, else the smaller id.
-- key: from_id, to_id, kind, slot
CREATE TABLE claim_relations (
    from_id     VARCHAR NOT NULL,  -- claim_id of the one
    to_id       VARCHAR NOT NULL,  -- claim_id of the other
    kind        VARCHAR NOT NULL CHECK (kind IN ('contradicts', 'updates', 'corrects', 'reworded')), -- contradicts, updates, corrects or reworded
    slot        VARCHAR NOT NULL,  -- what differs: number, negation, place, words …
    from_value  VARCHAR,           -- its value in the one
    to_value    VARCHAR,           -- its value in the other
    from_start  INTEGER,           -- first character of the differing words in the text of from's article
    from_end    INTEGER,           -- character after the last
    to_start    INTEGER,           -- first character of the differing words in the text of to's article
    to_end      INTEGER            -- character after the last
);
