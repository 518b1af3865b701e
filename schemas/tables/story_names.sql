-- The names of several words in a text, but for places: where few texts of some days have the same ones, they tell one event.
-- key: article_id, name
CREATE TABLE story_names (
    article_id  VARCHAR NOT NULL,  -- the article
    name        UBIGINT NOT NULL   -- hash of the name in small letters
);
