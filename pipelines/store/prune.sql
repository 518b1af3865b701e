-- loaded: what has been loaded, in order
SELECT segment, rows, loaded_at, loaded_as FROM segments ORDER BY loaded_as;

-- payloads: what was refused long ago is told, but no longer kept
UPDATE rejects SET payload = NULL WHERE payload IS NOT NULL AND run_id IN (SELECT unnest($runs));

-- fetches: of each source and month the first and the last stay, as in the archive, and of its pages too
DELETE FROM fetches WHERE run_id IN (SELECT unnest($runs)) AND fetch_id NOT IN (
    SELECT fetch_id FROM fetches WHERE run_id IN (SELECT unnest($runs))
    QUALIFY row_number() OVER (PARTITION BY source_id, kind = 'page', left(run_id, 6) ORDER BY fetched_at, ref, position) = 1
         OR row_number() OVER (PARTITION BY source_id, kind = 'page', left(run_id, 6) ORDER BY fetched_at DESC, ref DESC, position DESC) = 1);

-- results: of the checks, but for those of the last one
DELETE FROM quality_results
WHERE run_id IN (SELECT unnest($runs)) AND run_id != (SELECT arg_max(run_id, checked_at) FROM quality_results);

-- thin_fetches: of the fetches of a month's archive, those that stay
SELECT * FROM fetched
QUALIFY row_number() OVER (PARTITION BY source_id, kind = 'page' ORDER BY fetched_at, ref, position) = 1
     OR row_number() OVER (PARTITION BY source_id, kind = 'page' ORDER BY fetched_at DESC, ref DESC, position DESC) = 1;

-- archived_runs: rows of runs of a month that are archived already, and those that come to them
COPY (
    SELECT * FROM runs WHERE run_id IN (SELECT unnest({runs}))
    UNION BY NAME
    SELECT * FROM {before} WHERE run_id NOT IN (SELECT unnest({runs}))
    ORDER BY run_id
) TO '{part}' (FORMAT parquet, COMPRESSION zstd);
