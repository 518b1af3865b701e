-- quotes: claims with words in quotation marks of the articles to be compared, each wording once a copy group
CREATE OR REPLACE TEMP TABLE claim_quotes AS
WITH compared AS MATERIALIZED (
    SELECT
        q.claim_id, q.article_id, c.copy_group, c.story_id, c.day, c.first_day, c.period, q.content, q.content_start,
        q.quote_type, q.negated, q.speaker_resolved, q.terms,
        regexp_extract_all(lower(q.content), '[\p{L}\p{N}]+') AS words, list_distinct(words) AS distinct_words
    FROM claims q JOIN comparable c USING (article_id)
    WHERE q.quote_type IN ('direct', 'mixed') AND len(words) >= $words
    QUALIFY row_number() OVER (PARTITION BY c.copy_group, q.content ORDER BY q.claim_id) = 1
)
SELECT row_number() OVER ()::INTEGER AS n, * FROM compared;

-- quote_words: what they may be found by, some words in a row
CREATE OR REPLACE TEMP TABLE quote_words AS
SELECT DISTINCT n, article_id, period, array_to_string(list_slice(words, place, place + $run - 1), ' ') AS words
FROM (SELECT *, unnest(range(1, len(words) - $run + 2)) AS place FROM claim_quotes);

-- quote_pairs: two of them, of two copy groups that have most words of the shorter, or of one story that have half of its terms
CREATE OR REPLACE TEMP TABLE quote_pairs AS
WITH rare AS (
    SELECT n, hash(words) AS words, article_id IN (SELECT article_id FROM compared_anew) AS anew
    FROM quote_words ANTI JOIN (FROM commonplaces WHERE kind = 'quote') USING (words, period)
), proposed AS (
    SELECT DISTINCT least(a.n, b.n) AS a_n, greatest(a.n, b.n) AS b_n
    FROM rare a JOIN rare b ON a.words = b.words
    WHERE a.anew AND (a.n < b.n OR NOT b.anew)
)
SELECT a_n, b_n
FROM proposed JOIN claim_quotes a ON a.n = a_n JOIN claim_quotes b ON b.n = b_n
WHERE (a.story_id = b.story_id OR abs(a.first_day - b.first_day) <= $window)
    AND ((a.story_id = b.story_id AND shared_number(a.terms, b.terms) >= greatest($terms, $share_of_terms * least(len(a.terms), len(b.terms))))
        OR (a.copy_group != b.copy_group
            AND shared_number(a.distinct_words, b.distinct_words) >= $share * least(len(a.distinct_words), len(b.distinct_words))))
    AND NOT contains(array_to_string(a.words, ' '), array_to_string(b.words, ' '))
    AND NOT contains(array_to_string(b.words, ' '), array_to_string(a.words, ' '));
