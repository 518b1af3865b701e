-- The list of boilerplate by which the ties in article_links were found; no row where there was none.
CREATE TABLE boilerplate (
    version  INTEGER NOT NULL  -- number of the list in schemas/terms/boilerplate.csv
);
