-- Who is quoted most, and in how many independent texts?
SELECT who, count(DISTINCT copy_group) AS texts, count(*) AS statements,
       count(*) FILTER (quote_type = 'direct') AS in_quotation_marks
FROM statements WHERE sure GROUP BY who ORDER BY texts DESC, statements DESC, who LIMIT 8;
