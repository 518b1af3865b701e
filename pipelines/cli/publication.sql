-- answers: what is known of the day of each text, in the order in which they came
SELECT
    published_day::VARCHAR AS date,
    inferred_low::VARCHAR AS low,
    inferred_high::VARCHAR AS high,
    round(inferred_confidence, 4) AS confidence,
    date_status AS status,
    inferred_weekday AS weekday,
    date_status = 'declared_conflict' AS conflict,
    (SELECT string_agg(detail, '; ' ORDER BY seq) FROM date_evidence e WHERE e.article_id = articles.article_id) AS why
FROM articles ORDER BY article_id;
