-- What is still to be done for an article before it is clean.
-- key: article_id, step
CREATE TABLE pending (
    article_id  VARCHAR NOT NULL,  -- the article
    step        VARCHAR NOT NULL CHECK (step IN ('link', 'derive', 'check')) -- link (its ties to others), derive (story, date, claim groups) or check
);
