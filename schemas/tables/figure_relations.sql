-- Two articles that give another figure for the same; from is the older, else the smaller id.
-- key: from_article, from_start, to_article, to_start
CREATE TABLE figure_relations (
    from_article  VARCHAR NOT NULL,  -- article_id of the one
    to_article    VARCHAR NOT NULL,  -- article_id of the other
    kind          VARCHAR NOT NULL CHECK (kind IN ('contradicts', 'updates', 'corrects')), -- contradicts, updates or corrects
    from_value    VARCHAR NOT NULL,  -- figure and unit in the one (30000000 dollar)
    to_value      VARCHAR NOT NULL,  -- figure and unit in the other
    from_start    INTEGER NOT NULL,  -- first character of the figure in the text of the one
    from_end      INTEGER NOT NULL,  -- character after the last
    to_start      INTEGER NOT NULL,  -- first character of the figure in the text of the other
    to_end        INTEGER NOT NULL   -- character after the last
);
