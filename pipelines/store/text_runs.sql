-- path: the store's file; NULL of one in memory
SELECT path FROM duckdb_databases() WHERE database_name = current_database();

-- runs: those that count
SELECT file, first, last, entries FROM passage_runs ORDER BY first;

-- tell: one of them
INSERT INTO passage_runs VALUES (?, ?, ?, ?);

-- forget: they are told anew
DELETE FROM passage_runs;
