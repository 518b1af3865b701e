-- rule: future_date
-- severity: critical
-- why: No article is published after it was read: the date is a slip, a placeholder or an embargo.
-- A day begins 14 hours before it does in UTC in the first zone of the world (UTC+14), so that much is no future; nor is
-- an instant within a day (clocks and zones). The same rule keeps the date from published_day (pipelines/store/dating.sql).
SELECT
    article_id,
    '' AS subject,
    strftime(declared_day, 'Declared %Y-%m-%d, but first seen on ')
    || strftime(first_seen_at AT TIME ZONE 'UTC', '%Y-%m-%d') AS message,
    declared_text AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    NULL::VARCHAR AS suggestion
FROM articles
WHERE date_status != 'decided'
  AND (declared_day > CAST(first_seen_at AT TIME ZONE 'UTC' + INTERVAL 14 HOURS AS DATE)
       OR declared_at > first_seen_at + INTERVAL 1 DAY)
