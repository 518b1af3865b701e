-- Each feed: whether it answers, how much it says, and how much it used to say. Times are of publication where that is known;
-- a gap of more than 60 days ago is no habit; weeks are of those four before the last that are known of.
CREATE OR REPLACE VIEW source_health AS
WITH asked AS (
    SELECT
        s.source_id,
        count(*) AS requests,
        count(*) FILTER (f.fetched_at >= s.failing_since AND f.outcome IN ('failed', 'refused', 'gone')) AS failed_in_a_row,
        count(DISTINCT CAST(f.fetched_at AS DATE))
            FILTER (f.outcome IN ('read', 'unchanged') AND f.fetched_at > s.read_at - INTERVAL 7 DAYS) AS days_heard
    FROM sources AS s JOIN fetches AS f ON f.source_id = s.source_id AND f.ref = s.url
    GROUP BY ALL
),
said AS (
    SELECT s.source_id, s.read_at, w.article_id, min(least(coalesce(a.declared_at, w.first_seen_at), w.first_seen_at)) AS came_at
    FROM sources AS s
    JOIN sightings AS w ON w.source_id = s.source_id
    JOIN articles AS a ON a.article_id = w.article_id
    WHERE s.url IS NOT NULL
    GROUP BY ALL
),
gaps AS (
    SELECT source_id, came_at - lag(came_at) OVER (PARTITION BY source_id ORDER BY came_at) AS gap
    FROM said WHERE came_at > read_at - INTERVAL 60 DAYS
),
habit AS (SELECT source_id, epoch(max(gap)) / 3600 AS longest_gap, count(gap) AS gaps FROM gaps GROUP BY source_id),
volume AS (
    SELECT
        source_id,
        count(*) AS articles,
        max(came_at) AS last_at,
        count(*) FILTER (came_at > read_at - INTERVAL 7 DAYS) AS last_week,
        count(*) FILTER (came_at > read_at - INTERVAL 35 DAYS AND came_at <= read_at - INTERVAL 7 DAYS) AS before_that,
        greatest(1, least(4, epoch(read_at - INTERVAL 7 DAYS - min(came_at)) / 604800)) AS weeks
    FROM said GROUP BY source_id, read_at
)
SELECT
    s.source_id,
    s.url,
    s.address,
    CASE WHEN s.gone THEN 'gone' WHEN s.failures > 0 THEN 'failing' WHEN s.malformed THEN 'malformed' ELSE 'fine' END AS state, -- fine, malformed (read all the same), failing or gone
    s.reason,
    s.failures,
    s.failing_since,
    coalesce(asked.failed_in_a_row, 0) AS failed_in_a_row, -- requests that failed since it last answered well
    coalesce(asked.requests, 0) AS requests,               -- requests made to it
    coalesce(asked.days_heard, 0) AS days_heard,           -- days of the last seven on which it answered well
    s.asked_at,
    s.read_at,
    s.changed_at,
    s.pace,
    coalesce(volume.articles, 0) AS articles,              -- articles of it that are stored
    volume.last_at,                                        -- time of its newest article
    epoch(s.read_at - volume.last_at) / 3600 AS silent_hours, -- hours without an article until it last answered
    habit.longest_gap AS longest_gap_hours,                -- longest time between two articles in the last 60 days, hours
    coalesce(habit.gaps, 0) AS gaps,                       -- gaps between two articles that this is the longest of
    coalesce(volume.last_week, 0) AS last_week,            -- articles of the seven days before it last answered
    volume.before_that / volume.weeks AS usual_week        -- articles a week in the four weeks before those
FROM sources AS s
LEFT JOIN asked USING (source_id)
LEFT JOIN habit USING (source_id)
LEFT JOIN volume USING (source_id)
WHERE s.url IS NOT NULL;
