-- linking: the articles whose links are to be found anew
CREATE OR REPLACE TEMP TABLE linking AS SELECT DISTINCT article_id FROM pending WHERE step = 'link';

-- followers: those whose text was equal to one that changed
CREATE OR REPLACE TEMP TABLE followers AS
SELECT b_id AS article_id FROM article_links
WHERE kind = 'same_text' AND a_id IN (SELECT article_id FROM linking) AND b_id NOT IN (SELECT article_id FROM linking);

-- forget_links: what they were tied to before
DELETE FROM article_links WHERE a_id IN (SELECT article_id FROM linking) OR b_id IN (SELECT article_id FROM linking);

-- equals: who has an equal text, and the first of them, who stands for all
CREATE OR REPLACE TEMP TABLE equals AS
SELECT article_id, shingle_count, first_value(article_id) OVER (PARTITION BY scheme, text_hash ORDER BY seniority, article_id) AS first_id
FROM fingerprints
WHERE shingle_count > 0 AND text_hash IN (
    SELECT text_hash FROM fingerprints
    WHERE article_id IN (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers));

-- stood: who stood for them before
CREATE OR REPLACE TEMP TABLE stood AS
SELECT a_id, b_id FROM article_links WHERE kind = 'same_text' AND b_id IN (SELECT article_id FROM equals);

-- forget_stood: where that is another one now
DELETE FROM article_links
WHERE kind = 'same_text' AND b_id IN (SELECT b_id FROM stood JOIN equals ON article_id = b_id WHERE first_id != a_id);

-- same_text: equal texts collapse onto the first, so that ten thousand of them cost ten thousand links
INSERT INTO article_links BY NAME
SELECT first_id AS a_id, article_id AS b_id, 'same_text' AS kind, 1.0 AS containment, 1.0 AS jaccard, shingle_count AS shared,
       $rule_version AS rule_version
FROM equals e
WHERE article_id != first_id AND NOT EXISTS (FROM stood s WHERE s.b_id = e.article_id AND s.a_id = e.first_id);

-- representatives: one article for each text that is new or changed, to be compared further
CREATE OR REPLACE TEMP TABLE representatives AS
SELECT article_id FROM equals
WHERE article_id = first_id
  AND article_id IN (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers UNION ALL SELECT b_id FROM stood);

-- demoted: those that stood for a text and do so no more
CREATE OR REPLACE TEMP TABLE demoted AS
SELECT article_id FROM equals
WHERE article_id != first_id
  AND article_id NOT IN (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers UNION ALL SELECT b_id FROM stood);

-- forget_demoted: of their ties only the one to an equal text is left
DELETE FROM article_links
WHERE kind != 'same_text' AND (a_id IN (SELECT article_id FROM demoted) OR b_id IN (SELECT article_id FROM demoted));

-- fresh: the passages of the representatives
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT p.hash, p.article_id, p.quoted, f.seniority
FROM passages_waiting p JOIN fingerprints f USING (article_id)
WHERE p.article_id IN (SELECT article_id FROM representatives);

-- gone: the passages that a text has no more
CREATE OR REPLACE TEMP TABLE gone AS SELECT DISTINCT hash FROM passages_waiting WHERE article_id IS NULL;

-- stand_in: where another article stands for a stored text from now on, and whether one does
SELECT count(*) FROM representatives WHERE article_id NOT IN (SELECT article_id FROM linking);

-- fresh_stored: its passages come anew
INSERT INTO fresh
SELECT p.hash, p.article_id, p.quoted, f.seniority
FROM passages p JOIN fingerprints f USING (article_id)
WHERE p.article_id IN (SELECT article_id FROM representatives WHERE article_id NOT IN (SELECT article_id FROM linking));

-- gone_stored: and those of the one before are gone
INSERT INTO gone SELECT DISTINCT hash FROM passages WHERE article_id IN (SELECT article_id FROM demoted);

