-- How many articles came in a day, by source?
SELECT first_seen_at::DATE AS day, source_id, count(*) AS articles
FROM articles GROUP BY ALL ORDER BY day DESC, articles DESC, source_id LIMIT 10;
