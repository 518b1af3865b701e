-- The words of seven letters or more of all English texts: the first and the last copy group that has each (one group
-- if they are the same), and whether it was ever written small, which a name is not. Handles, addresses and tags are left out.
CREATE OR REPLACE TABLE checking.words AS
SELECT
    lower(word) AS word,
    min(one) AS one,
    max(other) AS other,
    bool_or(word = lower(word)) AS common
FROM (
    SELECT word, min(witness) AS one, max(witness) AS other
    FROM text_words
    JOIN checking.texts USING (text_number)
    GROUP BY word
)
WHERE word[1] NOT IN ('@', '#', '/', '.', '_')
GROUP BY lower(word);

-- A word with the differences between British and American spelling levelled.
CREATE OR REPLACE MACRO checking.one_spelling(word) AS
    replace(replace(replace(replace(replace(replace(replace(word,
        'visor', 'viser'), 'our', 'or'), 'ys', 'yz'), 'is', 'iz'), 'll', 'l'), 'tre', 'ter'), 'ogue', 'og');

-- A word, and what is left when a letter is taken out, not of its first two or last two.
CREATE OR REPLACE MACRO checking.inner_shortened(word) AS
    list_prepend(word, [word[:i - 1] || word[i + 1:] FOR i IN range(3, length(word) - 1)]);
