-- The words of seven letters or more of all English texts: the first and the last copy group that has each (one group
-- if they are the same), and whether it was ever written small, which a name is not. Handles, addresses and tags are left out.
CREATE OR REPLACE TABLE checking.words AS
WITH written AS (
    SELECT coalesce(copy_of, article_id) AS witness, unnest(regexp_extract_all(text, '[@#/._]?\p{L}{7,}')) AS word
    FROM articles
    WHERE coalesce(language, 'en') = 'en'
)
SELECT
    lower(word) AS word,
    min(witness) AS one,
    max(witness) AS other,
    bool_or(word = lower(word)) AS common
FROM written
WHERE word[1] NOT IN ('@', '#', '/', '.', '_')
GROUP BY lower(word);

-- A word with the differences between British and American spelling levelled.
CREATE OR REPLACE MACRO checking.one_spelling(word) AS
    replace(replace(replace(replace(replace(replace(replace(word,
        'visor', 'viser'), 'our', 'or'), 'ys', 'yz'), 'is', 'iz'), 'll', 'l'), 'tre', 'ter'), 'ogue', 'og');
