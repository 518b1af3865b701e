-- Which figures do claims about a thing hold, in the form in which they are compared?
SELECT guid, unnest(numbers) AS figure, left(content, 90) AS claim
FROM claims JOIN (SELECT article_id, guid FROM articles) USING (article_id)
WHERE content ILIKE '%respirators%' AND len(numbers) > 0 ORDER BY figure, guid, content_start LIMIT 8;
