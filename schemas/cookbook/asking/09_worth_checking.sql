-- Which sentences are worth checking first, and for what reasons?
SELECT guid, round(score, 2) AS score, array_to_string(reasons, ', ') AS reasons, left(content, 80) AS claim
FROM claims JOIN (SELECT article_id, guid FROM articles) USING (article_id)
WHERE kind = 'checkworthy' ORDER BY score DESC, guid, content_start LIMIT 8;
