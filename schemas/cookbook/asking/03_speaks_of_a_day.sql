-- Which articles speak of 3 April 2020, in whatever words?
SELECT guid, list(DISTINCT date_mentions.text ORDER BY date_mentions.text) AS words
FROM date_mentions JOIN (SELECT article_id, guid FROM articles) USING (article_id)
WHERE value LIKE '2020-04-03%' GROUP BY guid ORDER BY guid;
