-- One article a copy group: each text once, however often it was printed.
CREATE OR REPLACE VIEW articles_canonical AS
SELECT *
FROM articles
WHERE copy_of IS NULL;
