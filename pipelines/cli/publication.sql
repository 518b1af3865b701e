-- fingerprints: the fingerprints of some texts, in the order of seniority
INSERT INTO fingerprints BY NAME
SELECT f.* REPLACE (seniority(a.declared_at, f.text_hash) AS seniority, (last_text() + row_number() OVER ())::INTEGER AS text_number) FROM found f JOIN articles a USING (article_id);

-- passages: their passages
INSERT INTO passages BY NAME
SELECT p.* REPLACE (f.text_number AS text_number) FROM found p JOIN fingerprints f USING (article_id);

-- pending: what is to be done for each text
INSERT INTO pending
SELECT article_id, step FROM articles, (VALUES ('link'), ('derive')) steps(step) EXCEPT SELECT article_id, step FROM pending;

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