-- asked: the passages that are looked up. Of one that is common its hubs will do (not `whole`), as long as nobody takes their place
CREATE OR REPLACE TEMP TABLE asked AS
WITH touched AS (
    SELECT hash, min(seniority) AS first FROM fresh GROUP BY hash
    UNION ALL
    SELECT hash, -1 FROM gone
),
hubs AS (SELECT hash, max(seniority) AS last FROM passage_hubs WHERE hash IN (SELECT hash FROM touched) GROUP BY hash)
SELECT hash, bool_or(last IS NOT NULL) AS was_common, bool_or(last IS NULL OR first <= last) AS whole
FROM touched LEFT JOIN hubs USING (hash)
GROUP BY hash;

-- stored: who had those passages before: one article a text
CREATE OR REPLACE TEMP TABLE stored AS
SELECT h.hash, f.article_id, h.quoted, f.seniority
FROM holders h JOIN fingerprints f USING (text_number)
WHERE f.article_id NOT IN (
    SELECT article_id FROM linking UNION ALL SELECT article_id FROM demoted UNION ALL SELECT article_id FROM representatives
    UNION ALL SELECT b_id FROM article_links WHERE kind = 'same_text')
UNION ALL
SELECT hash, article_id, quoted, seniority FROM passage_hubs WHERE hash IN (SELECT hash FROM asked WHERE NOT whole);

-- posts: who has them now, in the order of seniority
CREATE OR REPLACE TEMP TABLE posts AS
SELECT *, row_number() OVER (PARTITION BY hash ORDER BY seniority, article_id) AS place, count(*) OVER (PARTITION BY hash) AS articles
FROM (FROM stored UNION ALL FROM fresh)
QUALIFY articles > 1;

-- moved: stored articles that are hubs no more or have become one, or have a quote that has become common and is so only
-- for a time: their pairs are found anew
CREATE OR REPLACE TEMP TABLE moved AS
WITH now AS (
    SELECT p.*, a.was_common FROM posts p JOIN asked a USING (hash) WHERE whole AND (was_common OR articles > $hubs)
),
new_hubs AS (SELECT hash, article_id FROM now WHERE place <= $hubs),
old_hubs AS (
    SELECT hash, article_id FROM passage_hubs WHERE hash IN (SELECT hash FROM asked WHERE whole)
    UNION ALL
    -- of a passage that few articles had, everyone was a hub
    SELECT hash, article_id FROM now WHERE NOT was_common AND article_id NOT IN (SELECT article_id FROM representatives)
),
otherwise AS (
    SELECT hash FROM now WHERE was_common != (articles > $hubs) GROUP BY hash
    HAVING bool_or(quoted) AND max(said_day(seniority)) - min(said_day(seniority)) > $days
)
SELECT DISTINCT article_id
FROM (
    (SELECT * FROM old_hubs EXCEPT SELECT * FROM new_hubs)
    UNION ALL
    (SELECT * FROM new_hubs WHERE hash IN (SELECT hash FROM asked WHERE was_common) EXCEPT SELECT * FROM old_hubs)
    UNION ALL
    SELECT hash, article_id FROM now WHERE hash IN (SELECT hash FROM otherwise)
)
WHERE article_id IN (SELECT article_id FROM stored);

-- forget_hubs: the hubs of passages that were looked up wholly
DELETE FROM passage_hubs WHERE hash IN (SELECT hash FROM asked WHERE whole AND was_common);

-- keep_hubs: are told anew
INSERT INTO passage_hubs
SELECT hash, article_id, quoted, seniority FROM posts
WHERE articles > $hubs AND place <= $hubs AND hash IN (SELECT hash FROM asked WHERE whole);

-- forget_moved: the links of texts whose hubs changed; equal texts stay together
DELETE FROM article_links
WHERE kind != 'same_text' AND (a_id IN (SELECT article_id FROM moved) OR b_id IN (SELECT article_id FROM moved));

-- link_moved: they are linked anew too
INSERT INTO representatives SELECT article_id FROM moved;

