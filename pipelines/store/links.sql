-- linking: the articles whose links are to be found anew: those that changed, those with an equal text, and those that
-- hung on them
CREATE OR REPLACE TEMP TABLE linking AS
WITH changed AS (
    SELECT article_id FROM pending WHERE step = 'derive'
    UNION
    SELECT b_id FROM article_links WHERE kind = 'same_text' AND a_id IN (SELECT article_id FROM pending WHERE step = 'derive')
)
SELECT article_id FROM changed
UNION
SELECT f.article_id FROM fingerprints f
WHERE shingle_count > 0 AND (scheme, text_hash) IN (
    SELECT (scheme, text_hash) FROM fingerprints WHERE article_id IN (SELECT article_id FROM changed));

-- forget_links: what they were tied to before
DELETE FROM article_links WHERE a_id IN (SELECT article_id FROM linking) OR b_id IN (SELECT article_id FROM linking);

-- same_text: equal texts collapse onto the smallest id, so that ten thousand of them cost ten thousand links
INSERT INTO article_links BY NAME
SELECT first_id AS a_id, article_id AS b_id, 'same_text' AS kind, 1.0 AS containment, 1.0 AS jaccard, shingle_count AS shared,
       $rule_version AS rule_version
FROM (
    SELECT article_id, shingle_count, min(article_id) OVER (PARTITION BY scheme, text_hash) AS first_id
    FROM fingerprints WHERE article_id IN (SELECT article_id FROM linking) AND shingle_count > 0
)
WHERE article_id != first_id;

-- representatives: one article for each text that is compared further
CREATE OR REPLACE TEMP TABLE representatives AS
SELECT article_id FROM linking
WHERE article_id NOT IN (SELECT b_id FROM article_links WHERE kind = 'same_text');

-- posts: the passages of the texts to be compared that another text has too, the texts numbered in the order of their
-- ids; passages that very many articles have are boilerplate
CREATE OR REPLACE TEMP TABLE posts AS
WITH wanted AS (
    SELECT hash, article_id, quoted FROM passages
    WHERE hash IN (SELECT hash FROM passages WHERE article_id IN (SELECT article_id FROM representatives))
      AND article_id NOT IN (SELECT b_id FROM article_links WHERE kind = 'same_text')
), telling AS (
    SELECT hash FROM wanted GROUP BY hash HAVING count(*) BETWEEN 2 AND $common_passage
), kept AS (
    SELECT * FROM wanted SEMI JOIN telling USING (hash)
)
SELECT hash, quoted, article_id, dense_rank() OVER (ORDER BY article_id)::INTEGER AS n,
       article_id IN (SELECT article_id FROM representatives) AS is_new
FROM kept;

-- texts: how many passages each of them has in all
CREATE OR REPLACE TEMP TABLE texts AS
SELECT n, article_id, count(*) AS passages
FROM passages JOIN (SELECT DISTINCT n, article_id FROM posts) USING (article_id)
GROUP BY ALL;

-- pairs: two texts, one of them new, that share quoted words or so many passages that one may be a copy of the other
CREATE OR REPLACE TEMP TABLE pairs AS
WITH met AS (
    SELECT least(new.n, old.n) AS x, greatest(new.n, old.n) AS y, count(*) AS shared,
           min(hash) FILTER (new.quoted OR old.quoted) AS quoted
    FROM posts new JOIN posts old USING (hash)
    WHERE new.is_new AND new.n != old.n AND (new.n < old.n OR NOT old.is_new)
    GROUP BY ALL
)
SELECT a.article_id AS x, b.article_id AS y, met.quoted
FROM met JOIN texts a ON a.n = x JOIN texts b ON b.n = y
WHERE quoted IS NOT NULL OR shared >= $copy_passages * least(a.passages, b.passages);

-- measured: every pair is verified on its shingles
CREATE OR REPLACE TEMP TABLE measured AS
SELECT p.x, p.y, p.quoted,
       containment(f.shingles, f.shingle_count, g.shingles, g.shingle_count) AS containment,
       jaccard(f.shingles, f.shingle_count, g.shingles, g.shingle_count) AS jaccard,
       shared_shingles(f.shingles, f.shingle_count, g.shingles, g.shingle_count) AS shared,
       (f.shingle_count, f.text_hash) < (g.shingle_count, g.text_hash) AS x_is_the_part
FROM pairs p JOIN fingerprints f ON f.article_id = p.x JOIN fingerprints g ON g.article_id = p.y;

-- copies: a text that holds half of the other's shingles is a copy of it; where much is left over, an excerpt
INSERT INTO article_links BY NAME
SELECT CASE WHEN x_is_the_part THEN x ELSE y END AS a_id, CASE WHEN x_is_the_part THEN y ELSE x END AS b_id,
       CASE WHEN jaccard >= $near_jaccard THEN 'near_copy' ELSE 'excerpt' END AS kind,
       containment, jaccard, shared, $rule_version AS rule_version
FROM measured WHERE containment >= $copy_containment AND shared >= $copy_shared;

-- quoting: the other pairs that share quoted words, numbered; texts that share the same words stand together
CREATE OR REPLACE TEMP TABLE quoting AS
SELECT row_number() OVER (ORDER BY quoted, x, y) - 1 AS n,
       CASE WHEN x_is_the_part THEN x ELSE y END AS a, CASE WHEN x_is_the_part THEN y ELSE x END AS b, containment, jaccard
FROM measured
WHERE quoted IS NOT NULL AND NOT (containment >= $copy_containment AND shared >= $copy_shared);

-- quoting_texts: a batch of them with their texts, to be read word by word
SELECT q.a, q.b, a.text, b.text, q.containment, q.jaccard
FROM quoting q JOIN articles a ON a.article_id = q.a JOIN articles b ON b.article_id = q.b
WHERE n >= $first AND n < $first + $batch
ORDER BY n;

-- shares_quote: the shared words of each pair
INSERT INTO article_links BY NAME SELECT *, $rule_version AS rule_version FROM shared_quotes;
