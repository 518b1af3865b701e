-- rule: truncated_body
-- severity: warning
-- looks at: one article
-- why: Half an article is half the facts: its end is behind a paywall, a "read more" or a broken download.
-- The end of the text is no end of a sentence, though sentences end elsewhere in it, or it is longer than 250 characters
-- (a caption or a headline is not). A link, a handle, a tag, a list or a sign-off of up to four words may stand last.
WITH ends AS (
    SELECT
        article_id,
        length(text) AS size,
        rtrim(text) AS body,
        regexp_extract(right(rtrim(text), 1000), '[^\n]*$') AS last_line
    FROM articles
    WHERE length(text) > 250 OR regexp_matches(text, '[.!?][”"’'')\]]*\s')
),
cut AS (
    SELECT
        article_id,
        body,
        right(body, 60) AS tail,
        CASE
            WHEN regexp_matches(body[-20:], '(?:\.\.\.|…)[)\]]?$') THEN 'The text ends with dots'
            WHEN regexp_matches(body[-20:], '[,;:–—-]$') THEN 'The text ends in the middle of a sentence'
            WHEN regexp_matches(body[-20:], '[\p{L}\p{N}]$')
                AND NOT regexp_matches(last_line, '(?i)(?:https?://|www\.|@|#)\S*$|\b[a-z0-9-]+\.(?:com|org|net|gov)$|\b[a-z0-9-]+(?:\.[a-z0-9-]+)+/\S*$|\s[-•*]\s.*\s[-•*]\s')
                AND len(string_split(trim(last_line), ' ')) > 4
                THEN 'The text ends in the middle of a sentence'
        END AS message
    FROM ends
)
SELECT
    article_id,
    '' AS subject,
    message,
    regexp_replace(tail, '^\S*\s+', '') AS evidence,
    'text' AS span_of,
    length(body) - length(regexp_replace(tail, '^\S*\s+', '')) AS span_start,
    length(body) AS span_end,
    NULL::VARCHAR AS suggestion
FROM cut
WHERE message IS NOT NULL
