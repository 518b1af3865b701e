-- newer: of texts that are in no run
SELECT text_number, shingle_count, shingles FROM fingerprints
WHERE text_number > $last AND text_number IN (FROM asked_numbers) ORDER BY text_number;

-- samples: of the texts of a run
SELECT text_number, shingle_count, shingles FROM fingerprints WHERE text_number BETWEEN $first AND $last ORDER BY text_number;
