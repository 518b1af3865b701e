-- figures: claims with figures from the days around the changed articles, each wording once a copy group, with their plain terms
CREATE OR REPLACE TEMP TABLE claim_figures AS
WITH span AS (
    SELECT min(published_day) - $window AS low, max(published_day) + $window AS high
    FROM articles WHERE article_id IN (SELECT article_id FROM touched)
)
SELECT
    c.claim_id, coalesce(a.story_id, a.article_id) AS story_id, coalesce(a.copy_of, a.article_id) AS copy_group,
    a.published_day, c.content, c.content_start, c.quote_type, c.negated, c.modality, c.speaker_resolved,
    list_distinct([n[strpos(n || ' ', ' ') + 1:] FOR n IN c.numbers]) AS units,
    [t FOR t IN c.terms IF NOT regexp_matches(t, '^(\d.*|hundr|thousand|million|billion|trillion|percent)$')] AS terms,
    c.article_id IN (SELECT article_id FROM touched) AS changed
FROM claims c JOIN articles a USING (article_id), span
WHERE len(c.numbers) > 0 AND a.published_day BETWEEN span.low AND span.high
QUALIFY row_number() OVER (PARTITION BY copy_group, content ORDER BY claim_id) = 1;

-- figure_pairs: two of them, of two stories, that say nearly the same. A unit beside a term of more than 30 wordings proposes none
CREATE OR REPLACE TEMP TABLE figure_pairs AS
WITH postings AS (
    SELECT claim_id, story_id, copy_group, published_day, changed, unnest(units) AS unit, term
    FROM (SELECT *, unnest(terms) AS term FROM claim_figures WHERE len(terms) >= $words)
), counted AS (
    SELECT *, count(*) OVER (PARTITION BY unit, term) AS claims FROM postings
), rare AS (
    SELECT *, row_number() OVER (PARTITION BY claim_id, unit ORDER BY claims, term) AS rank
    FROM counted WHERE claims BETWEEN 2 AND 30
), proposed AS (
    SELECT DISTINCT least(a.claim_id, b.claim_id) AS a_id, greatest(a.claim_id, b.claim_id) AS b_id
    FROM rare a JOIN rare b ON a.unit = b.unit AND a.term = b.term AND a.copy_group != b.copy_group
    WHERE a.rank <= 4 AND b.rank <= 4 AND a.changed AND a.story_id != b.story_id
        AND abs(a.published_day - b.published_day) <= $window
), compared AS (
    SELECT a_id, b_id, len(list_intersect(a.terms, b.terms)) AS shared, len(a.terms) AS a_size, len(b.terms) AS b_size
    FROM proposed JOIN claim_figures a ON a.claim_id = a_id JOIN claim_figures b ON b.claim_id = b_id
)
SELECT a_id, b_id
FROM compared
WHERE shared >= $words AND shared >= $contained * least(a_size, b_size)
    AND shared >= $jaccard * (a_size + b_size - shared);
