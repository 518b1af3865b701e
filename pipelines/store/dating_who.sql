-- Which articles are dated in this run, and whose days are looked at for them.

-- near_marks: names and passages of the touched articles, and of texts that left, that are rare among the copy groups, or
-- were before
CREATE OR REPLACE TEMP TABLE near_marks AS
WITH held AS (
    SELECT mark FROM marks_of() JOIN touched USING (article_id)
    UNION ALL
    SELECT hash FROM passages_waiting WHERE article_id IS NULL
    UNION ALL
    SELECT if(spoken IS NULL, hash(name), hash(name, spoken)) FROM names_left
),
holding AS (SELECT * FROM marks_of() WHERE mark IN (SELECT mark FROM held))
SELECT mark FROM holding JOIN articles USING (article_id)
GROUP BY mark
HAVING count(DISTINCT coalesce(copy_of, article_id)) FILTER (article_id NOT IN (SELECT article_id FROM touched)) BETWEEN 1 AND rare_mark();

-- to_date: the articles to do: the touched ones, and their kin, who share such a mark with them
CREATE OR REPLACE TEMP TABLE to_date AS
SELECT article_id FROM touched UNION SELECT article_id FROM marks_of() WHERE mark IN (SELECT mark FROM near_marks);

-- holders: who has the marks of those that are to do, if they are rare; a mark says as much as there are fewer who share it
CREATE OR REPLACE TEMP TABLE holders AS
WITH held AS (
    SELECT mark, words, article_id, coalesce(copy_of, article_id) AS copy_group, nullif(source_id, '') AS source
    FROM marks_of() JOIN articles USING (article_id)
    WHERE mark IN (SELECT mark FROM marks_of() WHERE article_id IN (SELECT article_id FROM to_date))
),
rare AS (SELECT mark, count(DISTINCT copy_group) AS groups FROM held GROUP BY mark HAVING groups BETWEEN 2 AND rare_mark())
SELECT * FROM held JOIN rare USING (mark);

-- heard: whose days are looked at: theirs, their stories' and their kin's
CREATE OR REPLACE TEMP TABLE heard AS
SELECT article_id FROM holders
UNION
SELECT article_id FROM articles
WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM to_date))
   OR article_id IN (SELECT article_id FROM to_date);

-- dated: the articles to do, with what they declare; `usable` a day that is not in the future
CREATE OR REPLACE TEMP TABLE dated AS
SELECT
    article_id, article_id IN (SELECT article_id FROM to_date) AS asked, story_id, coalesce(copy_of, article_id) AS copy_group, declared_text, declared_day, declared_at, first_seen_at,
    first_seen_at::DATE + 1 AS ceiling,
    -- a day that its address names, else one that its page declares
    CASE WHEN url_day(url) <= ceiling THEN url_day(url) WHEN page_day <= ceiling THEN page_day END AS url_day,
    url_day IS NOT DISTINCT FROM url_day(url) AS by_address, url,
    ahead AS in_future,
    CASE WHEN NOT ahead THEN declared_day END AS usable
FROM (
    SELECT *, coalesce(  -- the rule of expectations/future_date.sql
        declared_day > CAST(first_seen_at AT TIME ZONE 'UTC' + INTERVAL 14 HOURS AS DATE)
        OR declared_at > first_seen_at + INTERVAL 1 DAY, FALSE) AS ahead
    FROM articles WHERE article_id IN (SELECT article_id FROM heard)
);
