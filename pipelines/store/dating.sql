-- What the verdicts change in the store.

-- touch_kin: stories outside the touched ones in which a day changes are touched as well: what follows is done for them again
INSERT INTO touched
SELECT article_id FROM articles
WHERE article_id NOT IN (SELECT article_id FROM touched) AND story_id IN (
    SELECT a.story_id FROM articles a JOIN verdicts v USING (article_id)
    WHERE a.inferred_day IS DISTINCT FROM v.day OR a.published_day IS DISTINCT FROM v.published_day OR a.date_status != v.status);

-- forget_kin: they are told anew
DELETE FROM stories WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM touched));

-- changed: what a stored value becomes, where there was one
INSERT INTO changes
SELECT $run_id, a.article_id, c.name, c.old_value, c.new_value
FROM articles a
JOIN verdicts v USING (article_id),
LATERAL (VALUES
    ('published_day', a.published_day::VARCHAR, v.published_day::VARCHAR),
    ('date_status', nullif(a.date_status, 'unknown'), v.status)
) c(name, old_value, new_value)
WHERE c.old_value IS NOT NULL AND c.old_value IS DISTINCT FROM c.new_value
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- write: the dates of the articles
UPDATE articles a
SET inferred_day = v.day, inferred_low = v.low, inferred_high = v.high, inferred_confidence = v.confidence,
    inferred_weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][v.text_weekday],
    published_day = v.published_day, published_at = v.published_at, date_status = v.status
FROM verdicts v WHERE v.article_id = a.article_id;

-- forget_evidence: it is told anew
DELETE FROM date_evidence WHERE article_id IN (SELECT article_id FROM to_date);

-- stale_mentions: the texts whose mentions were resolved against another day than the one to use now
SELECT article_id
FROM articles a JOIN date_mentions m USING (article_id)
WHERE article_id IN (SELECT article_id FROM to_date)
GROUP BY article_id
HAVING bool_or(CASE WHEN m.anchor != 'none' THEN m.anchor IS DISTINCT FROM a.published_day::VARCHAR
                    ELSE m.value IS NULL AND a.published_day IS NOT NULL END)
ORDER BY article_id;

-- stale_texts: some of them, with the day to use
SELECT article_id, text, published_day FROM articles WHERE article_id IN (SELECT unnest($ids));