-- ask_moved: their other passages are looked up, wholly
CREATE OR REPLACE TEMP TABLE asked AS
SELECT DISTINCT hash, FALSE AS was_common, TRUE AS whole FROM passages
WHERE article_id IN (SELECT article_id FROM moved) AND hash NOT IN (SELECT hash FROM asked WHERE whole);

-- stored_moved: by who had them before
CREATE OR REPLACE TEMP TABLE stored AS
SELECT h.hash, f.article_id, h.quoted, f.seniority
FROM holders h JOIN fingerprints f USING (text_number)
WHERE f.article_id NOT IN (SELECT b_id FROM article_links WHERE kind = 'same_text');

-- posts_moved: in place of their hubs alone
DELETE FROM posts WHERE hash IN (SELECT hash FROM asked);
INSERT INTO posts
SELECT *, row_number() OVER (PARTITION BY hash ORDER BY seniority, article_id), count(*) OVER (PARTITION BY hash) FROM stored;

-- pairs: two texts that share passages, one of them new, one of them a hub. A common passage ties by its quote only those
-- that lie within some days of one another
CREATE OR REPLACE TEMP TABLE pairs AS
WITH known AS (
    SELECT *, said_day(seniority) AS day, article_id IN (SELECT article_id FROM representatives) AS is_new FROM posts
)
SELECT
    hub.article_id AS x, other.article_id AS y, count(*) AS passages,
    bool_or((hub.quoted OR other.quoted) AND (hub.articles <= $hubs OR coalesce(other.day - hub.day <= $days, TRUE))) AS quoted
FROM known hub JOIN known other ON hub.hash = other.hash AND hub.place < other.place
WHERE hub.place <= $hubs AND (hub.is_new OR other.is_new)
GROUP BY ALL;

-- likely: pairs that share quoted words, or passages enough to be copies, with the part first
CREATE OR REPLACE TEMP TABLE likely AS
WITH sizes AS (
    SELECT article_id, shingle_count, text_hash FROM fingerprints
    WHERE article_id IN (SELECT x FROM pairs UNION SELECT y FROM pairs)
)
SELECT p.x, p.y, p.quoted AND $quotes AS quoted,
       (f.shingle_count, f.text_hash) < (g.shingle_count, g.text_hash) AS x_is_the_part,
       p.passages >= $enough * least(f.shingle_count, g.shingle_count) AS alike
FROM pairs p JOIN sizes f ON f.article_id = p.x JOIN sizes g ON g.article_id = p.y
WHERE quoted OR alike;

-- samples: the shingles that are kept of texts that may be copies, of these alone: they are wide
CREATE OR REPLACE TEMP TABLE samples AS
SELECT article_id, shingle_count, shingles FROM fingerprints
WHERE article_id IN (SELECT x FROM likely WHERE alike UNION SELECT y FROM likely WHERE alike);

-- promising: pairs whose samples share enough for copies, or that share quoted words, numbered; texts that meet the same
-- hubs stand together, so that each is made ready to be read once
CREATE OR REPLACE TEMP TABLE promising AS
SELECT row_number() OVER (ORDER BY home, a, b) - 1 AS n, * EXCLUDE (home)
FROM (
    SELECT CASE WHEN x_is_the_part THEN x ELSE y END AS a, CASE WHEN x_is_the_part THEN y ELSE x END AS b, quoted, alike,
           min(x) OVER (PARTITION BY y) AS home
    FROM (
        SELECT p.* REPLACE (coalesce(
            containment(f.shingles, f.shingle_count, g.shingles, g.shingle_count) >= $worth_reading, FALSE) AS alike)
        FROM likely p
        LEFT JOIN samples f ON p.alike AND f.article_id = p.x
        LEFT JOIN samples g ON p.alike AND g.article_id = p.y
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

-- linked: whose links are other ones now, for the steps that come after
INSERT INTO linking
SELECT article_id FROM (FROM representatives UNION FROM demoted UNION FROM followers UNION SELECT b_id FROM stood)
WHERE article_id NOT IN (SELECT article_id FROM linking);

-- done: nobody waits any more
DELETE FROM passages_waiting;
DELETE FROM pending WHERE step = 'link';
