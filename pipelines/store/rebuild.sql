-- archived_runs: the runs whose folders are in the archive
INSERT INTO runs BY NAME FROM read_parquet($files, union_by_name = true) ON CONFLICT DO NOTHING;

-- history: what no segment holds, as it was published last
INSERT INTO {table} BY NAME FROM published.{table};

-- published_version: of the schema of the published file
SELECT max(version) FROM published.schema_version;
