-- rules: every rule with findings that are open or waived, and how many
SELECT
    rule,
    ['critical', 'warning', 'info'][min(array_position(['critical', 'warning', 'info'], severity))] AS gravest,
    count(*) FILTER (state = 'open') AS open,
    count(*) FILTER (state = 'open' AND first_run_id = $run_id) AS new,
    count(*) FILTER (state = 'waived') AS waived,
    count(DISTINCT article_id) FILTER (state = 'open') AS articles
FROM quality_issues
WHERE state IN ('open', 'waived')
GROUP BY rule
ORDER BY array_position(['critical', 'warning', 'info'], gravest), open DESC, rule;

-- findings: the first of each rule and state, new ones before old ones, then the latest articles, with the text around the words
WITH chosen AS (
    SELECT q.*, a.source_id, a.published_day, a.first_seen_at
    FROM quality_issues AS q LEFT JOIN (SELECT article_id, source_id, published_day, first_seen_at FROM articles) AS a USING (article_id)
    WHERE q.state IN ('open', 'waived')
    QUALIFY row_number() OVER (
        PARTITION BY q.rule, q.state
        ORDER BY q.first_run_id = $run_id DESC, a.published_day DESC NULLS FIRST, q.article_id, q.subject
    ) <= $each
),
placed AS (
    SELECT chosen.*, coalesce(a.title, a.text) AS title, coalesce(a.guid, a.ref) AS label,
        CASE span_of WHEN 'text' THEN a.text WHEN 'title' THEN a.title WHEN 'text_as_received' THEN a.text_as_received END AS whole,
        greatest(span_start - $around, 0) AS window_start
    FROM chosen LEFT JOIN articles AS a USING (article_id)
)
SELECT
    rule,
    placed.severity,
    placed.state,
    placed.article_id,
    left(subject, 400) AS subject,
    left(message, 1000) AS message,
    left(evidence, 1000) AS evidence,
    left(suggestion, 1000) AS suggestion,
    left(placed.title, 400) AS title,
    left(label, 400) AS label,
    placed.source_id,
    published_day,
    substr(whole, window_start + 1, span_end - window_start + $around) AS around,
    span_start - window_start AS at,
    span_end - span_start AS size,
    window_start > 0 AS cut_before,
    length(whole) > span_end + $around AS cut_after,
    strftime(runs.as_of AT TIME ZONE 'UTC', '%-d %b %Y, %H:%M') AS since,
    first_run_id = $run_id AS new,
    other.article_id IS NOT NULL AS names_article,
    left(coalesce(other.title, other.guid, other.ref), 400) AS other_title
FROM placed
LEFT JOIN runs ON runs.run_id = first_run_id
LEFT JOIN (SELECT article_id, title, guid, ref FROM articles) AS other ON other.article_id = placed.suggestion
ORDER BY array_position(['critical', 'warning', 'info'], placed.severity), rule, placed.state,
    new DESC, published_day DESC NULLS FIRST, placed.article_id, span_start, subject;
