-- A named law, body, company, person or place, as written, and what it is called rightly.
-- key: article_id, start
CREATE TABLE name_mentions (
    article_id  VARCHAR NOT NULL,  -- the article
    start       INTEGER NOT NULL,  -- first character in text
    end_        INTEGER NOT NULL,  -- character after the last in text
    text        VARCHAR NOT NULL,  -- the name as written
    kind        VARCHAR NOT NULL CHECK (kind IN ('law', 'body', 'person', 'place', 'other')), -- law, body, person, place or other
    canonical   VARCHAR,           -- its canonical name, where the terms or the article tell it
    story_canonical VARCHAR        -- what its story calls it, where that is another: the full name of a surname, the law of an acronym, the usual spelling
);
