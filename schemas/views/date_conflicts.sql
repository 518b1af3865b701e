-- Articles whose declared day is contradicted by their text and their story, with the witnesses.
CREATE OR REPLACE VIEW date_conflicts AS
SELECT
    article_id,
    source_id,
    ref,
    title,
    declared_text,
    declared_day,
    dayname(declared_day) AS declared_weekday, -- weekday of the declared day
    inferred_day,
    inferred_weekday,
    inferred_low,
    inferred_high,
    inferred_confidence,
    story_id,
    (SELECT list(detail ORDER BY seq) FROM date_evidence WHERE date_evidence.article_id = articles.article_id) AS witnesses -- the evidence in words, heaviest first
FROM articles
WHERE date_status = 'declared_conflict';
