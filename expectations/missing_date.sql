-- rule: missing_date
-- severity: critical
-- why: An article without a day cannot be put on a time line; a day inferred from its text is an estimate, not a date.
SELECT
    article_id,
    '' AS subject,
    CASE
        WHEN trim(coalesce(declared_text, '')) = '' THEN 'No publication date is declared'
        WHEN declared_precision IN ('year', 'month') THEN 'The declared date names no day'
        ELSE 'The declared date cannot be read' || coalesce(': ' || declared_note, '')
    END || CASE
        WHEN inferred_day IS NOT NULL THEN strftime(inferred_day, '; the evidence points to %A %Y-%m-%d')
        WHEN inferred_low IS NOT NULL THEN '; the evidence leaves ' || inferred_low || ' to ' || inferred_high
        WHEN inferred_weekday IS NOT NULL THEN '; the text points to a ' || inferred_weekday
        ELSE ''
    END AS message,
    nullif(trim(declared_text), '') AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    CAST(inferred_day AS VARCHAR) AS suggestion
FROM articles
WHERE declared_day IS NULL AND date_status != 'decided'
