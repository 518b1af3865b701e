-- The texts, whose findings are asked for, and who bears witness: a copy group, not an article, by the least number of its
-- texts. It is asked where one of its texts is.
CREATE OR REPLACE TABLE checking.texts AS
SELECT
    text_number,
    article_id,
    story_id,
    min(text_number) OVER copies AS witness,
    bool_or(article_id IN (SELECT article_id FROM checking.asked)) OVER copies AS asked
FROM articles
JOIN fingerprints USING (article_id)
WINDOW copies AS (PARTITION BY coalesce(copy_of, article_id));

-- Capitalised names of two words or more, one row a name: who has it, one and other of them (the same if it is one alone).
CREATE OR REPLACE TABLE checking.names AS
SELECT name, row_number() OVER () AS number, string_split(name, ' ') AS words FROM (SELECT DISTINCT name FROM text_names);

CREATE OR REPLACE TABLE checking.name_witnesses AS
SELECT DISTINCT number, witness
FROM text_names
JOIN checking.names USING (name)
JOIN checking.texts USING (text_number);

CREATE OR REPLACE TABLE checking.name_spread AS
SELECT *
FROM checking.names
JOIN (
    SELECT number, count(*) AS witnesses, min(witness) AS one, max(witness) AS other
    FROM checking.name_witnesses
    GROUP BY number
) USING (number);

-- What is judged: names of one copy group alone, which is asked.
CREATE OR REPLACE MACRO checking.is_asked(one, other) AS
    one = other AND one IN (SELECT witness FROM checking.texts WHERE asked);
