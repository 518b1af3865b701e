-- figures: those of articles from the days around the changed ones, each once a copy group, with the others of their sentences
CREATE OR REPLACE TEMP TABLE near_figures AS
WITH span AS (
    SELECT min(day) - $window AS low, max(day) + $window AS high
    FROM (SELECT coalesce(published_day, inferred_day) AS day FROM articles WHERE article_id IN (SELECT article_id FROM touched))
), placed AS (
    SELECT
        f.article_id, f.start, f.end_, f.value, f.unit, f.approximate, f.sentence_start, f.sentence_end, f.near,
        coalesce(a.copy_of, a.article_id) AS copy_group, coalesce(a.story_id, a.article_id) AS story_id, coalesce(a.published_day, a.inferred_day) AS day,
        list(f.value || ' ' || f.unit) OVER (PARTITION BY f.article_id, f.sentence_start) AS figures,
        list(f.value) OVER (PARTITION BY f.article_id, f.sentence_start, f.unit) AS alike
    FROM figures f JOIN articles a USING (article_id), span
    WHERE coalesce(a.published_day, a.inferred_day) BETWEEN span.low AND span.high
        OR article_id IN (SELECT article_id FROM touched)
)
SELECT *, article_id IN (SELECT article_id FROM touched) AS changed
FROM placed
QUALIFY row_number() OVER (PARTITION BY copy_group, unit, value, near ORDER BY article_id, start) = 1;

-- figure_pairs: two of one unit with other values and nearly the same words next to them. A unit beside a word of more than 60 proposes none
CREATE OR REPLACE TEMP TABLE figure_pairs AS
WITH postings AS (
    SELECT article_id, start, story_id, day, value, changed, unit, unnest(near) AS word FROM near_figures
    WHERE len(near) >= $words AND unit NOT IN ('other', 'more', 'another')  -- who they are the figure before tells
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY unit, word) AS figures FROM postings
), rare AS (
    FROM counted WHERE figures BETWEEN 2 AND 60
    QUALIFY row_number() OVER (PARTITION BY article_id, start ORDER BY figures, word) <= 8
), proposed AS (
    SELECT DISTINCT a.article_id AS a_id, a.start AS a_start, b.article_id AS b_id, b.start AS b_start
    FROM rare a JOIN rare b ON a.unit = b.unit AND a.word = b.word AND a.value != b.value
    WHERE (a.changed OR b.changed) AND a.article_id < b.article_id
        AND (a.story_id = b.story_id OR abs(a.day - b.day) <= $window)
), like_words AS (
    SELECT proposed.*, a.unit, shared_number(a.near, b.near) AS words, likeness(a.near, b.near) AS likeness
    FROM proposed
    JOIN near_figures a ON a.article_id = a_id AND a.start = a_start
    JOIN near_figures b ON b.article_id = b_id AND b.start = b_start
    WHERE words >= $words AND likeness >= $likeness
), like_pairs AS (
    SELECT
        like_words.*, a.value AS a_value, b.value AS b_value, a.near AS a_near, b.near AS b_near,
        a.sentence_start AS a_sentence, b.sentence_start AS b_sentence,
        -- figures of the unit in the sentence that only the other has not
        len(list_filter(a.alike, lambda v: v != a.value AND NOT list_contains(b.alike, v))) AS a_more,
        len(list_filter(b.alike, lambda v: v != b.value AND NOT list_contains(a.alike, v))) AS b_more,
        shared_number(list_distinct(a.figures), b.figures) AS same_figures
    FROM like_words
    JOIN near_figures a ON a.article_id = a_id AND a.start = a_start
    JOIN near_figures b ON b.article_id = b_id AND b.start = b_start
    WHERE a_more = 0 OR b_more = 0
), knowing AS (
    -- an article that gives the other's figure too, in the sentence or beside like words, knows both
    SELECT a_id, a_start, b_id, b_start
    FROM like_pairs p JOIN figures f ON f.article_id = b_id AND f.unit IN (p.unit, '') AND f.value = a_value
    WHERE f.sentence_start = b_sentence OR likeness(f.near, a_near) >= $known
    UNION ALL
    SELECT a_id, a_start, b_id, b_start
    FROM like_pairs p JOIN figures f ON f.article_id = a_id AND f.unit IN (p.unit, '') AND f.value = b_value
    WHERE f.sentence_start = a_sentence OR likeness(f.near, b_near) >= $known
)
SELECT a_id, a_start, b_id, b_start, words, likeness, same_figures, a_more + b_more AS other_figures
FROM like_pairs ANTI JOIN knowing USING (a_id, a_start, b_id, b_start);

-- sides: both figures of each pair with their sentences and articles
SELECT
    words, likeness, same_figures, other_figures,
    updates.a_id IS NOT NULL,
    a.unit,
    a.article_id, a.day, a.start, a.end_, a.value, a.approximate, a.sentence_start, substr(one.text, a.sentence_start + 1, a.sentence_end - a.sentence_start), one.source_id, one.correction,
    b.article_id, b.day, b.start, b.end_, b.value, b.approximate, b.sentence_start, substr(other.text, b.sentence_start + 1, b.sentence_end - b.sentence_start), other.source_id, other.correction
FROM figure_pairs
JOIN near_figures a ON a.article_id = figure_pairs.a_id AND a.start = a_start JOIN articles one ON one.article_id = figure_pairs.a_id
JOIN near_figures b ON b.article_id = figure_pairs.b_id AND b.start = b_start JOIN articles other ON other.article_id = figure_pairs.b_id
LEFT JOIN updates USING (a_id, b_id);
