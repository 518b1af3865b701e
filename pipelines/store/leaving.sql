-- passages_left: the passages that their texts had, and have no more
INSERT INTO passages_left
SELECT hash FROM passages WHERE text_number IN (SELECT text_number FROM fingerprints WHERE article_id IN ({former}));
DELETE FROM passages WHERE text_number IN (SELECT text_number FROM fingerprints WHERE article_id IN ({former}));

-- compared: the names and words that the checks compare
DELETE FROM text_names WHERE text_number IN (SELECT text_number FROM fingerprints WHERE article_id IN ({former}));
DELETE FROM text_words WHERE text_number IN (SELECT text_number FROM fingerprints WHERE article_id IN ({former}));

-- names_left: their names, alone and with each day that the text speaks of
INSERT INTO names_left
WITH names AS (
    SELECT DISTINCT article_id, lower(coalesce(canonical, text)) AS name FROM name_mentions WHERE article_id IN ({former})
),
times AS (
    SELECT DISTINCT article_id, spoken_day(weekday, text) AS spoken
    FROM date_mentions WHERE article_id IN ({former}) AND (weekday IS NOT NULL OR rule = 'month_day')
)
SELECT name, NULL FROM names
UNION
SELECT name, spoken FROM names JOIN times USING (article_id)
EXCEPT FROM names_left;

-- mates: who stood in a story with them, or was tied to them; whom their text stood for is linked anew
INSERT INTO pending
SELECT * FROM (
    SELECT article_id, 'derive' FROM articles WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN ({former}))
    UNION
    SELECT b_id, 'derive' FROM article_links WHERE a_id IN ({former})
    UNION
    SELECT a_id, 'derive' FROM article_links WHERE b_id IN ({former})
    UNION
    SELECT b_id, 'link' FROM article_links WHERE kind = 'same_text' AND a_id IN ({former})
) mates(article_id, step)
WHERE article_id NOT IN ({former})
EXCEPT SELECT article_id, step FROM pending;

-- links: their ties
DELETE FROM article_links WHERE a_id IN ({former}) OR b_id IN ({former});
