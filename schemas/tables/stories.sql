-- Articles about one event. An article that is tied to no other is a story of its own.
-- key: story_id
CREATE TABLE stories (
    story_id     VARCHAR NOT NULL,  -- smallest article_id of the story
    title        VARCHAR,           -- headline of its canonical article, or the first words of its text
    articles     BIGINT NOT NULL,   -- articles in it
    copy_groups  BIGINT NOT NULL,   -- independent texts in it: copies count once
    sources      BIGINT NOT NULL,   -- sources in it
    first_day    DATE,              -- earliest published_day
    last_day     DATE               -- latest published_day
);
