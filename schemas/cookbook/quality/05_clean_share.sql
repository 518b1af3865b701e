-- How much of each source can be used as data?
SELECT source_id, count(*) AS articles, count(clean.article_id) AS clean,
       round(100 * count(clean.article_id) / count(*), 1) AS per_cent
FROM articles LEFT JOIN (SELECT article_id FROM articles_clean) AS clean USING (article_id)
GROUP BY source_id ORDER BY per_cent, source_id;
