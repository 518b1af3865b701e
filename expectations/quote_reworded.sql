-- rule: quote_reworded
-- severity: warning
-- why: Words in quotation marks are given as spoken; two wordings of one quote cannot both be.
-- Within one article it is only worth knowing (info): it may quote twice from one speech.
WITH reworded AS (
    SELECT
        later.article_id,
        r.to_value,
        r.from_value,
        r.to_start,
        r.to_end,
        earlier.article_id = later.article_id AS within,
        coalesce(other.title, other.ref) AS other_title
    FROM claim_relations AS r
    JOIN claims AS earlier ON earlier.claim_id = r.from_id
    JOIN claims AS later ON later.claim_id = r.to_id
    JOIN articles AS other ON other.article_id = earlier.article_id
    WHERE r.kind = 'reworded'
    QUALIFY row_number() OVER (
        PARTITION BY later.article_id, r.to_start, r.to_value
        ORDER BY earlier.article_id = later.article_id, earlier.article_id, r.from_id
    ) = 1
)
SELECT
    article_id,
    coalesce(to_value, '') || ' / ' || coalesce(from_value, '') AS subject,
    'The quote reads “' || coalesce(to_value, '') || '” here and “' || coalesce(from_value, '') || '” '
    || CASE WHEN within THEN 'elsewhere in the article' ELSE 'in ' || other_title END AS message,
    to_value AS evidence,
    CASE WHEN to_start IS NOT NULL THEN 'text' END AS span_of,
    to_start AS span_start,
    to_end AS span_end,
    from_value AS suggestion,
    CASE WHEN within THEN 'info' END AS severity
FROM reworded
