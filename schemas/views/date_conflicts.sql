-- Articles whose declared day is contradicted by their text and their neighbours, with the sentence that says why.
CREATE OR REPLACE VIEW date_conflicts AS
SELECT
    article_id,
    source_id,
    ref,
    guid,
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
    witnesses, -- the evidence in words, heaviest first
    format('Declared as {}, but most probably of {} ({:.0f} %; {} to {}): {}.',
        strftime(declared_day, '%A %Y-%m-%d'), strftime(inferred_day, '%A %Y-%m-%d'), 100 * inferred_confidence,
        inferred_low, inferred_high, array_to_string(list_filter(witnesses, lambda w: NOT starts_with(w, 'declared: ')), '; ')) AS explanation -- why, in one sentence
FROM articles
LEFT JOIN (SELECT article_id, list(detail ORDER BY seq) AS witnesses FROM date_evidence GROUP BY article_id) told USING (article_id)
WHERE date_status = 'declared_conflict';
