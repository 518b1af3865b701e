-- linking: the articles whose links are to be found anew
CREATE OR REPLACE TEMP TABLE linking AS SELECT DISTINCT article_id FROM pending WHERE step = 'link';

-- followers: those whose text was equal to one that changed
CREATE OR REPLACE TEMP TABLE followers AS
SELECT b_id AS article_id FROM article_links
WHERE kind = 'same_text' AND a_id IN (SELECT article_id FROM linking) AND b_id NOT IN (SELECT article_id FROM linking);

-- forget_links: what they were tied to before
DELETE FROM article_links WHERE a_id IN (SELECT article_id FROM linking) OR b_id IN (SELECT article_id FROM linking);

-- mine: the texts of all of these: among the newest, where they nearly always are, and else among all. Their hashes are wide,
-- and read of these alone
CREATE OR REPLACE TEMP TABLE mine AS
WITH wanted AS (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers),
newest AS (SELECT article_id, text_number FROM fingerprints WHERE text_number > $last AND article_id IN (FROM wanted)),
older AS (FROM wanted EXCEPT SELECT article_id FROM newest)
SELECT text_hash, text_key(text_hash) AS hash FROM fingerprints
WHERE text_number IN (
    SELECT text_number FROM newest
    UNION ALL
    SELECT text_number FROM fingerprints WHERE article_id IN (FROM older)
);

-- equals: who has an equal text, and the first of them, who stands for all
CREATE OR REPLACE TEMP TABLE equals AS
SELECT article_id, text_number, seniority, shingle_count,
       first_value(article_id) OVER (PARTITION BY scheme, text_hash ORDER BY seniority, article_id) AS first_id
FROM fingerprints
WHERE shingle_count > 0 AND text_number IN (SELECT text_number FROM bearers) AND text_hash IN (SELECT text_hash FROM mine);

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
SELECT article_id, text_number, seniority FROM equals
WHERE article_id = first_id
  AND article_id IN (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers UNION ALL SELECT b_id FROM stood);

-- demoted: those that stood for a text and do so no more
CREATE OR REPLACE TEMP TABLE demoted AS
SELECT article_id, text_number FROM equals
WHERE article_id != first_id
  AND article_id NOT IN (SELECT article_id FROM linking UNION ALL SELECT article_id FROM followers UNION ALL SELECT b_id FROM stood);

-- forget_demoted: of their ties only the one to an equal text is left
DELETE FROM article_links
WHERE kind != 'same_text' AND (a_id IN (SELECT article_id FROM demoted) OR b_id IN (SELECT article_id FROM demoted));

-- fresh: the passages of the representatives
CREATE OR REPLACE TEMP TABLE fresh AS
SELECT p.hash, r.text_number, p.quoted, r.seniority FROM passages p JOIN representatives r USING (text_number);

-- gone: the passages that a text has no more, or of one that another stands for from now on
CREATE OR REPLACE TEMP TABLE gone AS
SELECT hash FROM passages_left
UNION
SELECT hash FROM passages WHERE text_number IN (SELECT text_number FROM demoted);

-- touched: the passages of both, and from which seniority on
CREATE OR REPLACE TEMP TABLE touched AS
SELECT hash, min(seniority) AS first FROM (SELECT hash, seniority FROM fresh UNION ALL SELECT hash, -1 FROM gone) GROUP BY hash;

-- hubs: those of them that are common, as the store has them
CREATE OR REPLACE TEMP TABLE hubs AS
SELECT rowid AS place, hash, unnest(text_number) AS text_number, unnest(quoted) AS quoted, unnest(seniority) AS seniority
FROM passage_hubs WHERE hash IN (SELECT hash FROM touched);

-- asked: the passages that are looked up. Of one that is common its hubs will do (not `whole`), as long as nobody takes their place
CREATE OR REPLACE TEMP TABLE asked AS
SELECT hash, last IS NOT NULL AS was_common, last IS NULL OR first <= last AS whole
FROM touched LEFT JOIN (SELECT hash, max(seniority) AS last FROM hubs GROUP BY hash) USING (hash);

-- known: what is told of all texts that may be met
CREATE OR REPLACE TEMP TABLE known AS
SELECT text_number, article_id, seniority, shingle_count FROM fingerprints
WHERE text_number IN (
    SELECT text_number FROM holders
    UNION SELECT text_number FROM hubs WHERE hash IN (SELECT hash FROM asked WHERE NOT whole)
    UNION SELECT text_number FROM representatives
);

