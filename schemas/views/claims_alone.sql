-- Claims that can be read alone: behind each pronoun and relative date stands, in brackets, whom or which day it means.
-- What nobody is sure of is left, and said.
CREATE OR REPLACE VIEW claims_alone AS
WITH hanging AS (
    SELECT article_id, start, end_, text, means FROM pronouns
    UNION ALL
    SELECT article_id, start, end_, text, split_part(value, 'T', 1)
    FROM date_mentions
    WHERE type IN ('DATE', 'TIME') AND (value IS NULL OR anchor != 'none')
        AND (value IS NULL OR regexp_matches(value, '^\d{4}'))
),
placed AS (
    SELECT
        c.claim_id, hanging.*,
        coalesce(lag(if(means IS NULL, NULL, end_) IGNORE NULLS) OVER earlier, c.content_start) AS from_
    FROM hanging
    JOIN claims AS c
        ON c.article_id = hanging.article_id AND hanging.start >= c.content_start AND hanging.end_ <= c.content_end
    WINDOW earlier AS (PARTITION BY c.claim_id ORDER BY hanging.start)
),
resolved AS (
    SELECT
        c.claim_id,
        string_agg(
            substr(c.content, from_ - c.content_start + 1, end_ - from_) || ' [' || means || ']', '' ORDER BY start
        ) FILTER (means IS NOT NULL) AS beginning,
        max(end_) FILTER (means IS NOT NULL) AS done,
        string_agg(text, ', ' ORDER BY start) FILTER (means IS NULL) AS unknown
    FROM placed
    JOIN claims AS c USING (claim_id)
    GROUP BY c.claim_id
)
SELECT
    claims.claim_id,
    claims.article_id,
    claims.content,
    coalesce(beginning || substr(content, done - content_start + 1), content) AS stand_alone, -- the content with what its pronouns and dates mean
    unknown AS left_because -- the pronouns and dates whose meaning nobody is sure of; NULL where nothing is left
FROM claims
LEFT JOIN resolved USING (claim_id);
