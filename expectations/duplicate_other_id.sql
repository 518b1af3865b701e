-- rule: duplicate_other_id
-- severity: warning
-- why: A copy under an id of its own makes one account look like two.
-- A copy has at least 85 % of its text in common with another of its copy group. Less is an excerpt: a first report that
-- a longer one took up (measured on three draws of injected defects: made copies share 88 % or more, first reports at most 82 %).
-- An excerpt from the same source is none: a house uses its own background again.
WITH ties AS (
    SELECT a_id AS article_id, b_id AS other_id, containment, kind
    FROM article_links WHERE kind IN ('same_text', 'near_copy', 'excerpt')
    UNION ALL
    SELECT b_id, a_id, containment, kind
    FROM article_links WHERE kind IN ('same_text', 'near_copy', 'excerpt')
),
shares AS (
    SELECT article_id, max(ties.containment) AS share
    FROM ties
    JOIN articles USING (article_id)
    JOIN articles AS other ON other.article_id = ties.other_id
    WHERE coalesce(other.copy_of, other.article_id) = articles.copy_of
        AND NOT (kind = 'excerpt' AND articles.source_id != '' AND other.source_id = articles.source_id)
    GROUP BY article_id
)
SELECT
    article_id,
    '' AS subject,
    'A copy of ' || coalesce('“' || canonical.title || '”', canonical.ref) || ' of ' || canonical.source_id || ': '
    || CAST(round(100 * share) AS INTEGER) || ' % of the shorter text are the same' AS message,
    coalesce(articles.url, articles.guid, articles.ref) AS evidence,
    NULL::VARCHAR AS span_of,
    NULL::INTEGER AS span_start,
    NULL::INTEGER AS span_end,
    articles.copy_of AS suggestion
FROM shares
JOIN articles USING (article_id)
JOIN articles AS canonical ON canonical.article_id = articles.copy_of
WHERE share >= 0.85
