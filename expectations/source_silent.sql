-- rule: source_silent
-- severity: warning
-- why: A feed that answers well and says nothing has often moved, or broken where it is made.
-- Twice its longest silence of 60 days, so that weekends and holidays that it keeps are its habit; ten gaps make a habit.
SELECT
    '' AS article_id,
    source_id AS subject,
    source_id || ' answers, but brought nothing for ' || CAST(round(silent_hours) AS INTEGER)
    || ' hours; its longest silence before was ' || CAST(round(longest_gap_hours) AS INTEGER) || ' hours' AS message,
    strftime(last_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') || ' UTC' AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    NULL::VARCHAR AS suggestion
FROM source_health
WHERE state IN ('fine', 'malformed') AND gaps >= 10 AND silent_hours > greatest(24, 2 * longest_gap_hours)
