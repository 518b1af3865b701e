-- figures: those of the articles to be compared, each once a copy group. They are numbered once all are found: only one core
-- can do that
CREATE OR REPLACE TEMP TABLE near_figures AS
WITH compared AS MATERIALIZED (
    SELECT *, marks(near) AS marks
    FROM (
        SELECT
            f.article_id, f.start, f.end_, f.value, f.unit, f.approximate, f.sentence_start, f.sentence_end, f.near,
            c.story_id, c.day, c.first_day, c.period
        FROM figures f JOIN comparable c USING (article_id)
        QUALIFY row_number() OVER (PARTITION BY c.copy_group, f.unit, f.value, f.near ORDER BY f.article_id, f.start) = 1
    )
)
SELECT row_number() OVER ()::INTEGER AS n, * FROM compared;

-- figure_words: what they may be found by, a unit beside a word
CREATE OR REPLACE TEMP TABLE figure_words AS
SELECT n, article_id, period, unit || ' ' || word AS words
FROM (
    SELECT n, article_id, period, unit, unnest(near) AS word FROM near_figures
    WHERE len(near) >= $words AND unit NOT IN ('other', 'more', 'another')  -- who they are the figure before tells
);

-- figure_pairs: two of one unit with other values and nearly the same words next to them. They meet by a word and with all
-- that is asked of both: asked later, DuckDB may have all figures meet whose values differ. What is only told apart is a hash,
-- which is shorter
CREATE OR REPLACE TEMP TABLE figure_pairs AS
WITH rare AS MATERIALIZED (
    SELECT
        n, hash(words) AS words, hash(f.article_id) AS article, hash(f.value) AS value, hash(f.story_id) AS story, f.first_day, f.marks, len(f.near) AS size, size - bit_count(f.marks) AS hidden,
        f.article_id IN (SELECT article_id FROM compared_anew) AS anew
    FROM (FROM figure_words ANTI JOIN (FROM commonplaces WHERE kind = 'figure') USING (words, period)) w JOIN near_figures f USING (n)
), proposed AS MATERIALIZED (
    SELECT DISTINCT least(a.n, b.n) AS a_n, greatest(a.n, b.n) AS b_n
    FROM rare a JOIN rare b ON a.words = b.words
    WHERE a.anew AND (a.n < b.n OR NOT b.anew) AND a.value != b.value AND a.article != b.article
        AND (a.story = b.story OR abs(a.first_day - b.first_day) <= $window)
        AND may_share(a.marks, a.hidden, b.marks, b.hidden) >= greatest($words, $likeness / (1 + $likeness) * (a.size + b.size))
), like_words AS (
    SELECT a_n, b_n, shared_number(a.near, b.near) AS words, likeness(a.near, b.near) AS likeness
    FROM proposed JOIN near_figures a ON a.n = a_n JOIN near_figures b ON b.n = b_n
    WHERE words >= $words AND likeness >= $likeness
), sentences AS (
    SELECT n, list(o.value || ' ' || o.unit) AS figures, list(o.value) FILTER (o.unit = f.unit) AS alike
    FROM near_figures f JOIN figures o ON o.article_id = f.article_id AND o.sentence_start = f.sentence_start
    WHERE n IN (SELECT unnest([a_n, b_n]) FROM like_words)
    GROUP BY n
), like_pairs AS (
    SELECT
        like_words.*, a.unit, a.value AS a_value, b.value AS b_value, a.near AS a_near, b.near AS b_near,
        a.article_id AS a_id, b.article_id AS b_id, a.sentence_start AS a_sentence, b.sentence_start AS b_sentence,
        -- figures of the unit in the sentence that only the other has not
        len(list_filter(x.alike, lambda v: v != a.value AND NOT list_contains(y.alike, v))) AS a_more,
        len(list_filter(y.alike, lambda v: v != b.value AND NOT list_contains(x.alike, v))) AS b_more,
        shared_number(list_distinct(x.figures), y.figures) AS same_figures
    FROM like_words
    JOIN near_figures a ON a.n = a_n JOIN sentences x ON x.n = a_n
    JOIN near_figures b ON b.n = b_n JOIN sentences y ON y.n = b_n
    WHERE a_more + b_more <= 1 AND (same_figures > 0 OR (words >= $alone_words AND likeness >= $alone))
), knowing AS (
    -- an article that gives the other's figure too, in the sentence or beside like words, knows both
    SELECT a_n, b_n
    FROM like_pairs p JOIN figures f ON f.article_id = b_id AND f.unit IN (p.unit, '') AND f.value = a_value
    WHERE f.sentence_start = b_sentence OR likeness(f.near, a_near) >= $known
    UNION ALL
    SELECT a_n, b_n
    FROM like_pairs p JOIN figures f ON f.article_id = a_id AND f.unit IN (p.unit, '') AND f.value = b_value
    WHERE f.sentence_start = a_sentence OR likeness(f.near, b_near) >= $known
)
SELECT a_n, b_n, words, likeness, same_figures FROM like_pairs ANTI JOIN knowing USING (a_n, b_n);

-- sides: the figures that stand in a pair, each with its sentence and its article
SELECT
    n, f.article_id, f.day, f.start, f.end_, f.value, f.unit, f.approximate, f.sentence_start,
    substr(text, f.sentence_start + 1, f.sentence_end - f.sentence_start), source_id, correction
FROM near_figures f JOIN articles USING (article_id)
WHERE n IN (SELECT unnest([a_n, b_n]) FROM figure_pairs);

-- pairs: the two of each, and how much they have in common
SELECT a_n, b_n, words, likeness, same_figures, updates.a_id IS NOT NULL
FROM figure_pairs JOIN near_figures a ON a.n = a_n JOIN near_figures b ON b.n = b_n
LEFT JOIN updates ON updates.a_id = least(a.article_id, b.article_id) AND updates.b_id = greatest(a.article_id, b.article_id);