-- stored: who had those passages before: one article a text
CREATE OR REPLACE TEMP TABLE stored AS
WITH standing AS (
    SELECT text_number, seniority FROM known
    WHERE article_id NOT IN (
        SELECT article_id FROM linking UNION ALL SELECT article_id FROM demoted UNION ALL SELECT article_id FROM representatives
        UNION ALL SELECT b_id FROM article_links WHERE kind = 'same_text')
)
SELECT hash, text_number, quoted, seniority FROM holders JOIN standing USING (text_number)
UNION ALL
SELECT hash, text_number, quoted, seniority FROM hubs WHERE hash IN (SELECT hash FROM asked WHERE NOT whole);

-- posts: who has them now, in the order of seniority
CREATE OR REPLACE TEMP TABLE posts AS
SELECT *, row_number() OVER (PARTITION BY hash ORDER BY seniority, text_number) AS place, count(*) OVER (PARTITION BY hash) AS articles
FROM (FROM stored UNION ALL FROM fresh)
QUALIFY articles > 1;

-- moved: stored articles that are hubs no more or have become one, or have a quote that has become common and is so only
-- for a time: their pairs are found anew
CREATE OR REPLACE TEMP TABLE moved AS
WITH now AS (
    SELECT p.*, a.was_common FROM posts p JOIN asked a USING (hash) WHERE whole AND (was_common OR articles > $hubs)
),
new_hubs AS (SELECT hash, text_number FROM now WHERE place <= $hubs),
old_hubs AS (
    SELECT hash, text_number FROM hubs WHERE hash IN (SELECT hash FROM asked WHERE whole AND was_common)
    UNION ALL
    -- of a passage that few articles had, everyone was a hub
    SELECT hash, text_number FROM now WHERE NOT was_common AND text_number NOT IN (SELECT text_number FROM representatives)
),
otherwise AS (
    SELECT hash FROM now WHERE was_common != (articles > $hubs) GROUP BY hash
    HAVING bool_or(quoted) AND max(said_day(seniority)) - min(said_day(seniority)) > $days
)
SELECT article_id, text_number, seniority FROM known
WHERE text_number IN (SELECT text_number FROM stored) AND text_number IN (
    SELECT text_number
    FROM (
        (SELECT * FROM old_hubs EXCEPT SELECT * FROM new_hubs)
        UNION ALL
        (SELECT * FROM new_hubs WHERE hash IN (SELECT hash FROM asked WHERE was_common) EXCEPT SELECT * FROM old_hubs)
        UNION ALL
        SELECT hash, text_number FROM now WHERE hash IN (SELECT hash FROM otherwise)
    )
);

-- forget_hubs: the hubs of passages that were looked up wholly
DELETE FROM passage_hubs WHERE rowid IN (SELECT place FROM hubs WHERE hash IN (SELECT hash FROM asked WHERE whole AND was_common));

-- keep_hubs: are told anew
INSERT INTO passage_hubs
SELECT hash, list(text_number ORDER BY place), list(quoted ORDER BY place), list(seniority ORDER BY place) FROM posts
WHERE articles > $hubs AND place <= $hubs AND hash IN (SELECT hash FROM asked WHERE whole)
GROUP BY hash;

-- forget_moved: the links of texts whose hubs changed; equal texts stay together
DELETE FROM article_links
WHERE kind != 'same_text' AND (a_id IN (SELECT article_id FROM moved) OR b_id IN (SELECT article_id FROM moved));

-- link_moved: they are linked anew too
INSERT INTO representatives BY NAME FROM moved;

-- touch_moved: their other passages
CREATE OR REPLACE TEMP TABLE touched AS
SELECT DISTINCT hash FROM passages
WHERE text_number IN (SELECT text_number FROM moved) AND hash NOT IN (SELECT hash FROM asked WHERE whole);

-- ask_moved: are looked up: of a common one its hubs will do, as long as none of them is one of these
CREATE OR REPLACE TEMP TABLE asked AS
SELECT hash, coalesce(theirs, TRUE) AS whole
FROM touched LEFT JOIN (
    SELECT hash, bool_or(text_number IN (SELECT text_number FROM moved)) AS theirs FROM hubs GROUP BY hash
) USING (hash);

-- know_more: of those whom they meet in turn
INSERT INTO known
SELECT text_number, article_id, seniority, shingle_count FROM fingerprints
WHERE text_number IN (
    (SELECT text_number FROM holders UNION SELECT text_number FROM hubs) EXCEPT SELECT text_number FROM known
);

