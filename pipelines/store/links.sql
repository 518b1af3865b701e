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

-- passages_asked: the passages whose hubs may have changed
CREATE OR REPLACE TEMP TABLE passages_asked AS
SELECT hash FROM passages WHERE article_id IN (SELECT article_id FROM linking)
UNION
SELECT hash FROM passage_hubs
WHERE article_id IN (SELECT article_id FROM linking) OR article_id NOT IN (SELECT article_id FROM fingerprints);

-- posts_empty: who has which passage, one article a text, in the order of ids
CREATE OR REPLACE TEMP TABLE posts (hash UBIGINT, article_id VARCHAR, quoted BOOLEAN, place BIGINT, articles BIGINT);

-- posts: of the passages asked for
INSERT INTO posts
SELECT hash, article_id, quoted, row_number() OVER (PARTITION BY hash ORDER BY article_id), count(*) OVER (PARTITION BY hash)
FROM passages
WHERE hash IN (SELECT hash FROM passages_asked)
  AND article_id NOT IN (SELECT b_id FROM article_links WHERE kind = 'same_text');

-- moved: stored articles that are hubs no more, or have become one: their pairs are found anew
CREATE OR REPLACE TEMP TABLE moved AS
WITH new_hubs AS (SELECT hash, article_id FROM posts WHERE articles > $hubs AND place <= $hubs),
old_hubs AS (
    SELECT hash, article_id FROM passage_hubs WHERE hash IN (SELECT hash FROM passages_asked)
    UNION ALL
    -- of a passage that few articles had, everyone was a hub
    SELECT hash, article_id FROM posts
    WHERE articles > $hubs AND hash NOT IN (SELECT hash FROM passage_hubs) AND article_id NOT IN (SELECT article_id FROM linking)
)
SELECT DISTINCT article_id
FROM (
    (SELECT * FROM old_hubs EXCEPT SELECT * FROM new_hubs)
    UNION ALL
    (SELECT * FROM new_hubs WHERE hash IN (SELECT hash FROM passage_hubs) EXCEPT SELECT * FROM old_hubs)
)
WHERE article_id IN (SELECT article_id FROM fingerprints) AND article_id NOT IN (SELECT article_id FROM linking);

-- forget_hubs: the hubs of these passages
DELETE FROM passage_hubs WHERE hash IN (SELECT hash FROM passages_asked);

-- keep_hubs: are told anew
INSERT INTO passage_hubs SELECT hash, article_id FROM posts WHERE articles > $hubs AND place <= $hubs;

-- forget_moved: the links of texts whose hubs changed; equal texts stay together
DELETE FROM article_links
WHERE kind != 'same_text' AND (a_id IN (SELECT article_id FROM moved) OR b_id IN (SELECT article_id FROM moved));

-- link_moved: they are linked anew too
INSERT INTO representatives SELECT article_id FROM moved;
INSERT INTO linking SELECT article_id FROM moved;

-- passages_of_moved: their other passages
CREATE OR REPLACE TEMP TABLE passages_asked AS
SELECT hash FROM passages WHERE article_id IN (SELECT article_id FROM moved)
EXCEPT SELECT hash FROM passages_asked;

-- pairs: two texts that share passages, one of them new, one of them a hub
CREATE OR REPLACE TEMP TABLE pairs AS
WITH known AS (
    SELECT *, article_id IN (SELECT article_id FROM representatives) AS is_new FROM posts
),
met AS (
    SELECT hub.article_id AS x, other.article_id AS y, hub.quoted OR other.quoted AS quoted
    FROM known hub JOIN known other ON hub.hash = other.hash AND hub.place < other.place
    WHERE hub.place <= $hubs AND hub.is_new
    UNION ALL
    SELECT hub.article_id, other.article_id, hub.quoted OR other.quoted
    FROM known hub JOIN known other ON hub.hash = other.hash AND hub.place < other.place
    WHERE hub.place <= $hubs AND NOT hub.is_new AND other.is_new
)
SELECT x, y, bool_or(quoted) AS quoted, count(*) AS passages FROM met GROUP BY ALL;

-- promising: pairs whose samples are alike enough, or that share quoted words, numbered; texts that meet the same hubs
-- stand together, so that each is made ready to be read once
CREATE OR REPLACE TEMP TABLE promising AS
SELECT row_number() OVER (ORDER BY home, a, b) - 1 AS n, * EXCLUDE (home)
FROM (
    SELECT CASE WHEN x_is_the_part THEN x ELSE y END AS a, CASE WHEN x_is_the_part THEN y ELSE x END AS b, quoted, alike,
           min(x) OVER (PARTITION BY y) AS home
    FROM (
        SELECT p.x, p.y, p.quoted AND $quotes AS quoted,
               (f.shingle_count, f.text_hash) < (g.shingle_count, g.text_hash) AS x_is_the_part,
               -- A sample is compared only where more than a sentence or two is shared.
               CASE WHEN p.passages >= $enough * least(f.shingle_count, g.shingle_count)
                    THEN containment(f.shingles, f.shingle_count, g.shingles, g.shingle_count) >= $promising
                    ELSE FALSE END AS alike
        FROM pairs p JOIN fingerprints f ON f.article_id = p.x JOIN fingerprints g ON g.article_id = p.y
    )
    WHERE alike OR quoted
);

-- texts: the texts of these pairs
CREATE OR REPLACE TEMP TABLE texts AS
SELECT article_id, text, declared_at FROM articles
WHERE article_id IN (SELECT a FROM promising UNION SELECT b FROM promising);

-- batch: some of the pairs with their texts, to be read word by word
SELECT a, b, x.text, y.text, coalesce(y.declared_at > x.declared_at, FALSE), quoted, alike
FROM promising JOIN texts x ON x.article_id = a JOIN texts y ON y.article_id = b
WHERE n >= $first AND n < $first + $batch
ORDER BY n;

-- verified: the ties that were found in them
INSERT INTO article_links BY NAME SELECT *, $rule_version AS rule_version FROM ties;
