-- The reviewed terms: names that are often given wrongly, words that only look wrong, stop words.
CREATE OR REPLACE TABLE checking.misnomers AS
SELECT kind, canonical, trim(unnest(string_split(misnomer, ';'))) AS misnomer
FROM read_csv(getvariable('terms') || '/names.csv', header = true, all_varchar = true)
WHERE misnomer IS NOT NULL
UNION
SELECT 'own', canonical, replace(written, '’', chr(39)) FROM own_terms WHERE canonical IS NOT NULL;

CREATE OR REPLACE TABLE checking.accepted_words AS
SELECT DISTINCT lower(word) AS word
FROM read_csv(getvariable('terms') || '/accepted_words.csv', header = true, all_varchar = true)
UNION
SELECT lower(written) FROM own_terms WHERE canonical IS NULL;

CREATE OR REPLACE TABLE checking.stop_words AS
SELECT language, unnest(string_split(words, ' ')) AS word
FROM read_csv(getvariable('terms') || '/stop_words.csv', header = true, all_varchar = true);

-- One pattern over all misnomers: one pass over a text, however many there are. Either apostrophe will do.
SET VARIABLE misnomers = (
    SELECT '\b(?:' || string_agg(replace(regexp_escape(misnomer), chr(39), '[''’]'), '|' ORDER BY misnomer) || ')\b'
    FROM checking.misnomers
);

-- What a text in English must have to be looked at closely: a stop word of another language, of three letters or more
-- (the shorter ones stand in names), in small letters.
SET VARIABLE foreign_words = (
    SELECT '\b(?:' || string_agg(DISTINCT word, '|' ORDER BY word) || ')\b'
    FROM checking.stop_words
    WHERE language != 'en'
        AND regexp_full_match(word, '[a-z]{3,}')
        AND word NOT IN (SELECT word FROM checking.stop_words WHERE language = 'en')
);
