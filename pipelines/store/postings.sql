-- path: the store's file; NULL of one in memory
SELECT path FROM duckdb_databases() WHERE database_name = current_database();

-- runs: the files that count
FROM passage_runs ORDER BY first;

-- forget_runs: they are told anew
DELETE FROM passage_runs;

-- tell_run: one of them
INSERT INTO passage_runs VALUES (?, ?, ?, ?);

-- waiting: how many passages are in no run
SELECT count(*) FROM passages WHERE text_number > $last;

-- portion: of these the texts that come next: as many as have $most passages, and at least one
WITH next AS (SELECT min(text_number) AS first FROM passages WHERE text_number > $last),
sums AS (
    SELECT text_number, first, sum(count(*)) OVER (ORDER BY text_number) AS passages
    FROM passages, next WHERE text_number > $last AND text_number < first + $most // 50
    GROUP BY text_number, first
)
SELECT min(text_number), max(text_number) FROM sums WHERE passages <= $most OR text_number = first;

-- entries: their passages
SELECT hash, (2 * text_number + quoted::INTEGER)::UINTEGER AS posting
FROM passages WHERE text_number BETWEEN $first AND $last ORDER BY hash;

-- alive: the texts that are still there
SELECT text_number FROM fingerprints WHERE text_number <= $last;

-- holders: who has the passages of {hashes} among the texts that are in no run
CREATE OR REPLACE TEMP TABLE holders AS
SELECT hash, text_number, quoted FROM passages WHERE text_number > $last AND hash IN ({hashes});

-- asked: the passages to look up in the runs
SELECT hash FROM ({hashes}) ORDER BY hash;

-- found: who has them there
INSERT INTO holders SELECT hash, posting >> 1, posting & 1 = 1 FROM found_postings;
