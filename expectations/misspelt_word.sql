-- rule: misspelt_word
-- severity: info
-- why: A misspelt word is not found by a search, and tells of text that nobody read.
-- The right word has eight letters or more, is written small somewhere (so it is no name) and stands, with or without s,
-- in two copy groups or more; the wrong one, in one alone, begins and ends with the same two letters and has one letter
-- missing, extra, changed or swapped. True words have near neighbours too (inventor, investor): so the right word must
-- stand in the same article or story; British and American spellings are one, and reviewed words are accepted.
-- Linear: both words meet in what is left of them when one letter is taken out (deletion neighbourhood, Bocek et al. 2007).
WITH long_words AS (
    SELECT word, one, other, common, regexp_replace(word, 's$', '') AS stem
    FROM checking.words
),
stems AS (
    SELECT stem, min(one) != max(other) AS independent, bool_or(common) AS common FROM long_words GROUP BY stem
),
judged AS (
    SELECT word, stem, one, word[:2] || word[-2:] AS ends
    FROM long_words
    WHERE checking.is_asked(one, other)
),
known AS (
    SELECT word, stem, word[:2] || word[-2:] AS ends
    FROM long_words JOIN stems USING (stem)
    WHERE length(word) >= 8 AND independent AND stems.common
),
pairs AS (
    SELECT DISTINCT wrong.word AS wrong, wrong.one AS witness, known.word AS known
    FROM (SELECT *, unnest(checking.inner_shortened(word)) AS rest FROM judged SEMI JOIN known USING (ends)) AS wrong
    JOIN (SELECT *, unnest(checking.inner_shortened(word)) AS rest FROM known SEMI JOIN judged USING (ends)) AS known
        USING (ends, rest)
    WHERE wrong.stem != known.stem
        AND damerau_levenshtein(wrong.word, known.word) = 1
        AND checking.one_spelling(wrong.word) != checking.one_spelling(known.word)
        AND wrong.word NOT IN (FROM checking.accepted_words)
),
suspects AS (
    SELECT article_id, coalesce(story_id, article_id) AS story, wrong, known, regexp_replace(known, 's$', '') AS stem
    FROM pairs JOIN checking.texts USING (witness)
),
around AS (
    SELECT DISTINCT story, regexp_replace(lower(ltrim(word, '@#/._')), 's$', '') AS stem
    FROM (
        SELECT DISTINCT story, word
        FROM (SELECT text_number, coalesce(story_id, article_id) AS story FROM checking.texts)
        JOIN text_words USING (text_number)
        WHERE story IN (SELECT story FROM suspects)
    )
),
best AS (
    SELECT article_id, wrong, known
    FROM suspects JOIN around USING (story, stem)
    QUALIFY row_number() OVER (PARTITION BY article_id, wrong ORDER BY known) = 1
),
-- Not every copy of the text that has the slip has it too, and a search for plain letters costs a thousandth of a pattern.
placed AS MATERIALIZED (
    SELECT article_id, wrong, known, checking.found_words(text, wrong) AS place
    FROM best JOIN articles USING (article_id)
    WHERE contains(lower(text), wrong)
)
SELECT
    article_id,
    wrong AS subject,
    '“' || place.hit || '” is perhaps “' || known || '”, as other texts have it' AS message,
    place.hit AS evidence,
    'text' AS span_of,
    length(place.before) AS span_start,
    length(place.before) + length(place.hit) AS span_end,
    -- As the wrong word is written: SHOUTED, Capitalised or small.
    CASE
        WHEN place.hit = upper(place.hit) THEN upper(known)
        WHEN place.hit[1] = upper(place.hit[1]) THEN upper(known[1]) || known[2:]
        ELSE known
    END AS suggestion
FROM placed
WHERE place.hit != ''
