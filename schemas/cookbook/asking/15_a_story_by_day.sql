-- How did a story unfold?
SELECT published_day AS day, guid, coalesce(title, left(text, 60)) AS begins
FROM articles WHERE story_id = (SELECT story_id FROM stories ORDER BY articles DESC, story_id LIMIT 1)
ORDER BY day, guid;
