-- Which articles print a correction, and what does it say?
SELECT guid, left(correction, 120) AS correction FROM articles WHERE correction IS NOT NULL ORDER BY guid;
