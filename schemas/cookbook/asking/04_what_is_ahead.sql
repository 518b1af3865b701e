-- Which days that lay ahead when it was written does an article speak of? (No seed names one.)
SELECT guid, published_day, value AS day, date_mentions.text AS words
FROM date_mentions JOIN (SELECT article_id, guid, published_day FROM articles) USING (article_id)
WHERE try_cast(left(value, 10) AS DATE) > published_day ORDER BY guid, start;
