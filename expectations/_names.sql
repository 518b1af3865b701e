-- Capitalised names of two words or more, one row a name and article. A witness is a copy group, not an article.
-- "And" ends a name: it stands between two names more often than within one.
CREATE OR REPLACE TABLE checking.names AS
WITH written AS (
    SELECT
        article_id,
        coalesce(copy_of, article_id) AS witness,
        story_id,
        unnest(regexp_extract_all(
            text,
            '\p{Lu}[\p{L}\p{N}]*(?:[’''.&-][\p{L}\p{N}]+)*'
            || '(?: (?:(?:of|on|for|the|de|du|del|la) ){0,2}\p{Lu}[\p{L}\p{N}]*(?:[’''.&-][\p{L}\p{N}]+)*)+'
        )) AS name
    FROM articles
    WHERE coalesce(language, 'en') = 'en'
),
trimmed AS (
    SELECT
        * EXCLUDE (name),
        -- "The" and the like at the head of a sentence, a day behind it, and a genitive, are no part of the name.
        regexp_replace(
            regexp_replace(regexp_replace(name, ' (?:on|of|for) (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$', ''), '^(?:(?:The|A|An|Neither|Both|And|But|In|On|At|For|From|Under|With|When|While|As|If|By|To) (?:the )?)+', ''),
            '[’'']s$', ''
        ) AS name
    FROM written
)
SELECT article_id, witness, story_id, name, string_split(name, ' ') AS words, count(*) AS mentions
FROM trimmed
WHERE len(string_split(name, ' ')) BETWEEN 2 AND 12
    AND name != upper(name)  -- a shouted headline
GROUP BY ALL;
