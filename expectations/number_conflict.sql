-- rule: number_conflict
-- severity: warning
-- why: Two texts that make the same claim with different figures cannot both be right.
-- It is told where the figure stands that more others contradict, else at the later of the two.
WITH conflicts AS (
    SELECT from_article AS one, to_article AS other, from_start, from_end, from_value, to_start, to_end, to_value
    FROM figure_relations WHERE kind = 'contradicts'
),
sides AS (
    SELECT
        other AS article_id, to_start AS start, to_end AS end_, to_value AS value, one AS against, from_start AS against_start,
        from_end AS against_end, from_value AS against_value, true AS later
    FROM conflicts
    UNION ALL
    SELECT one, from_start, from_end, from_value, other, to_start, to_end, to_value, false FROM conflicts
),
counted AS (
    SELECT sides.article_id, sides.start, count(DISTINCT coalesce(articles.copy_of, articles.article_id)) AS others
    FROM sides
    JOIN articles ON articles.article_id = sides.against
    GROUP BY ALL
),
conflicting AS (
    SELECT
        sides.*, coalesce(articles.title, articles.ref) AS other_title,
        substr(own.text, sides.start + 1, sides.end_ - sides.start) AS words,
        substr(articles.text, sides.against_start + 1, sides.against_end - sides.against_start) AS against_words
    FROM sides
    JOIN articles AS own ON own.article_id = sides.article_id
    JOIN counted ON counted.article_id = sides.article_id AND counted.start = sides.start
    JOIN counted AS contradicted ON contradicted.article_id = sides.against AND contradicted.start = sides.against_start
    JOIN articles ON articles.article_id = sides.against
    WHERE counted.others > contradicted.others OR (counted.others = contradicted.others AND later)
    QUALIFY row_number() OVER (PARTITION BY sides.article_id, sides.start ORDER BY sides.against, sides.against_start) = 1
)
SELECT
    article_id,
    value || ' / ' || against_value AS subject,
    'The claim has “' || words || '” here and “' || against_words || '” in ' || other_title AS message,
    words AS evidence,
    'text' AS span_of,
    start AS span_start,
    end_ AS span_end,
    against_words AS suggestion
FROM conflicting
