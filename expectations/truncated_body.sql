-- rule: truncated_body
-- severity: warning
-- looks at: one article
-- why: Half an article is half the facts: its end is behind a paywall, a "read more" or a broken download.
-- The end of the text is no end of a sentence, though sentences end elsewhere in it, or it is longer than 250 characters
-- (a caption or a headline is not). A link, a handle, a tag, a list or a sign-off of up to four words may stand last.
-- Only the end is looked at, and trimmed only where it must be: for that DuckDB goes through the whole text.
WITH bodies AS (
    SELECT article_id, text, right(text, 1000) AS tail
    FROM articles
    WHERE length(text) > 250 OR regexp_matches(text, '[.!?][”"’'')\]]*\s')
),
ends AS (
    SELECT article_id, if(rtrim(right(tail, 1)) = '', right(rtrim(text), 1000), tail) AS tail FROM bodies
),
lines AS (
    SELECT article_id, right(tail, 60) AS tail, right(tail, 20) AS last, string_split(tail, chr(10))[-1] AS last_line
    FROM ends
),
cut AS (
    SELECT
        article_id,
        regexp_replace(tail, '^\S*\s+', '') AS evidence,
        CASE
            WHEN regexp_matches(last, '(?:\.\.\.|…)[)\]]?$') THEN 'The text ends with dots'
            WHEN regexp_matches(last, '[,;:–—-]$') THEN 'The text ends in the middle of a sentence'
            WHEN regexp_matches(last, '[\p{L}\p{N}]$')
                AND NOT regexp_matches(last_line, '(?i)(?:https?://|www\.|@|#)\S*$|\b[a-z0-9-]+\.(?:com|org|net|gov)$|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*$|\s[-•*]\s.*\s[-•*]\s')
                AND len(string_split(trim(last_line), ' ')) > 4
                THEN 'The text ends in the middle of a sentence'
        END AS message
    FROM lines
)
SELECT
    article_id,
    '' AS subject,
    message,
    evidence,
    'text' AS span_of,
    length(rtrim(text)) - length(evidence) AS span_start,
    length(rtrim(text)) AS span_end,
    NULL::VARCHAR AS suggestion
FROM cut JOIN articles USING (article_id)
WHERE message IS NOT NULL
