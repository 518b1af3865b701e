-- articles: of the texts of a file just what links are found by
CREATE OR REPLACE TABLE articles (article_id VARCHAR NOT NULL, text VARCHAR NOT NULL);

-- take: their fingerprints
INSERT INTO articles SELECT article_id, text FROM signed;
CREATE OR REPLACE TEMP TABLE numbered AS SELECT (last_text() + row_number() OVER ())::INTEGER AS text_number, * FROM signed;
INSERT INTO fingerprints BY NAME
SELECT article_id, scheme, text_hash, seniority(declared_at, text_hash) AS seniority, text_number, shingle_count, shingles FROM numbered;
INSERT INTO passages BY NAME
SELECT article_id, text_number, unnest(quoted_passages) AS hash, TRUE AS quoted FROM numbered
UNION ALL
SELECT article_id, text_number, unnest(plain_passages), FALSE FROM numbered;
INSERT INTO pending SELECT article_id, 'link' FROM signed;

-- ties: those that make copies; $jaccard and more of their shingles are shared
SELECT a_id, b_id FROM article_links
WHERE kind IN ('same_text', 'near_copy', 'excerpt', 'update') AND jaccard >= $jaccard;

-- spread: shingles of a batch of texts, once a preliminary group
CREATE TABLE IF NOT EXISTS spread (hash UBIGINT, copies VARCHAR);

-- add_spread: more of them
INSERT INTO spread SELECT DISTINCT unnest(hashes), copies FROM shingles;

-- boilerplate: shingles that very many groups have
SELECT hash FROM spread GROUP BY hash HAVING count(DISTINCT copies) > $groups ORDER BY hash;
