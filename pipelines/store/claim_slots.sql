-- holds: the days, places and directions of the claims that are compared, each value once, where it stands first. A day is sure where
-- it is told in full or its article declares one
CREATE OR REPLACE TEMP TABLE claim_holds AS
WITH compared AS (
    SELECT k.n, k.article_id, k.content_start, k.content_start + length(k.content) AS content_end, k.direction
    FROM claim_keys k
    WHERE k.n IN (SELECT unnest([a_n, b_n]) FROM claim_pairs WHERE words >= $words)
), parts AS (
    SELECT article_id, 'date' AS slot, left(value, 10) AS value, start, end_
    FROM date_mentions JOIN articles USING (article_id)
    WHERE type = 'DATE' AND regexp_full_match(value, '\d{4}-\d{2}-\d{2}') AND (anchor = 'none' OR date_status = 'declared')
        AND article_id IN (SELECT article_id FROM compared)
    UNION ALL
    SELECT article_id, 'place', coalesce(story_canonical, canonical, text), start, end_
    FROM name_mentions WHERE kind = 'place' AND article_id IN (SELECT article_id FROM compared)
)
SELECT c.n, p.slot, p.value, min_by((p.start - c.content_start, p.end_ - c.content_start), p.start) AS span
FROM parts p
JOIN compared c ON c.article_id = p.article_id AND p.start >= c.content_start AND p.end_ <= c.content_end
GROUP BY ALL
UNION ALL
SELECT n, 'direction', direction, NULL FROM compared WHERE direction IS NOT NULL;

-- differing: pairs of claims of which each has one value of a slot that the other has not. Step by step: joined at once,
-- claims meet by their slot before they meet by their pair
CREATE OR REPLACE TEMP TABLE differing AS
WITH listed AS MATERIALIZED (
    SELECT n, slot, list((value, span) ORDER BY value) AS held FROM claim_holds GROUP BY ALL
), told AS MATERIALIZED (
    SELECT a_n, b_n, slot, held FROM claim_pairs JOIN listed ON n = a_n WHERE words >= $words AND NOT one_group
), beside AS MATERIALIZED (
    SELECT
        a_n, b_n, told.slot,
        list_filter(told.held, lambda v: NOT list_contains([o[1] FOR o IN other.held], v[1])) AS a_only,
        list_filter(other.held, lambda v: NOT list_contains([o[1] FOR o IN told.held], v[1])) AS b_only
    FROM told JOIN listed other ON other.n = b_n AND other.slot = told.slot
)
SELECT a_n, b_n, slot, a_only[1] AS a_holds, b_only[1] AS b_holds FROM beside WHERE len(a_only) = 1 AND len(b_only) = 1;

-- slots: both claims of each of these pairs
SELECT
    differing.slot,
    a.claim_id, a.day, a.content, a.content_start, a.terms, a.numbers, a.negated, a.modality,
    a_holds[1], a_holds[2],
    b.claim_id, b.day, b.content, b.content_start, b.terms, b.numbers, b.negated, b.modality,
    b_holds[1], b_holds[2],
    updates.a_id IS NOT NULL
FROM differing
JOIN claim_keys a ON a.n = a_n
JOIN claim_keys b ON b.n = b_n
LEFT JOIN updates ON updates.a_id = least(a.article_id, b.article_id) AND updates.b_id = greatest(a.article_id, b.article_id);
