-- rule: source_failing
-- severity: warning
-- why: A feed that cannot be read brings no news, and nobody notices what does not come.
-- Three requests and a day: a server that is down for a night is no matter for a person.
SELECT
    '' AS article_id,
    source_id AS subject,
    CASE
        WHEN state = 'gone' THEN source_id || ' is gone for good (410): it is not asked again'
        ELSE source_id || ': ' || failed_in_a_row || ' requests in a row failed since '
            || strftime(failing_since AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') || ' UTC, the last with ' || reason
    END AS message,
    reason AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    NULL::VARCHAR AS suggestion
FROM source_health
WHERE state = 'gone'
   OR (state = 'failing' AND failed_in_a_row >= 3 AND asked_at >= failing_since + INTERVAL 1 DAY)
