-- sources: what each source has given and how much of it is at fault, the worst first
WITH given AS (
    SELECT source_id, count(*) AS articles, max(published_day) AS latest,
        count(*) FILTER (date_status IN ('inferred', 'unknown')) AS undated
    FROM articles GROUP BY source_id
),
faults AS (
    SELECT source_id,
        count(*) FILTER (severity = 'critical') AS critical,
        count(*) FILTER (severity = 'warning') AS warnings,
        count(*) FILTER (severity = 'info') AS infos,
        count(DISTINCT article_id) FILTER (severity = 'critical') AS unusable
    FROM issues_open WHERE source_id IS NOT NULL GROUP BY source_id
),
refused AS (SELECT source_id, count(*) AS rejects FROM rejects GROUP BY source_id)
SELECT source_id, coalesce(kind, ''), coalesce(articles, 0), coalesce(critical, 0), coalesce(warnings, 0), coalesce(infos, 0),
    coalesce(unusable, 0), coalesce(undated, 0), coalesce(rejects, 0), latest,
    strftime(last_seen_at AT TIME ZONE 'UTC', '%-d %b %Y, %H:%M') AS last_seen, coalesce(malformed, false)
FROM sources
FULL JOIN given USING (source_id) LEFT JOIN faults USING (source_id) LEFT JOIN refused USING (source_id)
ORDER BY coalesce(unusable, 0) DESC, coalesce(critical, 0) + coalesce(warnings, 0) DESC, coalesce(articles, 0) DESC, source_id
LIMIT $most;

-- reasons: why things were not taken in, and how often
SELECT reason, count(*) AS times FROM rejects GROUP BY reason ORDER BY times DESC, reason LIMIT $most;

-- rejects: what was not taken in, the latest first
SELECT reason, stage, left(message, 1000), source_id, left(ref, 400), position, left(payload, 400),
    strftime(seen_at AT TIME ZONE 'UTC', '%-d %b %Y, %H:%M')
FROM rejects
ORDER BY seen_at DESC, ref, position NULLS FIRST, reject_id
LIMIT $most;
