-- rule: wrong_language
-- severity: warning
-- why: A sentence in another language than its article is a caption, an advertisement or another article's text.
-- A sentence of which at least a fifth of the words are stop words of another language, three different ones or more, and
-- three more than there are of the article's own. An article of undeclared language may be in any, but only in one.
WITH candidates AS (
    SELECT article_id, text, language IS NULL AS undeclared, coalesce(left(language, 2), 'en') AS own
    FROM articles
    WHERE regexp_matches(text, getvariable('foreign_words'))
        OR left(language, 2) IN (SELECT language FROM checking.stop_words WHERE language != 'en')
),
sentences AS (
    SELECT article_id, own, undeclared, sentence, list_distinct(words) AS words, len(words) AS size, words AS all_words
    FROM (
        SELECT *, regexp_extract_all(lower(sentence), '\p{L}+') AS words
        FROM (SELECT * EXCLUDE (text), unnest(regexp_split_to_array(text, '[.!?]+[”"’'')\]]*\s+|\n+')) AS sentence FROM candidates)
    )
    WHERE len(words) >= 6
),
listed AS (
    SELECT language, list(word) AS stop_words FROM checking.stop_words GROUP BY language
),
counted AS (
    SELECT article_id, undeclared, sentence, size, own, language,
        len(list_intersect(words, stop_words)) AS kinds,
        len(list_filter(all_words, lambda word: list_contains(stop_words, word))) AS hits
    FROM sentences CROSS JOIN listed
    WHERE own IN (SELECT language FROM checking.stop_words)
),
compared AS (
    SELECT article_id, undeclared, sentence, size, own,
        max(hits) FILTER (language = own) AS own_hits,
        arg_max(language, (hits, kinds, language)) FILTER (language != own) AS other,
        max(hits) FILTER (language != own) AS other_hits,
        arg_max(kinds, (hits, kinds, language)) FILTER (language != own) AS kinds
    FROM counted
    GROUP BY ALL
),
judged AS (
    SELECT *, other_hits >= own_hits + 3 AND kinds >= 3 AND 5 * other_hits >= size AS foreign_one FROM compared
),
per_article AS (
    SELECT
        article_id,
        any_value(undeclared) AS undeclared,
        sum(size) FILTER (foreign_one) AS words,
        sum(size) AS all_words,
        arg_max(sentence, (size, sentence)) FILTER (foreign_one) AS sentence,
        arg_max(other, (size, sentence)) FILTER (foreign_one) AS other,
        any_value(own) AS own
    FROM judged
    GROUP BY article_id
)
SELECT
    article_id,
    '' AS subject,
    words || ' words in a text of language ' || own || ' are in language ' || other AS message,
    left(sentence, 200) AS evidence,
    'text' AS span_of,
    strpos(text, sentence) - 1 AS span_start,
    strpos(text, sentence) - 1 + length(sentence) AS span_end,
    NULL::VARCHAR AS suggestion
FROM per_article JOIN articles USING (article_id)
WHERE words > 0 AND NOT (undeclared AND 2 * words > all_words)
