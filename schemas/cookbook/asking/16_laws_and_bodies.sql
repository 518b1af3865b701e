-- Which laws and bodies are named, under which names, in how many articles?
SELECT canonical, kind, list(DISTINCT text ORDER BY text) AS written, count(DISTINCT article_id) AS articles
FROM name_mentions WHERE kind IN ('law', 'body') AND canonical IS NOT NULL
GROUP BY ALL ORDER BY articles DESC, canonical LIMIT 10;
