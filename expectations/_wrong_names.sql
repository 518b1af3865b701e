-- Names that one copy group alone has and that are near a name that three or more have. A name may be near in form or in
-- sense. In form: a word that hardly any other text has in a name stands beside the same capitalised word as one that
-- is a letter away. In sense: one word stands for another that is near it in names of bodies and laws (near_words.csv).
CREATE OR REPLACE TABLE checking.near_words AS
SELECT row_number() OVER () AS near_group, unnest(string_split(words, ';')) AS word
FROM read_csv(getvariable('terms') || '/near_words.csv', header = true, all_varchar = true);

CREATE OR REPLACE TABLE checking.true_names AS
SELECT lower(trim(unnest([canonical] || string_split(coalesce(accepted, ''), ';')))) AS name
FROM read_csv(getvariable('terms') || '/names.csv', header = true, all_varchar = true)
UNION
SELECT lower(written) FROM own_terms WHERE canonical IS NULL;

-- Of the words of what is judged those that one or two copy groups have in names. Each of their names then has no more.
CREATE OR REPLACE TABLE checking.seldom AS
WITH name_words AS (SELECT unnest(words) AS word, * EXCLUDE (words) FROM checking.name_spread)
SELECT word, count(DISTINCT witness) AS witnesses
FROM (SELECT word, witnesses, unnest([one, other]) AS witness FROM name_words)
WHERE word IN (SELECT word FROM name_words WHERE checking.is_asked(one, other))
GROUP BY word
HAVING max(witnesses) <= 2 AND count(DISTINCT witness) <= 2;

-- Endings and spellings that make another form of a word, and no slip; a last letter that is doubled is one.
CREATE OR REPLACE MACRO checking.ending(longer, word) AS
    starts_with(longer, word)
    AND longer[length(word) + 1:] IN ('s', 'n', 'ns', 'an', 'ans', 'i', 'ern', 'er')
    AND longer != word || right(word, 1);

CREATE OR REPLACE MACRO checking.one_form(a, b) AS
    checking.ending(b, a)
    OR checking.ending(a, b)
    OR translate(a, 'y', 'i') = translate(b, 'y', 'i')
    OR checking.one_spelling(a) = checking.one_spelling(b);

-- Titles stand before anybody: beside one, only a name that is known very well tells that another is a slip. And a slip in
-- a title is a misspelt word.
CREATE OR REPLACE TABLE checking.titles AS
SELECT unnest([
    'President', 'Senator', 'Senators', 'Representative', 'Governor', 'Minister', 'Secretary', 'Judge', 'Justice',
    'General', 'Mayor', 'King', 'Queen', 'Prince', 'Pope', 'Mrs', 'Attorney', 'Chairman', 'Republican', 'Democrat',
    'Democratic', 'Chancellor', 'Ambassador', 'Director', 'Professor', 'Congressman', 'Congresswoman', 'Saint', 'San'
]) AS title;

CREATE OR REPLACE TABLE checking.beside AS
SELECT DISTINCT number, one, other, words[place] AS word, words[place - step] AS neighbour, step
FROM
    (SELECT number, words, one, other, unnest(range(1, len(words) + 1)) AS place FROM checking.name_spread),
    (VALUES (1), (-1)) AS steps (step)
WHERE place - step BETWEEN 1 AND len(words)
    AND length(words[place]) >= 4
    AND regexp_full_match(words[place], '\p{Lu}[\p{L}-]*')
    AND regexp_full_match(words[place - step], '\p{Lu}[\p{L}&-]{2,}');

CREATE OR REPLACE MACRO checking.shortened(word) AS
    list_prepend(lower(word), [lower(word[:i - 1] || word[i + 1:]) FOR i IN range(1, length(word) + 1)]);

CREATE OR REPLACE TABLE checking.wrong_in_form AS
WITH pairs AS (
    SELECT word, neighbour, step, min(one) AS one, max(other) AS other FROM checking.beside GROUP BY ALL
),
wrong AS MATERIALIZED (
    SELECT pairs.*, witnesses FROM pairs JOIN checking.seldom USING (word) WHERE checking.is_asked(one, other)
),
known AS (
    SELECT *
    FROM pairs SEMI JOIN wrong USING (neighbour, step)
    WHERE one != other AND word NOT IN (FROM checking.titles)
),
near AS (
    SELECT DISTINCT wrong.one AS witness, wrong.word AS wrong, wrong.witnesses, known.word AS known, neighbour, step
    FROM (SELECT *, unnest(checking.shortened(word)) AS rest FROM wrong) AS wrong
    JOIN (SELECT *, unnest(checking.shortened(word)) AS rest FROM known) AS known USING (rest, neighbour, step)
    WHERE lower(wrong.word) != lower(known.word)
        AND damerau_levenshtein(lower(wrong.word), lower(known.word)) <= if(length(known.word) >= 8, 2, 1)
        AND NOT checking.one_form(lower(wrong.word), lower(known.word))
),
-- Only of those that are near it is counted who has them.
known_pairs AS (
    SELECT known, neighbour, step, count(DISTINCT witness) AS witnesses
    FROM (SELECT DISTINCT known, neighbour, step FROM near)
    JOIN (SELECT number, word AS known, neighbour, step FROM checking.beside) USING (known, neighbour, step)
    JOIN checking.name_witnesses USING (number)
    GROUP BY ALL
),
known_words AS (
    SELECT known, count(DISTINCT witness) AS witnesses
    FROM (SELECT DISTINCT known FROM near)
    JOIN (SELECT number, unnest(words) AS known FROM checking.names) USING (known)
    JOIN checking.name_witnesses USING (number)
    GROUP BY known
)
SELECT witness, wrong, known, neighbour, step, known_pairs.witnesses
FROM near
JOIN known_pairs USING (known, neighbour, step)
JOIN known_words USING (known)
WHERE known_pairs.witnesses >= if(neighbour IN (FROM checking.titles), 20, 2)
    AND known_words.witnesses >= 2 * near.witnesses;

CREATE OR REPLACE TABLE checking.wrong_in_sense AS
WITH with_gap AS (
    SELECT name, witnesses, one, len(words) AS size, near_group, words[gap] AS word,
        list_concat(words[:gap - 1], ['_'], words[gap + 1:]) AS rest
    FROM (
        SELECT *, unnest(range(1, len(words) + 1)) AS gap
        FROM checking.name_spread
        WHERE checking.is_asked(one, other) OR witnesses >= 3
    ) JOIN checking.near_words ON near_words.word = lower(words[gap])
)
SELECT DISTINCT alone.name AS written, known.name AS canonical, known.witnesses
FROM with_gap AS alone JOIN with_gap AS known USING (rest, near_group)
WHERE alone.witnesses = 1
    -- Of two words more are true: so the known one must be known well.
    AND known.witnesses >= if(alone.size = 2, 10, 3)
    AND lower(alone.word) != lower(known.word)
    AND NOT checking.one_form(lower(alone.word), lower(known.word))
    AND lower(alone.name) NOT IN (SELECT name FROM checking.true_names);
