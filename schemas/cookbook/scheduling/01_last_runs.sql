-- What did the last runs do, and how did they end?
SELECT run_id, command, state, exit_code, read, new_articles, new_versions, rejected, opened
FROM runs ORDER BY run_id DESC LIMIT 10;
