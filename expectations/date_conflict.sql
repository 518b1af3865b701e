-- rule: date_conflict
-- severity: critical
-- why: A declared day that the text and its story contradict puts the article in the wrong place on every time line.
WITH against AS (
    SELECT article_id, arg_min(detail, seq) AS detail
    FROM date_evidence
    WHERE witness != 'declared'
    GROUP BY article_id
)
SELECT
    article_id,
    '' AS subject,
    strftime(declared_day, 'Declared %A %Y-%m-%d')
    || coalesce(strftime(inferred_day, ', but the evidence points to %A %Y-%m-%d'), ', which the evidence contradicts')
    || coalesce(': ' || detail, '') AS message,
    declared_text AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    CAST(inferred_day AS VARCHAR) AS suggestion
FROM articles LEFT JOIN against USING (article_id)
WHERE date_status = 'declared_conflict'
