-- Which declared days are contradicted, and by what?
SELECT guid, declared_day, inferred_day, left(explanation, 150) AS explanation FROM date_conflicts ORDER BY guid;
