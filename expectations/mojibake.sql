-- rule: mojibake
-- severity: warning
-- looks at: one article
-- why: UTF-8 read in another encoding makes words unreadable and unfindable.
-- The two or three characters that a UTF-8 sequence becomes in Windows-1252 or Latin-1. Where the text was repaired, the
-- finding points into what was received.
WITH bodies AS (
    SELECT article_id, 'text' AS span_of, text AS body FROM articles
    UNION ALL
    SELECT article_id, 'text_as_received', text_as_received FROM articles WHERE text_as_received IS NOT NULL
),
placed AS (
    SELECT article_id, span_of, checking.found(
        body,
        '(?:â(?:€|\x{80})[^\s\p{L}\p{N}]?|[ÂÃ][\x{80}-\x{bf}\x{2013}-\x{203a}ŒœŠšŸŽžƒˆ˜€™]|ð(?:Ÿ|\x{9f})[^\s\p{L}\p{N}]{2})+'
    ) AS place
    FROM bodies
    WHERE contains(body, 'â') OR contains(body, 'Ã') OR contains(body, 'Â') OR contains(body, 'ð')
)
SELECT
    article_id,
    '' AS subject,
    'Characters read in the wrong encoding: ' || place.hit
    || CASE WHEN span_of = 'text' THEN '' ELSE ' (repaired)' END AS message,
    place.hit AS evidence,
    span_of,
    length(place.before) AS span_start,
    length(place.before) + length(place.hit) AS span_end,
    NULL::VARCHAR AS suggestion
FROM placed
WHERE place.hit != ''
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY span_of) = 1
