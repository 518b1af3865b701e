-- What so many figures or quotes of a period have beside or in them that it is no sign of one claim.
-- key: kind, words, period
CREATE TABLE commonplaces (
    kind    VARCHAR NOT NULL CHECK (kind IN ('figure', 'quote')), -- figure or quote
    words   VARCHAR NOT NULL,  -- of figures the unit and a word next to it; of quotes four words in a row
    period  VARCHAR NOT NULL   -- as in article_periods
);
