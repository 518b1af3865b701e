-- holders: who has the passages of {hashes} among the texts that are in no run
CREATE OR REPLACE TEMP TABLE holders AS
SELECT hash, text_number, quoted FROM passages WHERE text_number > $last AND hash IN ({hashes});

-- bearers: which of those texts have the keys
CREATE OR REPLACE TEMP TABLE bearers AS
SELECT text_key(text_hash) AS hash, text_number, FALSE AS quoted FROM fingerprints
WHERE text_number > $last AND text_key(text_hash) IN ({hashes});

-- asked: what is to be looked up in the runs
SELECT hash FROM ({hashes}) ORDER BY hash;

-- found: who has it there
INSERT INTO {what} SELECT hash, posting >> 1, posting & 1 = 1 FROM found_postings;

-- passages: of some texts
SELECT hash, (2 * text_number + quoted::INTEGER)::UINTEGER AS posting
FROM passages WHERE text_number BETWEEN $first AND $last ORDER BY hash;

-- keys: of the texts themselves
SELECT text_key(text_hash) AS hash, (2 * text_number)::UINTEGER AS posting
FROM fingerprints WHERE text_number BETWEEN $first AND $last ORDER BY hash;
