-- start: the articles that changed
CREATE OR REPLACE TEMP TABLE start AS
SELECT article_id FROM linking UNION SELECT article_id FROM pending WHERE step = 'derive';

-- reach: the articles whose story may change: those that changed, who stood in a story with them, and who is tied to those
CREATE OR REPLACE TEMP TABLE reach AS
WITH RECURSIVE
begun AS (SELECT article_id, story_id FROM articles WHERE article_id IN (SELECT article_id FROM start)),
reached(article_id, seen) USING KEY (article_id) AS (
    SELECT article_id, TRUE FROM articles
    WHERE article_id IN (SELECT article_id FROM begun) OR story_id IN (SELECT story_id FROM begun)
    UNION
    SELECT other, TRUE
    FROM (
        SELECT b_id AS other FROM reached JOIN article_links ON a_id = reached.article_id
        UNION
        SELECT a_id FROM reached JOIN article_links ON b_id = reached.article_id
    )
    WHERE other NOT IN (SELECT article_id FROM recurring.reached)
)
SELECT DISTINCT r.article_id
FROM articles r
WHERE article_id IN (SELECT article_id FROM reached)
   OR story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM reached));

-- ties: the ties among them; $copies tells whether only those of copies are wanted. A template ties nobody
SELECT a_id, b_id FROM article_links
WHERE a_id IN (SELECT article_id FROM reach)
  AND (kind IN ('same_text', 'near_copy', 'excerpt', 'update') OR NOT $copies AND kind IN ('shares_quote', 'shares_names'));

-- copies: each of them with its canonical copy: the one with a declared date, the earliest, the longest, the smallest id
CREATE OR REPLACE TEMP TABLE copies AS
SELECT
    r.article_id,
    nullif(first_value(r.article_id) OVER (
        PARTITION BY coalesce(c.component, r.article_id)
        ORDER BY a.declared_day IS NULL, a.declared_at, length(a.text) DESC, r.article_id
    ), r.article_id) AS copy_of
FROM reach r
JOIN articles a USING (article_id)
LEFT JOIN components c ON c.member = r.article_id;

-- copy_changes: what changes for a stored article
INSERT INTO changes
SELECT $run_id, a.article_id, 'copy_of', a.copy_of, c.copy_of
FROM copies c JOIN articles a USING (article_id)
WHERE a.story_id IS NOT NULL AND a.copy_of IS DISTINCT FROM c.copy_of
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- place_copies: they are told of whom they are copies
UPDATE articles a SET copy_of = c.copy_of FROM copies c
WHERE a.article_id = c.article_id AND a.copy_of IS DISTINCT FROM c.copy_of;

-- placed: each of them with its story
CREATE OR REPLACE TEMP TABLE placed AS
SELECT r.article_id, coalesce(s.component, r.article_id) AS story_id
FROM reach r LEFT JOIN components s ON s.member = r.article_id;

-- story_changes: what changes for a stored article
INSERT INTO changes
SELECT $run_id, a.article_id, 'story_id', a.story_id, p.story_id
FROM placed p JOIN articles a USING (article_id)
WHERE a.story_id IS NOT NULL AND a.story_id != p.story_id
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- forget_stories: the stories that they stood in are told anew
DELETE FROM stories
WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM reach) UNION SELECT story_id FROM placed)
   OR story_id NOT IN (SELECT article_id FROM articles);

-- place: the articles are told where they stand
UPDATE articles a SET story_id = p.story_id FROM placed p
WHERE a.article_id = p.article_id AND a.story_id IS DISTINCT FROM p.story_id;

-- touched: whole stories, for the steps that come after
CREATE OR REPLACE TEMP TABLE touched AS SELECT article_id FROM placed;

-- tell_stories: after the dates are inferred, because a story says its days
INSERT INTO stories BY NAME
SELECT
    story_id,
    coalesce(
        arg_min(title, (copy_of IS NOT NULL, published_day, article_id)) FILTER (title IS NOT NULL),
        left(arg_min(text, (copy_of IS NOT NULL, published_day, article_id)), 80)) AS title,
    count(*) AS articles,
    count(DISTINCT coalesce(copy_of, article_id)) AS copy_groups,
    count(DISTINCT source_id) AS sources,
    min(published_day) AS first_day,
    max(published_day) AS last_day
FROM articles
WHERE article_id IN (SELECT article_id FROM touched)
GROUP BY story_id;
