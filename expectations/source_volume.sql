-- rule: source_volume
-- severity: warning
-- why: A feed that brings half of what it used to has lost a part, and each article that comes looks fine.
-- Half, and by more than chance: three standard deviations of a Poisson number. Only where it was heard on six of the seven
-- days: what nobody fetched is not missing. A silent one is told by source_silent.
SELECT
    '' AS article_id,
    source_id AS subject,
    source_id || ' brought ' || last_week || ' articles in seven days; in the four weeks before it were '
    || CAST(round(usual_week) AS INTEGER) || ' a week' AS message,
    last_week || ' of ' || CAST(round(usual_week) AS INTEGER) AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    NULL::VARCHAR AS suggestion
FROM source_health
WHERE state IN ('fine', 'malformed') AND days_heard >= 6
  AND last_week > 0 AND last_week < usual_week / 2 AND usual_week - last_week > 3 * sqrt(usual_week)
