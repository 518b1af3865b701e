-- Days of publication that people found out, as decisions.toml had them when the last run read it.
CREATE TABLE true_dates (
    article_id  VARCHAR PRIMARY KEY, -- the article
    true_day    DATE NOT NULL,       -- the day that it was published on
    why         VARCHAR NOT NULL,    -- how that is known
    decided_by  VARCHAR              -- who decided, if they said so
);
