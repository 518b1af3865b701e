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

CREATE OR REPLACE TABLE checking.name_spread AS
SELECT name, any_value(words) AS words, count(DISTINCT witness) AS witnesses, min(witness) AS one
FROM checking.names
GROUP BY name;

CREATE OR REPLACE TABLE checking.name_words AS
SELECT word, count(DISTINCT witness) AS witnesses
FROM (SELECT witness, unnest(words) AS word FROM checking.names)
GROUP BY word;

-- Endings and spellings that make another form of a word, and no slip; a last letter that is doubled is one.
CREATE OR REPLACE MACRO checking.one_form(a, b) AS
    (b != a || right(a, 1) AND regexp_full_match(b, a || '(?:s|n|ns|an|ans|i|ern|er)'))
    OR (a != b || right(b, 1) AND regexp_full_match(a, b || '(?:s|n|ns|an|ans|i|ern|er)'))
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

CREATE OR REPLACE TABLE checking.wrong_in_form AS
WITH name_words AS (
    SELECT witness, words, unnest(range(1, len(words) + 1)) AS place FROM checking.names
),
beside AS (
    SELECT DISTINCT witness, words[place] AS word, words[place - step] AS neighbour, step
    FROM name_words, (VALUES (1), (-1)) AS steps (step)
    WHERE place - step BETWEEN 1 AND len(words)
        AND length(words[place]) >= 4
        AND regexp_full_match(words[place], '\p{Lu}[\p{L}-]*')
        AND regexp_full_match(words[place - step], '\p{Lu}[\p{L}&-]{2,}')
),
pairs AS (
    SELECT word, neighbour, step, count(DISTINCT witness) AS pair_witnesses, min(witness) AS one FROM beside GROUP BY ALL
),
shortened AS (
    SELECT pairs.*, spread.witnesses, lower(word) AS small,
        unnest(list_prepend(lower(word), [lower(word[:i - 1] || word[i + 1:]) FOR i IN range(1, length(word) + 1)])) AS rest
    FROM pairs JOIN checking.name_words AS spread USING (word)
    WHERE pair_witnesses >= 2 OR (pair_witnesses = 1 AND spread.witnesses <= 2)
)
SELECT DISTINCT
    wrong.one AS witness, wrong.word AS wrong, known.word AS known, wrong.neighbour, wrong.step,
    known.pair_witnesses AS witnesses
FROM shortened AS wrong JOIN shortened AS known USING (rest, neighbour, step)
WHERE wrong.pair_witnesses = 1
    AND wrong.witnesses <= 2
    AND known.pair_witnesses >= if(known.neighbour IN (FROM checking.titles), 20, 2)
    AND known.word NOT IN (FROM checking.titles)
    AND known.witnesses >= 2 * wrong.witnesses
    AND wrong.small != known.small
    AND damerau_levenshtein(wrong.small, known.small) <= if(length(known.word) >= 8, 2, 1)
    AND NOT checking.one_form(wrong.small, known.small);

CREATE OR REPLACE TABLE checking.wrong_in_sense AS
WITH with_gap AS (
    SELECT name, witnesses, one, len(words) AS size, near_group, words[gap] AS word,
        list_concat(words[:gap - 1], ['_'], words[gap + 1:]) AS rest
    FROM (
        SELECT *, unnest(range(1, len(words) + 1)) AS gap FROM checking.name_spread WHERE witnesses = 1 OR witnesses >= 3
    ) JOIN checking.near_words ON near_words.word = lower(words[gap])
)
SELECT DISTINCT alone.one AS witness, alone.name AS written, known.name AS canonical, known.witnesses
FROM with_gap AS alone JOIN with_gap AS known USING (rest, near_group)
WHERE alone.witnesses = 1
    -- Of two words more are true: so the known one must be known well.
    AND known.witnesses >= if(alone.size = 2, 10, 3)
    AND lower(alone.word) != lower(known.word)
    AND NOT checking.one_form(lower(alone.word), lower(known.word))
    AND lower(alone.name) NOT IN (SELECT name FROM checking.true_names);
