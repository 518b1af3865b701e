-- Findings that people decided to live with, as decisions.toml had them when the last run read it.
-- key: rule, article_id, subject
CREATE TABLE waivers (
    rule        VARCHAR NOT NULL,  -- the rule
    article_id  VARCHAR NOT NULL,  -- the article; '' for findings about a source or a table
    subject     VARCHAR,           -- subject of the finding; NULL waives every finding of the rule in the article
    version_id  VARCHAR,           -- version of the article that was decided on; it holds for no other
    until       DATE NOT NULL,     -- last day (UTC) on which it holds
    why         VARCHAR NOT NULL,  -- the reason given
    decided_by  VARCHAR,           -- who decided, if they said so
    state       VARCHAR NOT NULL CHECK (state IN ('holds', 'over', 'changed')) -- holds, over (its day is past) or changed (the article is)
);
