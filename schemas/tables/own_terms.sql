-- Names and words that people added to the terms, as decisions.toml had them when the last run read it.
-- key: written, canonical
CREATE TABLE own_terms (
    written    VARCHAR NOT NULL,  -- the name or word as it stands in texts
    canonical  VARCHAR,           -- right name, where written is a wrong one; NULL where written is right as it is
    why        VARCHAR            -- the reason given
);
