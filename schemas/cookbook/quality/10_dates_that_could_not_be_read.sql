-- Which dates are assumed, odd or unreadable, as their source gave them? (None of the seeds.)
SELECT source_id, declared_text, declared_note, count(*) AS articles
FROM articles WHERE declared_note IS NOT NULL GROUP BY ALL ORDER BY articles DESC, declared_text LIMIT 10;
