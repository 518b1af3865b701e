-- Which articles are dated in this run, and whose days are looked at for them.

-- held_marks: names and passages of the touched articles, and of texts that left
CREATE OR REPLACE TEMP TABLE held_marks AS
SELECT mark FROM marks_of() WHERE article_id IN (SELECT article_id FROM touched)
UNION
SELECT hash FROM passages_left
UNION
SELECT if(spoken IS NULL, hash(name), hash(name, spoken)) FROM names_left;

-- shared_marks: those of them that others have too: another copy group (`groups`), or an article that is not touched (`outside`).
-- Most marks are of one text alone; to count their copy groups exactly would cost more than all the rest
CREATE OR REPLACE TEMP TABLE shared_marks AS
SELECT mark, min(copy_group) != max(copy_group) AS groups, bool_or(outside) AS outside
FROM marks_of()
JOIN (
    SELECT article_id, hash(coalesce(copy_of, article_id)) AS copy_group, article_id NOT IN (SELECT article_id FROM touched) AS outside
    FROM articles
) USING (article_id)
WHERE mark IN (FROM held_marks)
GROUP BY mark
HAVING groups OR outside;

-- near_marks: those of them that are rare among the copy groups, or were before
CREATE OR REPLACE TEMP TABLE near_marks AS
SELECT mark FROM marks_of() JOIN articles USING (article_id)
WHERE mark IN (SELECT mark FROM shared_marks WHERE outside) AND article_id NOT IN (SELECT article_id FROM touched)
GROUP BY mark
HAVING count(DISTINCT hash(coalesce(copy_of, article_id))) <= rare_mark();

-- to_date: the articles to do: the touched ones, and their kin, who share such a mark with them
CREATE OR REPLACE TEMP TABLE to_date AS
SELECT article_id FROM touched UNION SELECT article_id FROM marks_of() WHERE mark IN (FROM near_marks);

-- holders: who has the marks of those that are to do, if they are rare; a mark says as much as there are fewer who share it.
-- Copy groups and sources are only told apart: by hashes, which are shorter
CREATE OR REPLACE TEMP TABLE holders AS
WITH asked AS (
    SELECT mark FROM shared_marks WHERE groups
    UNION ALL
    SELECT mark FROM marks_of()
    WHERE article_id IN (SELECT article_id FROM to_date) AND article_id NOT IN (SELECT article_id FROM touched)
      AND mark NOT IN (FROM held_marks)
),
held AS (
    SELECT mark, words, article_id, hash(coalesce(copy_of, article_id)) AS copy_group, CASE WHEN source_id != '' THEN hash(source_id) END AS source
    FROM marks_of() JOIN articles USING (article_id)
    WHERE mark IN (FROM asked)
),
rare AS (SELECT mark, count(DISTINCT copy_group) AS groups FROM held GROUP BY mark HAVING groups BETWEEN 2 AND rare_mark())
SELECT * FROM held JOIN rare USING (mark);

-- heard: whose days are looked at: theirs, their stories' and their kin's. Numbered, because of each there are many days: to put
-- these together by a text takes twice as long
CREATE OR REPLACE TEMP TABLE heard AS
SELECT row_number() OVER ()::INTEGER AS n, article_id
FROM (
    SELECT article_id FROM holders
    UNION
    SELECT article_id FROM articles
    WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM to_date))
       OR article_id IN (SELECT article_id FROM to_date)
);

-- told_alike: ties of text among them. Names tie by declared days, and a wrong date would hide itself behind its neighbours
CREATE OR REPLACE TEMP TABLE told_alike AS
SELECT a_id, b_id FROM article_links
WHERE kind NOT IN ('template', 'shares_names')
  AND a_id IN (SELECT article_id FROM heard) AND b_id IN (SELECT article_id FROM heard);

-- text_stories: who is tied to others by text, and the smallest of those whom it is tied to
CREATE OR REPLACE TEMP TABLE text_stories (article_id VARCHAR, story_id VARCHAR);
