-- rule: number_conflict
-- severity: warning
-- why: Two texts that make the same claim with different figures cannot both be right.
WITH conflicting AS (
    SELECT
        later.article_id,
        r.to_value,
        r.from_value,
        r.to_start,
        r.to_end,
        coalesce(other.title, other.ref) AS other_title
    FROM claim_relations AS r
    JOIN claims AS earlier ON earlier.claim_id = r.from_id
    JOIN claims AS later ON later.claim_id = r.to_id
    JOIN articles AS other ON other.article_id = earlier.article_id
    WHERE r.kind = 'contradicts' AND r.slot = 'number' AND earlier.article_id != later.article_id
    QUALIFY row_number() OVER (
        PARTITION BY later.article_id, r.to_start, r.to_value ORDER BY earlier.article_id, r.from_id
    ) = 1
)
SELECT
    article_id,
    coalesce(to_value, '') || ' / ' || coalesce(from_value, '') AS subject,
    'The claim has ' || coalesce(to_value, 'a figure') || ' here and ' || coalesce(from_value, 'another') || ' in '
    || other_title AS message,
    to_value AS evidence,
    CASE WHEN to_start IS NOT NULL THEN 'text' END AS span_of,
    to_start AS span_start,
    to_end AS span_end,
    from_value AS suggestion
FROM conflicting
