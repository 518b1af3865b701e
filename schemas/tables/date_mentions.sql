-- A temporal expression in a body, resolved against the article's date.
-- key: article_id, start
CREATE TABLE date_mentions (
    article_id  VARCHAR NOT NULL,   -- the article
    start       INTEGER NOT NULL,   -- first character in text
    end_        INTEGER NOT NULL,   -- character after the last in text
    text        VARCHAR NOT NULL,   -- the words
    type        VARCHAR NOT NULL CHECK (type IN ('DATE', 'TIME', 'DURATION', 'SET')), -- TIMEX3 type: DATE, TIME, DURATION or SET
    value       VARCHAR,            -- TIMEX3 value (2020-04-03, 2020-W14, P1Y …); NULL where it hangs on an unknown date
    anchor      VARCHAR,            -- what it was resolved against: none, or the day used (2020-04-03)
    rule        VARCHAR NOT NULL,   -- rule that read it
    tense       VARCHAR,            -- past, future or plain, by the words around; of weekdays the side that they lie on
    weekday     VARCHAR             -- weekday that it names (Monday … Sunday); of a "yesterday" the one that the text ties it to
);
