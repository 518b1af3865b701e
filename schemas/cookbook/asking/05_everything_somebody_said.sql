-- What has somebody said? (Copies of one text count once.)
SELECT day, who, left(content, 90) AS said
FROM statements WHERE who ILIKE '%trudeau'
GROUP BY ALL ORDER BY day, said LIMIT 8;
