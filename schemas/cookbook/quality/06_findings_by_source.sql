-- Which sources make which mistakes, for a hundred articles?
SELECT source_id, rule, count(DISTINCT article_id) AS articles,
       round(100 * count(DISTINCT article_id) / any_value(total), 1) AS of_a_hundred
FROM issues_open JOIN (SELECT source_id, count(*) AS total FROM articles GROUP BY source_id) USING (source_id)
GROUP BY ALL ORDER BY source_id, articles DESC, rule;
