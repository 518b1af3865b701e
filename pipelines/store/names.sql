-- spellings: each name of the touched stories once, how many copy groups have it, and what its spellings have in common: of
-- a person whose whole name an article gives, first and last word where no two of that name differ between; else letters
-- and figures
CREATE OR REPLACE TEMP TABLE name_spellings AS
WITH named AS (
    SELECT
        coalesce(a.story_id, a.article_id) AS story_id, coalesce(n.canonical, n.text) AS name, n.kind,
        n.kind = 'person' AND n.canonical IS NOT NULL AS person,
        count(DISTINCT coalesce(a.copy_of, a.article_id)) AS witnesses
    FROM name_mentions n JOIN articles a USING (article_id)
    WHERE n.article_id IN (SELECT article_id FROM touched)
    GROUP BY ALL
), cut AS (
    SELECT *, string_split(name, ' ') AS words, words[1] || ' ' || words[-1] AS ends,
        nullif(array_to_string(words[2:-2], ' '), '') AS middle
    FROM named
), namesakes AS (
    SELECT story_id, ends, TRUE AS several FROM cut WHERE person GROUP BY ALL HAVING count(DISTINCT middle) > 1
)
SELECT
    * EXCLUDE (ends, middle, several),
    CASE WHEN person AND len(words) > 1 AND several IS NULL THEN lower(ends)
        ELSE lower(regexp_replace(name, '[-. ’'']', '', 'g')) END AS spelling
FROM cut LEFT JOIN namesakes USING (story_id, ends);

-- full: the names of several words by what stands for them alone, a surname or initials, where that is one name in the
-- story; each in the spelling that most copy groups have
CREATE OR REPLACE TEMP TABLE name_full AS
WITH best AS (
    SELECT story_id, spelling, arg_max(name, (witnesses, length(name), name)) AS name FROM name_spellings GROUP BY ALL
), short AS (
    SELECT DISTINCT
        story_id, best.name,
        CASE WHEN person THEN words[-1] ELSE array_to_string([w[1] FOR w IN words IF w[1] != lower(w[1])], '') END AS short,
        person
    FROM name_spellings JOIN best USING (story_id, spelling)
    WHERE len(words) > 1 AND (person OR kind != 'person')
)
SELECT story_id, spelling AS short, name, FALSE AS by_short, NULL AS person FROM best
UNION ALL
SELECT story_id, short, any_value(name), TRUE, any_value(person)
FROM short
WHERE person OR length(short) >= 3
GROUP BY story_id, short
HAVING count(DISTINCT name) = 1;

-- told: what a story calls the names that an article does not give so
CREATE OR REPLACE TEMP TABLE names_told AS
SELECT DISTINCT s.story_id, s.name, s.kind, coalesce(whole.name, best.name) AS told
FROM name_spellings s
JOIN name_full best ON best.story_id = s.story_id AND best.short = s.spelling AND NOT best.by_short
LEFT JOIN name_full whole ON whole.story_id = s.story_id AND whole.short = s.name AND whole.by_short
    AND (NOT whole.person OR s.kind IN ('person', 'other'))
WHERE coalesce(whole.name, best.name) != s.name;

-- tell: the mentions that are called otherwise than before
UPDATE name_mentions AS n SET story_canonical = told.told
FROM (
    SELECT m.article_id, m.start, names_told.told
    FROM name_mentions m
    JOIN articles a USING (article_id)
    LEFT JOIN names_told ON names_told.story_id = coalesce(a.story_id, a.article_id)
        AND names_told.name = coalesce(m.canonical, m.text) AND names_told.kind = m.kind
    WHERE m.article_id IN (SELECT article_id FROM touched) AND m.story_canonical IS DISTINCT FROM names_told.told
) told
WHERE n.article_id = told.article_id AND n.start = told.start;
