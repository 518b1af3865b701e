-- forget_names: the names of texts that changed are told anew
DELETE FROM story_names WHERE article_id IN (SELECT article_id FROM linking);

-- take_names: of several words, because one word is the name of many; a place is where anything happens
INSERT INTO story_names
SELECT DISTINCT article_id, story_name(lower(coalesce(canonical, text)))
FROM name_mentions
WHERE article_id IN (SELECT article_id FROM linking) AND kind != 'place' AND contains(coalesce(canonical, text), ' ');

-- voices: one article speaks for its copies
CREATE OR REPLACE TEMP TABLE voices AS
SELECT article_id, declared_day AS day, article_id IN (SELECT article_id FROM reach) AS reached FROM articles WHERE copy_of IS NULL;

-- stirred: names of texts that changed or left, and the days around which they are looked at
CREATE OR REPLACE TEMP TABLE stirred AS
SELECT name, min(low) AS low, max(high) AS high
FROM (
    SELECT name, declared_day AS low, declared_day AS high
    FROM story_names JOIN articles USING (article_id) WHERE article_id IN (SELECT article_id FROM reach)
    UNION ALL
    SELECT story_name(name), DATE '0001-02-01', DATE '9999-01-01' FROM names_left WHERE spoken IS NULL AND contains(name, ' ')
)
GROUP BY name;

-- retied: whose ties are found anew: the articles that changed, and those for whom a name may have become rare or common
CREATE OR REPLACE TEMP TABLE retied AS
WITH held AS (
    SELECT s.name, s.article_id, v.day, v.reached, t.low, t.high
    FROM story_names s JOIN stirred t USING (name) JOIN voices v USING (article_id)
),
near AS (
    SELECT *, count(*) FILTER (NOT reached) OVER (
        PARTITION BY name ORDER BY day RANGE BETWEEN to_days($days) PRECEDING AND to_days($days) FOLLOWING) AS others
    FROM held WHERE day BETWEEN low - 2 * $days AND high + 2 * $days
)
SELECT article_id FROM reach
UNION
SELECT article_id FROM near WHERE others <= $rare AND day BETWEEN low - $days AND high + $days
UNION
SELECT article_id FROM held
WHERE day IS NULL AND name IN (SELECT name FROM held GROUP BY name HAVING count(*) FILTER (NOT reached) <= $rare);

-- rare: the names that these share with few texts of some days (`by_day`), or with few texts at all, which is what counts for undated ones
CREATE OR REPLACE TEMP TABLE rare AS
WITH asked AS (
    SELECT name, min(day) AS low, max(day) AS high
    FROM story_names JOIN voices USING (article_id) WHERE article_id IN (SELECT article_id FROM retied)
    GROUP BY name
),
held AS (
    SELECT s.name, s.article_id, v.day, a.low, a.high
    FROM story_names s JOIN asked a USING (name) JOIN voices v USING (article_id)
),
near AS (
    SELECT *, count(*) OVER (
        PARTITION BY name ORDER BY day RANGE BETWEEN to_days($days) PRECEDING AND to_days($days) FOLLOWING) AS texts
    FROM held WHERE day BETWEEN low - 2 * $days AND high + 2 * $days
)
SELECT name, article_id, day, TRUE AS by_day FROM near WHERE texts <= $rare
UNION ALL
SELECT name, article_id, day, FALSE FROM held WHERE name IN (SELECT name FROM held GROUP BY name HAVING count(*) <= $rare);

-- former_ties: what tied them by names before
CREATE OR REPLACE TEMP TABLE former_ties AS
SELECT a_id, b_id, words FROM article_links
WHERE kind = 'shares_names' AND (a_id IN (SELECT article_id FROM retied) OR b_id IN (SELECT article_id FROM retied));

-- forget_ties: is found anew
DELETE FROM article_links
WHERE kind = 'shares_names' AND (a_id, b_id) IN (SELECT (a_id, b_id) FROM former_ties);

-- ties: two texts that share enough such names, the older first. What is tied by its words needs no names, and a template
-- ties nobody
CREATE OR REPLACE TEMP TABLE name_ties AS
WITH shared AS (
    SELECT x.article_id AS a_id, y.article_id AS b_id, count(*) AS shared, list(x.name) AS names
    FROM rare x JOIN rare y ON x.name = y.name AND x.by_day = y.by_day
        AND (x.day IS NULL, x.day, x.article_id) < (y.day IS NULL, y.day, y.article_id)
        AND CASE WHEN x.by_day THEN y.day - x.day <= $days ELSE y.day IS NULL END
    WHERE x.article_id IN (SELECT article_id FROM retied) OR y.article_id IN (SELECT article_id FROM retied)
    GROUP BY ALL HAVING count(*) >= $names
),
told AS (
    SELECT s.a_id, s.b_id, s.shared, string_agg(DISTINCT coalesce(n.canonical, n.text), '; ' ORDER BY coalesce(n.canonical, n.text)) AS words
    FROM shared s JOIN name_mentions n ON n.article_id = s.a_id
    WHERE list_contains(s.names, story_name(lower(coalesce(n.canonical, n.text))))
    GROUP BY ALL
)
FROM told
WHERE (a_id, b_id) NOT IN (SELECT (a_id, b_id) FROM article_links UNION ALL SELECT (b_id, a_id) FROM article_links);

-- keep_ties: the ties
INSERT INTO article_links BY NAME
SELECT a_id, b_id, 'shares_names' AS kind, shared, words, $rule_version AS rule_version FROM name_ties;

-- start_again: whose ties are other ones now
INSERT INTO start
SELECT unnest([a_id, b_id]) FROM (
    (FROM former_ties EXCEPT SELECT a_id, b_id, words FROM name_ties)
    UNION ALL
    (SELECT a_id, b_id, words FROM name_ties EXCEPT FROM former_ties)
);
