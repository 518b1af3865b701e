-- placed: the articles that changed in their periods. A copy group stands where its first text does, an undated one with its story
CREATE OR REPLACE TEMP TABLE placed_in AS
SELECT
    a.article_id,
    coalesce(((coalesce(eldest.published_day, eldest.inferred_day) - DATE '1970-01-01') // $window)::VARCHAR, a.story_id, a.article_id) AS period
FROM articles a JOIN articles eldest ON eldest.article_id = coalesce(a.copy_of, a.article_id)
WHERE a.article_id IN (SELECT article_id FROM touched);

-- counted_periods: those where they stand or stood, and where articles stood that have left
CREATE OR REPLACE TEMP TABLE counted_periods AS
SELECT period FROM placed_in
UNION
SELECT period FROM article_periods
WHERE article_id IN (SELECT article_id FROM touched) OR article_id NOT IN (SELECT article_id FROM articles);

-- forget_periods: where they stood
DELETE FROM article_periods
WHERE article_id IN (SELECT article_id FROM touched) OR article_id NOT IN (SELECT article_id FROM articles);

-- keep_periods: where they stand
INSERT INTO article_periods FROM placed_in;

-- comparable: the articles of these periods and of those beside them, with the whole stories
CREATE OR REPLACE TEMP TABLE comparable AS
WITH around AS (
    SELECT period FROM counted_periods
    UNION
    SELECT (try_cast(period AS INTEGER) + unnest([-1, 1]))::VARCHAR FROM counted_periods
), stories AS (
    SELECT coalesce(story_id, article_id) AS story_id
    FROM articles JOIN article_periods USING (article_id) WHERE period IN (SELECT period FROM around)
)
SELECT
    a.article_id, coalesce(a.copy_of, a.article_id) AS copy_group, coalesce(a.story_id, a.article_id) AS story_id,
    coalesce(a.published_day, a.inferred_day) AS day, coalesce(eldest.published_day, eldest.inferred_day) AS first_day, p.period
FROM articles a
JOIN articles eldest ON eldest.article_id = coalesce(a.copy_of, a.article_id)
JOIN article_periods p ON p.article_id = a.article_id
WHERE coalesce(a.story_id, a.article_id) IN (SELECT story_id FROM stories);

-- compared_anew: whose figures and quotes are compared with all of them
CREATE OR REPLACE TEMP TABLE compared_anew AS SELECT article_id FROM touched;

-- turned: words that have become a commonplace of a period, or are one no more
CREATE OR REPLACE TEMP TABLE turned AS
WITH common AS (
    SELECT words, period FROM {kind}_words
    WHERE period IN (SELECT period FROM counted_periods)
    GROUP BY ALL HAVING count(*) > $most
), former AS (
    SELECT words, period FROM commonplaces
    WHERE kind = $kind AND period IN (SELECT period FROM counted_periods)
)
SELECT coalesce(common.words, former.words) AS words, coalesce(common.period, former.period) AS period, former.words IS NULL AS is_new
FROM common FULL JOIN former ON common.words = former.words AND common.period = former.period
WHERE common.words IS NULL OR former.words IS NULL;

-- stirred: who has them
INSERT INTO compared_anew
SELECT DISTINCT article_id FROM {kind}_words SEMI JOIN turned USING (words, period)
EXCEPT FROM compared_anew;

-- forget_commonplaces: those that are none any more
DELETE FROM commonplaces
WHERE kind = $kind AND (words, period) IN (SELECT (words, period) FROM turned WHERE NOT is_new);

-- keep_commonplaces: those that are new
INSERT INTO commonplaces SELECT $kind, words, period FROM turned WHERE is_new;
