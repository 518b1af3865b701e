-- Who denies what?
SELECT guid, who, left(content, 90) AS denies
FROM statements JOIN (SELECT article_id, guid FROM articles) USING (article_id)
WHERE negated ORDER BY guid, content;
