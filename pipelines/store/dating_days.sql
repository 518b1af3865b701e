-- From the candidates to the probable day, its interval, and the status.

-- posteriors: the probability of each day, in billionths: sums of them are exact, in whatever order
CREATE OR REPLACE TEMP TABLE posteriors AS
WITH weighed AS (
    SELECT *, exp(fit - max(fit) OVER (PARTITION BY n)) AS mass
    FROM (
        SELECT *, by_neighbours + by_url + by_weekday + by_floor
            + CASE WHEN n IN (SELECT n FROM disputes) THEN 0 ELSE by_declared END AS fit
        FROM candidates
    )
),
shares AS (SELECT *, round(1e9 * mass / sum(mass) OVER (PARTITION BY n))::BIGINT AS share FROM weighed)
SELECT n, day, by_neighbours, share, sum(share) OVER (PARTITION BY n ORDER BY day) AS up_to, sum(share) OVER (PARTITION BY n) AS whole
FROM shares WHERE share > 0;

-- intervals: the shortest run of days that holds the share asked for; the likelier of two of one length, then the earlier
CREATE OR REPLACE TEMP TABLE intervals AS
WITH ends AS (
    SELECT n, day, share, up_to, up_to - share + ceil(interval_share() * whole)::BIGINT AS needed FROM posteriors
)
SELECT a.n, arg_min((a.day, b.day), (b.day - a.day, a.up_to - a.share - b.up_to, a.day)) AS days
FROM ends a ASOF JOIN ends b ON a.n = b.n AND a.needed <= b.up_to
GROUP BY a.n;

-- inferred: the day (of equals the nearest to the declared one, then the earlier), the smallest interval, the confidence
CREATE OR REPLACE TEMP TABLE inferred AS
SELECT n, p.day, i.days[1] AS low, i.days[2] AS high, confidence, day_by_neighbours
FROM (
    SELECT
        n, arg_max(day, (share, -coalesce(abs(day - usable), 0), -epoch(day))) AS day, round(max(share / whole), 6) AS confidence,
        arg_max(by_neighbours, (share, -coalesce(abs(day - usable), 0), -epoch(day))) AS day_by_neighbours
    FROM posteriors JOIN dated USING (n) GROUP BY n
) p
JOIN intervals i USING (n);

-- outlines: of those that no day is told of, the years that their kin leave, after what they tell as past and until first seen
CREATE OR REPLACE TEMP TABLE outlines AS
SELECT n, greatest(s.low, floor_day) AS low, least(s.high, ceiling) AS high
FROM spreads s JOIN dated USING (n) JOIN texts USING (n)
WHERE n NOT IN (SELECT n FROM inferred) AND least(s.high, ceiling) - greatest(s.low, floor_day) BETWEEN 0 AND widest_spread();

-- verdicts: the status, and the day to use
CREATE OR REPLACE TEMP TABLE verdicts AS
WITH judged AS (
    SELECT
        d.*, i.* EXCLUDE (n, low, high), t.* EXCLUDE (n), coalesce(i.low, o.low) AS low, coalesce(i.high, o.high) AS high,
        n IN (SELECT n FROM disputes) AS conflict
    FROM dated d JOIN texts t USING (n) LEFT JOIN inferred i USING (n) LEFT JOIN outlines o USING (n)
    WHERE asked
)
SELECT
    judged.*, true_day,
    CASE
        WHEN true_day IS NOT NULL THEN 'decided'
        WHEN in_future THEN 'unknown'
        WHEN conflict THEN 'declared_conflict'
        WHEN usable IS NOT NULL THEN 'declared'
        WHEN day IS NOT NULL THEN 'inferred'
        ELSE 'unknown'
    END AS status,
    CASE status WHEN 'decided' THEN true_day WHEN 'declared' THEN usable WHEN 'unknown' THEN NULL ELSE day END AS published_day,
    CASE status WHEN 'declared' THEN declared_at END AS published_at
FROM judged LEFT JOIN true_dates USING (article_id);
