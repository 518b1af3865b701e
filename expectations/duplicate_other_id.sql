-- rule: duplicate_other_id
-- severity: warning
-- why: A copy under an id of its own makes one account look like two.
WITH tie AS (
    SELECT a_id, b_id, max(containment) AS containment
    FROM article_links
    WHERE kind IN ('same_text', 'near_copy', 'excerpt')
    GROUP BY a_id, b_id
)
SELECT
    a.article_id,
    '' AS subject,
    CASE
        WHEN tie.containment IS NULL THEN 'A copy of '
        ELSE round(100 * tie.containment)::INTEGER || ' % of the shorter text stands in '
    END || coalesce(canonical.title, canonical.ref) || ' (' || canonical.source_id || ')' AS message,
    coalesce(a.url, a.guid, a.ref) AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    a.copy_of AS suggestion
FROM articles AS a
JOIN articles AS canonical ON canonical.article_id = a.copy_of
LEFT JOIN tie
    ON (tie.a_id = a.article_id AND tie.b_id = a.copy_of) OR (tie.b_id = a.article_id AND tie.a_id = a.copy_of)
