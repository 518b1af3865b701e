-- What a run changed in a stored article: its version, date, story, canonical copy.
CREATE TABLE changes (
    run_id      VARCHAR NOT NULL,  -- run that changed it
    article_id  VARCHAR NOT NULL,  -- the article
    column_name VARCHAR NOT NULL,  -- the column of articles that changed; or a table of what was found in it, with the number of rows
    old_value   VARCHAR,           -- value before
    new_value   VARCHAR,           -- value after
    PRIMARY KEY (run_id, article_id, column_name)
);
