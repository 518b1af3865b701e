-- articles: those with findings first, the gravest before the others, then the latest
WITH graded AS (
    SELECT
        article_id,
        min(array_position(['critical', 'warning', 'info'], severity)) AS grade,
        list(DISTINCT severity ORDER BY severity) AS severities,
        list(DISTINCT rule ORDER BY rule) AS rules
    FROM quality_issues
    WHERE state = 'open' AND article_id != ''
    GROUP BY article_id
),
chosen AS (
    SELECT article_id, grade, severities, rules
    FROM (SELECT article_id, published_day FROM articles) AS a LEFT JOIN graded USING (article_id)
    ORDER BY grade NULLS LAST, published_day DESC NULLS FIRST, article_id
    LIMIT $most
)
SELECT
    article_id,
    left(a.title, 1000) AS title,
    left(coalesce(a.guid, a.ref), 400) AS label,
    a.source_id,
    CASE WHEN a.url ILIKE 'http://%' OR a.url ILIKE 'https://%' THEN left(a.url, 2000) END AS url,
    left(a.text, 600) AS begins,
    a.date_status,
    left(a.declared_text, 200) AS declared_text,
    a.declared_day,
    a.inferred_day,
    a.inferred_low,
    a.inferred_high,
    a.inferred_confidence,
    a.published_day,
    CAST(a.first_seen_at AT TIME ZONE 'UTC' AS DATE) AS seen_day,
    left(a.correction, 600) AS correction,
    coalesce(rules, []) AS rules,
    coalesce(severities, []) AS severities
FROM chosen JOIN articles AS a USING (article_id)
ORDER BY grade NULLS LAST, a.published_day DESC NULLS FIRST, article_id;

-- evidence: the witnesses of the day of each article named, heaviest first
SELECT article_id, witness, low, high, weekday, weight, left(detail, 600) AS detail
FROM date_evidence
WHERE article_id IN $articles
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY seq) <= $each
ORDER BY article_id, seq;
