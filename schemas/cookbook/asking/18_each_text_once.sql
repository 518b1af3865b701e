-- How many articles and how many different texts are there a day? Copies count once.
SELECT published_day AS day, count(*) AS articles, count(*) FILTER (copy_of IS NULL) AS texts
FROM articles GROUP BY day ORDER BY day;
