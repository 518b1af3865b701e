-- quotes: claims with words in quotation marks from the days around the changed articles, each wording once a copy group
CREATE OR REPLACE TEMP TABLE claim_quotes AS
WITH span AS (
    SELECT min(published_day) - $window AS low, max(published_day) + $window AS high
    FROM articles WHERE article_id IN (SELECT article_id FROM touched)
), spoken AS (
    SELECT
        c.claim_id, coalesce(a.copy_of, a.article_id) AS copy_group, a.published_day, c.content, c.content_start,
        c.quote_type, c.negated, c.modality, c.speaker_resolved,
        regexp_extract_all(lower(c.content), '[\p{L}\p{N}]+') AS words,
        c.article_id IN (SELECT article_id FROM touched) AS changed
    FROM claims c JOIN articles a USING (article_id), span
    WHERE c.quote_type IN ('direct', 'mixed') AND a.published_day BETWEEN span.low AND span.high
)
FROM spoken
WHERE len(words) >= $words
QUALIFY row_number() OVER (PARTITION BY copy_group, content ORDER BY claim_id) = 1;

-- quote_pairs: two of them that share four words in a row, and most words of the shorter but not all. A run that more than 40 have proposes none
CREATE OR REPLACE TEMP TABLE quote_pairs AS
WITH runs AS (
    SELECT DISTINCT claim_id, copy_group, published_day, changed, array_to_string(list_slice(words, place, place + 3), ' ') AS run
    FROM (SELECT *, unnest(range(1, len(words) - 2)) AS place FROM claim_quotes)
), shared AS (
    FROM runs QUALIFY count(*) OVER (PARTITION BY run) BETWEEN 2 AND 40
), proposed AS (
    SELECT DISTINCT least(a.claim_id, b.claim_id) AS a_id, greatest(a.claim_id, b.claim_id) AS b_id
    FROM shared a JOIN shared b ON a.run = b.run AND a.copy_group != b.copy_group
    WHERE a.changed AND abs(a.published_day - b.published_day) <= $window
)
SELECT a_id, b_id
FROM proposed JOIN claim_quotes a ON a.claim_id = a_id JOIN claim_quotes b ON b.claim_id = b_id
WHERE NOT contains(array_to_string(a.words, ' '), array_to_string(b.words, ' '))
    AND NOT contains(array_to_string(b.words, ' '), array_to_string(a.words, ' '))
    AND shared_number(list_distinct(a.words), b.words) >= $share * least(len(list_distinct(a.words)), len(list_distinct(b.words)));
