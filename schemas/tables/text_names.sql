-- Capitalised names of two words or more that an English text has, each once, for the checks: whoever looks for names finds them in name_mentions.
-- key: text_number, name
CREATE TABLE text_names (
    text_number INTEGER NOT NULL,  -- of the text, as in fingerprints
    name        VARCHAR NOT NULL   -- as written, without what stands before and behind it
);
