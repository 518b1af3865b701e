-- newer_samples: of texts that are in no run
SELECT shingle_count, shingles FROM fingerprints
WHERE text_number > $last AND text_number IN (FROM asked_numbers) ORDER BY text_number;

-- places: where the words of texts stand that are in no run, among those of {numbers}
CREATE OR REPLACE TEMP TABLE places AS
SELECT articles.rowid AS place, text_number
FROM articles JOIN (
    SELECT text_number, article_id FROM fingerprints WHERE text_number > $last AND text_number IN ({numbers})
) USING (article_id);

-- newer: these words, read at these places alone: they are wide
CREATE OR REPLACE TEMP TABLE newer AS SELECT text_number, text FROM articles JOIN places ON articles.rowid = place;

-- newer_texts: some of them
SELECT text_number, text FROM newer WHERE text_number > $last AND text_number IN (FROM asked_numbers) ORDER BY text_number;

-- texts: of a run
SELECT text_number, shingle_count, shingles, text FROM fingerprints JOIN articles USING (article_id)
WHERE text_number BETWEEN $first AND $last ORDER BY text_number;
