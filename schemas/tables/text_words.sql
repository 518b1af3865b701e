-- Words of seven letters or more that an English text has, each once, for the checks.
-- key: text_number, word
CREATE TABLE text_words (
    text_number INTEGER NOT NULL,  -- of the text, as in fingerprints
    word        VARCHAR NOT NULL   -- as written, with the @, #, /, . or _ that stands before it
);
