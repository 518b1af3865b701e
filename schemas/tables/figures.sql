-- A figure of a body with its unit and the words around it: what the same claim elsewhere is known by.
-- key: article_id, start
CREATE TABLE figures (
    article_id      VARCHAR NOT NULL,   -- the article
    start           INTEGER NOT NULL,   -- first character in text
    end_            INTEGER NOT NULL,   -- character after the last in text, with the unit
    value           VARCHAR NOT NULL,   -- the figure, written out (10000000)
    unit            VARCHAR NOT NULL,   -- what is counted, in the singular (mask, percent, dollar); '' where nothing is named
    approximate     BOOLEAN NOT NULL,   -- whether the text hedges it (about, nearly)
    sentence_start  INTEGER NOT NULL,   -- first character of its sentence in text
    sentence_end    INTEGER NOT NULL,   -- character after the last of its sentence
    near            VARCHAR[] NOT NULL  -- content words of the sentence next to it, stemmed and sorted
);
