-- Among which articles the figures and quotes of an article were counted last. Of one that has left since until its period is counted anew.
-- key: article_id
CREATE TABLE article_periods (
    article_id  VARCHAR NOT NULL,  -- the article
    period      VARCHAR NOT NULL   -- the thirty days of its copy group, numbered; of an undated one its story_id
);
