-- What each claim holds, part by part, in the form in which claims are compared: its figures, money, percentages, dates,
-- places, laws, bodies and persons, who acts, what is done, which way it goes, whether it denies. A part belongs to the
-- shortest claim around it. All figures of a thing: WHERE slot = 'number' AND unit = 'mask'.
CREATE OR REPLACE VIEW claim_slots AS
WITH part AS (
    SELECT
        article_id, start, end_,
        CASE
            WHEN unit = 'percent' THEN 'percent'
            WHEN regexp_full_match(unit, '(?:.* )?(?:dollar|pound|euro|yen|rupee)') THEN 'money'
            ELSE 'number'
        END AS slot,
        value, nullif(unit, '') AS unit, approximate
    FROM figures
    UNION ALL
    SELECT article_id, start, end_, 'date', value, type, regexp_matches(text, '(?i)^(?:about|around|nearly|almost|some) ')
    FROM date_mentions
    UNION ALL
    SELECT article_id, start, end_, kind, coalesce(story_canonical, canonical, text), NULL, FALSE
    FROM name_mentions
    WHERE kind != 'other'
),
standing AS (
    SELECT c.claim_id, part.*
    FROM part
    JOIN claims AS c ON c.article_id = part.article_id AND part.start >= c.content_start AND part.end_ <= c.content_end
    QUALIFY row_number() OVER (
        PARTITION BY part.article_id, part.slot, part.start ORDER BY c.content_end - c.content_start, c.claim_id
    ) = 1
),
said AS (
    SELECT claim_id, article_id, actor_start AS start, actor_start + length(actor) AS end_, 'actor' AS slot, actor AS value
    FROM claims
    WHERE actor IS NOT NULL
    UNION ALL
    SELECT claim_id, article_id, NULL, NULL, slot, value
    FROM (
        SELECT claim_id, article_id, action, direction, if(negated, 'true', NULL) AS negation FROM claims
    ) UNPIVOT (value FOR slot IN (action, direction, negation))
)
SELECT
    claim_id,
    article_id,
    slot, -- number, money, percent, date, place, law, body, person, actor, action, direction or negation
    value, -- the figure written out, the TIMEX3 value (NULL where it hangs on an unknown day), the full name, the verb in its plain form, up or down
    unit, -- of a figure what is counted, of money the currency, of a date its TIMEX3 type
    approximate, -- whether the text hedges it (about, nearly, more than)
    start, -- first character in text; NULL where no one place says it
    end_ -- character after the last in text
FROM (
    FROM standing
    UNION ALL BY NAME
    SELECT *, FALSE AS approximate FROM said
);
