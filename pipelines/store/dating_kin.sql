-- What the dated kin of an article say of its day together, if they agree.

-- kin: the days of those who bear each other out, and their weight; where they do not agree they date nothing
CREATE OR REPLACE TEMP TABLE kin AS
WITH borne AS (
    SELECT *, sum(weight) OVER (PARTITION BY n) AS total,
        (sum(weight) OVER (PARTITION BY n ORDER BY day
            RANGE BETWEEN near_kin_days() PRECEDING AND near_kin_days() FOLLOWING) - one) AS others
    FROM mark_days
),
helped AS (SELECT *, CASE WHEN total - one > 0.00001 THEN others / (total - one) ELSE 0 END AS support FROM borne)
SELECT n, day, total, sum(weight * support) OVER (PARTITION BY n) / total AS agreed,
    weight * (lone_share() + support) / sum(weight * (lone_share() + support)) OVER (PARTITION BY n) AS share
FROM helped
QUALIFY agreed >= agreement();

-- spreads: where kin do not agree on a day: between which days one more of them is with 90 %, if the days of kin are drawn
-- from a normal distribution. A weight counts as Kish has it; sums are of whole numbers, so exact in whatever order.
CREATE OR REPLACE TEMP TABLE spreads AS
WITH counted AS (
    SELECT n, (1e6 * weight)::BIGINT AS weight, day - DATE '2000-01-01' AS x
    FROM mark_days WHERE n NOT IN (SELECT n FROM kin)
),
moments AS (
    SELECT n, sum(weight) AS whole, whole * whole / sum(weight * weight) AS size, sum(weight * x) / whole AS mean,
        sum(weight * x * x) / whole - mean * mean AS variance
    FROM counted GROUP BY n
)
SELECT n, DATE '2000-01-01' + floor(mean - reach)::INTEGER AS low, DATE '2000-01-01' + ceil(mean + reach)::INTEGER AS high
FROM (SELECT *, student(size) * sqrt(variance * size / (size - 1) * (1 + 1 / size)) AS reach FROM moments WHERE size >= least_spread());

-- kin_names: the rarest names that an article shares with others, for the reader
CREATE OR REPLACE TEMP TABLE kin_names AS
SELECT n, string_agg(words, ', ' ORDER BY groups, words) AS names
FROM (
    SELECT n, words, groups FROM holders JOIN heard USING (article_id) WHERE words IS NOT NULL AND n IN (SELECT n FROM mark_days)
    QUALIFY row_number() OVER (PARTITION BY n ORDER BY groups, words) <= 3
)
GROUP BY n;

-- kin_mass: how much they say for each day around them
CREATE OR REPLACE TEMP TABLE kin_mass AS
SELECT n, day + shift AS day, any_value(total) AS weight, sum(share * near_density(shift)) AS mass
FROM kin CROSS JOIN (SELECT unnest(range(-kin_days(), kin_days() + 1))::INTEGER AS shift)
GROUP BY n, day + shift;
