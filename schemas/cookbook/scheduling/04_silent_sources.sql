-- Which source has brought nothing new for how long?
SELECT source_id, count(*) AS articles, max(first_seen_at)::DATE AS last_new,
       (SELECT max(as_of)::DATE FROM runs) - max(first_seen_at)::DATE AS days_ago
FROM articles GROUP BY source_id ORDER BY days_ago DESC, source_id;
