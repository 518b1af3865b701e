-- Who does what, by the main clauses of claims?
SELECT actor, action, direction, left(content, 70) AS claim
FROM claims WHERE actor IS NOT NULL AND action NOT IN ('be', 'have', 'do')
ORDER BY score DESC, content LIMIT 8;
