-- rule: wrong_language
-- severity: warning
-- looks at: one article
-- why: A sentence in another language than its article is a caption, an advertisement or another article's text.
-- A sentence of six words or more, of which at least a fifth are stop words of another language, three different ones or
-- more, and three more than there are of the article's own. An article of undeclared language may be in any, but in one.
WITH candidates AS (
    SELECT article_id, language IS NULL AS undeclared, coalesce(left(language, 2), 'en') AS own,
        regexp_split_to_array(text, '[.!?]+[”"’'')\]]*\s+|\n+') AS parts
    FROM articles
    WHERE regexp_matches(text, getvariable('foreign_words')) OR left(language, 2) != 'en'
),
sentences AS (
    SELECT article_id, undeclared, own, nth, parts[nth] AS sentence, regexp_extract_all(lower(parts[nth]), '\p{L}+') AS words
    FROM (SELECT *, unnest(range(1, len(parts) + 1)) AS nth FROM candidates)
    WHERE own IN (SELECT language FROM checking.stop_words)
),
counted AS (
    SELECT article_id, nth, language, count(*) AS hits, count(DISTINCT word) AS kinds
    FROM (SELECT article_id, nth, unnest(words) AS word FROM sentences WHERE len(words) >= 6)
    JOIN checking.stop_words USING (word)
    GROUP BY article_id, nth, language
),
judged AS (
    SELECT
        article_id, nth, undeclared, own, sentence, len(words) AS size,
        any_value(language ORDER BY hits DESC, kinds DESC, language) FILTER (
            language != own AND kinds >= 3 AND 5 * hits >= len(words) AND hits >= own_hits + 3
        ) AS other
    FROM sentences
    LEFT JOIN (
        SELECT *, coalesce(max(hits) FILTER (language = own) OVER (PARTITION BY article_id, nth), 0) AS own_hits
        FROM counted JOIN (SELECT article_id, own FROM candidates) USING (article_id)
    ) USING (article_id, nth, own)
    GROUP BY ALL
),
per_article AS (
    SELECT
        article_id,
        any_value(own) AS own,
        sum(size) FILTER (other IS NOT NULL) AS words,
        bool_or(undeclared) AND 2 * words > sum(size) AS all_of_it,
        arg_max((sentence, other), (size, sentence)) FILTER (other IS NOT NULL) AS longest
    FROM judged
    GROUP BY article_id
)
SELECT
    article_id,
    '' AS subject,
    words || ' words in a text of language ' || own || ' are in language ' || longest[2] AS message,
    left(longest[1], 200) AS evidence,
    'text' AS span_of,
    strpos(text, longest[1]) - 1 AS span_start,
    strpos(text, longest[1]) - 1 + length(longest[1]) AS span_end,
    NULL::VARCHAR AS suggestion
FROM per_article JOIN articles USING (article_id)
WHERE words > 0 AND NOT all_of_it
