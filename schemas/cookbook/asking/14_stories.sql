-- Which are the largest stories, by independent texts?
SELECT title, copy_groups AS texts, articles, sources, first_day, last_day
FROM stories ORDER BY texts DESC, articles DESC, title LIMIT 10;
