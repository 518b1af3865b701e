-- rule: replacement_characters
-- severity: warning
-- looks at: one article
-- why: A letter that was lost cannot be brought back, and its word is not found by a search.
-- U+FFFD, or a question mark between letters of which the second is small (a missing space after a question comes before a
-- capital; a query in a web address stands in a word with other signs).
WITH placed AS (
    SELECT article_id, checking.found(
        text,
        '[\p{L}\p{N}’'']*\x{fffd}[\p{L}\p{N}’''\x{fffd}]*|(?:^|[\s(\[“"‘''—–-])[\p{L}’''-]*\p{L}\?\p{Ll}[\p{L}’''?-]*(?:[\s.,;:!)\]”"’''—–]|$)'
    ) AS place
    FROM articles
    WHERE contains(text, chr(65533)) OR contains(text, '?')
),
trimmed AS (
    SELECT
        article_id,
        length(place.before) + length(regexp_extract(place.hit, '^[^\p{L}\p{N}\x{fffd}]*')) AS span_start,
        regexp_replace(regexp_replace(place.hit, '^[^\p{L}\p{N}\x{fffd}]+', ''), '[^\p{L}\p{N}\x{fffd}]+$', '') AS word
    FROM placed
    WHERE place.hit != ''
)
SELECT
    article_id,
    '' AS subject,
    'A character of “' || word || '” was lost' AS message,
    word AS evidence,
    'text' AS span_of,
    span_start,
    span_start + length(word) AS span_end,
    NULL::VARCHAR AS suggestion
FROM trimmed
