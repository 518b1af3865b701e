-- What did the last run change in articles that were stored? (A first run changes nothing.)
SELECT column_name, count(*) AS articles, any_value(old_value) AS old, any_value(new_value) AS new
FROM changes WHERE run_id = (SELECT max(run_id) FROM runs) GROUP BY column_name ORDER BY articles DESC, column_name;
