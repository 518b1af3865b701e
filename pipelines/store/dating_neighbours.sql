-- What the dated neighbours of an article say of its day: those of its story, and its kin.

-- anchors: dated texts that nothing in themselves contradicts; a copy group weighs as much as one text
CREATE OR REPLACE TEMP TABLE anchors AS
SELECT article_id, story_id, usable AS day, 1 / count(*) OVER (PARTITION BY story_id, copy_group) AS weight
FROM dated JOIN texts USING (article_id)
WHERE usable IS NOT NULL AND doubt <= doubt_weight() AND NOT floor_broken;

-- story_days: how many texts of a story are dated to a day
CREATE OR REPLACE TEMP TABLE story_days AS
SELECT story_id, day, sum(weight) AS weight, count(*) AS texts FROM anchors GROUP BY story_id, day
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY sum(weight) DESC, day) <= most_story_days();

-- story_mass: how much those days say for each day around them
CREATE OR REPLACE TEMP TABLE story_mass AS
SELECT story_id, s.day + o.shift AS day, sum(s.weight * near_density(o.shift)) AS mass
FROM story_days s CROSS JOIN (SELECT unnest(range(-neighbour_days(), neighbour_days() + 1))::INTEGER AS shift) o
GROUP BY story_id, s.day + o.shift
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY sum(s.weight * near_density(o.shift)) DESC, s.day + o.shift) <= most_story_days();

-- neighbourhoods: the weight of an article's neighbours: its story's, without its own
CREATE OR REPLACE TEMP TABLE neighbourhoods AS
SELECT d.article_id, s.weight - coalesce(a.weight, 0) AS weight
FROM dated d
JOIN (SELECT story_id, sum(weight) AS weight FROM story_days GROUP BY story_id) s USING (story_id)
LEFT JOIN anchors a USING (article_id)
WHERE asked AND s.weight - coalesce(a.weight, 0) > 0.001;

-- voices: what the dated holders of a mark say for their days; a copy group and a source as much as one text
CREATE OR REPLACE TEMP TABLE voices AS
SELECT mark, hash(copy_group) AS copy_group, day, 1 / groups / greatest(
    count(*) OVER (PARTITION BY mark, copy_group),
    CASE WHEN source IS NULL THEN 1 ELSE count(*) OVER (PARTITION BY mark, day, source) END) AS weight
FROM holders JOIN anchors USING (article_id);

-- mark_days: what the dated kin of each article say together: how much for which day
CREATE OR REPLACE TEMP TABLE mark_days (article_id VARCHAR, day DATE, weight DOUBLE, one DOUBLE);

-- hearers: who hears what is said of which mark, by hashes: of names the millions of pairs took twice the time
CREATE OR REPLACE TEMP TABLE hearers AS
SELECT mark, hash(article_id) AS hearer, hash(copy_group) AS copy_group FROM holders JOIN to_date USING (article_id);

-- tell_mark_days: for a portion of the articles, which bounds the memory; its own copies are no kin
INSERT INTO mark_days
WITH told AS (
    SELECT hearer, day, round(sum(weight), 6) AS weight, round(sum(weight) / count(DISTINCT v.copy_group), 6) AS one
    FROM hearers h JOIN voices v ON v.mark = h.mark AND v.copy_group != h.copy_group
    WHERE hearer % $portions = $portion
    GROUP BY hearer, day
)
SELECT article_id, day, weight, one
FROM told JOIN to_date ON hash(article_id) = hearer
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY weight DESC, day) <= most_marked_days();

-- kin: the days of those who bear each other out, and their weight; where they do not agree they date nothing
CREATE OR REPLACE TEMP TABLE kin AS
WITH borne AS (
    SELECT *, sum(weight) OVER (PARTITION BY article_id) AS total,
        (sum(weight) OVER (PARTITION BY article_id ORDER BY day
            RANGE BETWEEN near_kin_days() PRECEDING AND near_kin_days() FOLLOWING) - one) AS others
    FROM mark_days
),
helped AS (SELECT *, CASE WHEN total - one > 0.00001 THEN others / (total - one) ELSE 0 END AS support FROM borne)
SELECT article_id, day, total, sum(weight * support) OVER (PARTITION BY article_id) / total AS agreed,
    weight * (lone_share() + support) / sum(weight * (lone_share() + support)) OVER (PARTITION BY article_id) AS share
FROM helped
QUALIFY agreed >= agreement();

-- spreads: where kin do not agree on a day: between which days one more of them is with 90 %, if the days of kin are drawn
-- from a normal distribution. A weight counts as Kish has it; sums are of whole numbers, so exact in whatever order.
CREATE OR REPLACE TEMP TABLE spreads AS
WITH counted AS (
    SELECT article_id, (1e6 * weight)::BIGINT AS weight, day - DATE '2000-01-01' AS x
    FROM mark_days WHERE article_id NOT IN (SELECT article_id FROM kin)
),
moments AS (
    SELECT article_id, sum(weight) AS whole, whole * whole / sum(weight * weight) AS n, sum(weight * x) / whole AS mean,
        sum(weight * x * x) / whole - mean * mean AS variance
    FROM counted GROUP BY article_id
)
SELECT article_id, DATE '2000-01-01' + floor(mean - reach)::INTEGER AS low, DATE '2000-01-01' + ceil(mean + reach)::INTEGER AS high
FROM (SELECT *, student(n) * sqrt(variance * n / (n - 1) * (1 + 1 / n)) AS reach FROM moments WHERE n >= least_spread());

-- kin_names: the rarest names that an article shares with others, for the reader
CREATE OR REPLACE TEMP TABLE kin_names AS
SELECT article_id, string_agg(words, ', ' ORDER BY groups, words) AS names
FROM (
    SELECT article_id, words, groups FROM holders WHERE words IS NOT NULL AND article_id IN (SELECT article_id FROM mark_days)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY groups, words) <= 3
)
GROUP BY article_id;

-- kin_mass: how much they say for each day around them
CREATE OR REPLACE TEMP TABLE kin_mass AS
SELECT article_id, day + shift AS day, any_value(total) AS weight, sum(share * near_density(shift)) AS mass
FROM kin CROSS JOIN (SELECT unnest(range(-kin_days(), kin_days() + 1))::INTEGER AS shift)
GROUP BY article_id, day + shift;
