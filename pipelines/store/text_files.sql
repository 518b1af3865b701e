-- newer_samples: of texts that are in no run
SELECT shingle_count, shingles FROM fingerprints WHERE text_number IN (FROM asked_numbers) ORDER BY text_number;

-- places: where the words of texts stand that are in no run, among those of {numbers}: in the last rows, where they nearly
-- always are, and else anywhere
CREATE OR REPLACE TEMP TABLE places AS
WITH wanted AS (SELECT text_number, article_id FROM fingerprints WHERE text_number > $last AND text_number IN ({numbers})),
near AS (
    SELECT articles.rowid AS place, text_number FROM articles JOIN wanted USING (article_id)
    WHERE articles.rowid >= (SELECT max(rowid) - 2 * (last_text() - $last) FROM articles)
),
elsewhere AS (FROM wanted ANTI JOIN near USING (text_number))
FROM near
UNION ALL
SELECT articles.rowid, text_number FROM articles JOIN elsewhere USING (article_id);

-- newer: these words, read at these places alone: they are wide
CREATE OR REPLACE TEMP TABLE newer AS SELECT text_number, text FROM articles JOIN places ON articles.rowid = place;

-- newer_texts: some of them
SELECT text_number, text FROM newer WHERE text_number IN (FROM asked_numbers) ORDER BY text_number;

-- texts: of a run
SELECT text_number, shingle_count, shingles, text FROM fingerprints JOIN articles USING (article_id)
WHERE text_number BETWEEN $first AND $last ORDER BY text_number;