-- stored_moved: by who has them
CREATE OR REPLACE TEMP TABLE stored AS
WITH standing AS (
    SELECT text_number, seniority FROM known WHERE article_id NOT IN (SELECT b_id FROM article_links WHERE kind = 'same_text')
)
SELECT hash, text_number, quoted, seniority FROM holders JOIN standing USING (text_number)
UNION ALL
SELECT * FROM (
    SELECT hash, text_number, quoted, seniority FROM hubs WHERE hash IN (SELECT hash FROM asked WHERE NOT whole)
    UNION
    SELECT hash, text_number, quoted, seniority FROM fresh WHERE hash IN (SELECT hash FROM asked WHERE NOT whole)
    UNION
    SELECT p.hash, m.text_number, p.quoted, m.seniority FROM passages p JOIN moved m USING (text_number)
    WHERE p.hash IN (SELECT hash FROM asked WHERE NOT whole)
);

-- posts_moved: in place of their hubs alone
DELETE FROM posts WHERE hash IN (SELECT hash FROM asked);
INSERT INTO posts
SELECT *, row_number() OVER (PARTITION BY hash ORDER BY seniority, text_number), count(*) OVER (PARTITION BY hash) FROM stored;

-- pairs: two texts that share passages, one of them new, one of them a hub. A common passage ties by its quote only those
-- that lie within some days of one another
CREATE OR REPLACE TEMP TABLE pairs AS
WITH met AS (
    SELECT hash, text_number, quoted, place, articles > $hubs AS common, said_day(seniority) AS day,
           text_number IN (SELECT text_number FROM representatives) AS is_new
    FROM posts
)
SELECT
    hub.text_number AS x, other.text_number AS y, count(*) AS passages,
    bool_or((hub.quoted OR other.quoted) AND (NOT hub.common OR coalesce(other.day - hub.day <= $days, TRUE))) AS quoted
FROM met hub JOIN met other ON hub.hash = other.hash AND hub.place < other.place
WHERE hub.place <= $hubs AND (hub.is_new OR other.is_new)
GROUP BY ALL;

-- likely: pairs that share quoted words, or passages enough to be copies, numbered; texts that meet the same hubs stand together
CREATE OR REPLACE TEMP TABLE likely AS
SELECT row_number() OVER (ORDER BY x, y) - 1 AS n, p.x, p.y, p.quoted AND $quotes AS quoted,
       p.passages >= $enough * least(f.shingle_count, g.shingle_count) AS alike
FROM pairs p JOIN known f ON f.text_number = p.x JOIN known g ON g.text_number = p.y
WHERE quoted OR alike;

-- doubtful: some of those that may be copies
SELECT x, y FROM likely WHERE alike AND n >= $first AND n < $first + $portion;

-- near: those whose samples share enough for copies
CREATE OR REPLACE TEMP TABLE near (x INTEGER, y INTEGER);

-- keep_near: some more of them
INSERT INTO near FROM near_pairs;

-- promising: pairs that may be copies, or that share quoted words, numbered, with the part first; texts that meet the same
-- hubs stand together, so that each is made ready to be read once
CREATE OR REPLACE TEMP TABLE promising AS
WITH read AS (
    SELECT x, y, quoted, near.x IS NOT NULL AS alike, min(x) OVER (PARTITION BY y) AS home
    FROM likely LEFT JOIN near USING (x, y) WHERE quoted OR near.x IS NOT NULL
),
told AS (
    SELECT text_number, article_id, said_second(seniority) AS said, (shingle_count, text_bits(seniority), article_id) AS size FROM known
),
sided AS (
    SELECT row_number() OVER (ORDER BY home, f.article_id, g.article_id) - 1 AS n, quoted, alike,
           CASE WHEN f.size < g.size THEN f ELSE g END AS a, CASE WHEN f.size < g.size THEN g ELSE f END AS b
    FROM read JOIN told f ON f.text_number = x JOIN told g ON g.text_number = y
)
SELECT n, a.article_id AS a_id, b.article_id AS b_id, a.text_number AS a, b.text_number AS b,
       coalesce(b.said > a.said, FALSE) AS b_is_later, quoted, alike
FROM sided;

-- batch: some of the pairs
SELECT * EXCLUDE (n) FROM promising WHERE n >= $first AND n < $first + $batch ORDER BY n;

-- verified: the ties that were found in them
INSERT INTO article_links BY NAME SELECT *, $rule_version AS rule_version FROM ties;

-- linked: whose links are other ones now, for the steps that come after
INSERT INTO linking
SELECT article_id
FROM (
    SELECT article_id FROM representatives UNION SELECT article_id FROM demoted UNION FROM followers UNION SELECT b_id FROM stood
)
WHERE article_id NOT IN (SELECT article_id FROM linking);

-- done: nobody waits any more
DELETE FROM passages_left;
DELETE FROM pending WHERE step = 'link';
