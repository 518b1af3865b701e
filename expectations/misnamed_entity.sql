-- rule: misnamed_entity
-- severity: warning
-- why: A law or body under a wrong name is not found when it is searched for, and is counted as another.
-- Three ways: the reviewed table of misnomers; a name of three words or more that one copy group alone has and that
-- differs in one inner word, not by an s, from a name that three copy groups have, two of them in its own story; a name
-- that one copy group alone has and that is near, in form or in sense, a well-known one of any story (_wrong_names.sql).
WITH told AS (
    SELECT article_id, unnest(list_distinct(regexp_extract_all(text, getvariable('misnomers')))) AS written
    FROM checking.asked
    WHERE regexp_matches(text, getvariable('misnomers'))
),
by_table AS (
    SELECT article_id, written, canonical, 'is a known misnomer' AS reason
    FROM told JOIN checking.misnomers ON replace(written, '’', chr(39)) = misnomer
),
with_gap AS (
    SELECT
        name,
        witnesses,
        words[gap] AS inner_word,
        list_concat(words[:gap - 1], ['_'], words[gap + 1:]) AS rest
    FROM (
        SELECT *, unnest(range(2, len(words))) AS gap
        FROM checking.name_spread
        WHERE checking.is_asked(one, other) OR witnesses >= 3
    )
    WHERE regexp_matches(words[gap], '^\p{Lu}')
),
near AS (
    SELECT alone.name AS written, known.name AS canonical, known.witnesses
    FROM with_gap AS alone JOIN with_gap AS known USING (rest)
    WHERE alone.witnesses = 1
        AND known.witnesses >= 3
        AND lower(alone.inner_word) != lower(known.inner_word)
        -- A word that many have in their names is the name of another.
        AND alone.inner_word IN (SELECT word FROM checking.seldom)
        AND lower(alone.inner_word) != lower(known.inner_word) || 's'
        AND lower(known.inner_word) != lower(alone.inner_word) || 's'
),
-- The names of the texts that may have such a one.
mentions AS (
    SELECT article_id, witness, story_id, name FROM text_names JOIN checking.texts USING (text_number) WHERE asked
),
in_story AS (
    SELECT here.article_id, near.written, near.canonical, near.witnesses
    FROM near
    JOIN mentions AS here ON here.name = near.written
    JOIN text_names AS other ON other.name = near.canonical
    JOIN checking.texts AS there ON there.text_number = other.text_number AND there.story_id = here.story_id
    GROUP BY ALL
    HAVING count(DISTINCT there.witness) >= 2
),
-- Its own words around the wrong one stay: the suggestion is the name as this article has it, with the right word.
in_form AS (
    SELECT DISTINCT
        here.article_id,
        here.name AS written,
        array_to_string([if(word = wrong, known, word) FOR word IN here.words], ' ') AS canonical,
        near.witnesses
    FROM checking.wrong_in_form AS near
    JOIN (SELECT *, string_split(name, ' ') AS words FROM mentions) AS here
        ON here.witness = near.witness AND list_contains(here.words, near.wrong)
    WHERE list_contains(here.words, near.neighbour)
),
in_sense AS (
    SELECT here.article_id, near.written, near.canonical, near.witnesses
    FROM checking.wrong_in_sense AS near
    JOIN mentions AS here ON here.name = near.written
),
all_ways AS (
    SELECT article_id, written, canonical, reason, 1 AS preference, 0 AS witnesses FROM by_table
    UNION ALL
    SELECT article_id, written, canonical, 'stands in ' || witnesses || ' independent texts', 3, witnesses
    FROM (FROM in_form UNION ALL FROM in_sense)
    UNION ALL
    SELECT article_id, written, canonical, 'stands in ' || witnesses || ' independent texts', 2, witnesses FROM in_story
),
best AS (
    SELECT * FROM all_ways
    QUALIFY row_number() OVER (PARTITION BY article_id, written ORDER BY preference, witnesses DESC, canonical) = 1
),
placed AS MATERIALIZED (
    SELECT best.*, checking.found_words(articles.text, best.written) AS place
    FROM best JOIN articles USING (article_id)
)
SELECT
    article_id,
    written AS subject,
    CASE
        WHEN preference = 1 THEN '“' || written || '” ' || reason || ' of the ' || canonical
        ELSE '“' || written || '” stands here alone; “' || canonical || '” ' || reason
    END AS message,
    written AS evidence,
    'text' AS span_of,
    length(place.before) AS span_start,
    length(place.before) + length(place.hit) AS span_end,
    canonical AS suggestion
FROM placed
WHERE place.hit != ''
