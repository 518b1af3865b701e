-- Why an article is dated as it is: one witness a row.
-- key: article_id, seq
CREATE TABLE date_evidence (
    article_id  VARCHAR NOT NULL,  -- the article
    seq         INTEGER NOT NULL,  -- order of the witnesses, heaviest first
    witness     VARCHAR NOT NULL,  -- decided (by people), declared, weekday, yesterday, floor, ceiling, neighbour (of its story), kin (who share rare names or passages), habit (how kin name weekdays), url (a day in the address), page (the day that its page declares), edition, correction (its stamp)
    low         DATE,              -- first day that it points to
    high        DATE,              -- last day that it points to
    weekday     VARCHAR,           -- weekday that it points to, if it names no day
    weight      DOUBLE NOT NULL,   -- natural logarithm of the likelihood ratio that it gives the published day
    detail      VARCHAR NOT NULL   -- the witness in words
);
