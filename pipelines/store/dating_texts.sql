-- What each text says by itself: its weekdays, the days that it tells as past.

-- dated: the articles to do, with what they declare; `usable` a day that is not in the future, `story_id` the story by text alone
CREATE OR REPLACE TEMP TABLE dated AS
SELECT
    n, article_id, article_id IN (SELECT article_id FROM to_date) AS asked, coalesce(t.story_id, article_id) AS story_id, coalesce(copy_of, article_id) AS copy_group, declared_text, declared_day, declared_at, first_seen_at,
    first_seen_at::DATE + 1 AS ceiling,
    -- a day that its address names, else one that its page declares
    CASE WHEN url_day(url) <= ceiling THEN url_day(url) WHEN page_day <= ceiling THEN page_day END AS url_day,
    url_day IS NOT DISTINCT FROM url_day(url) AS by_address, url,
    ahead AS in_future,
    CASE WHEN NOT ahead THEN declared_day END AS usable
FROM (
    SELECT * EXCLUDE (story_id), coalesce(  -- the rule of expectations/future_date.sql
        declared_day > CAST(first_seen_at AT TIME ZONE 'UTC' + INTERVAL 14 HOURS AS DATE)
        OR declared_at > first_seen_at + INTERVAL 1 DAY, FALSE) AS ahead
    FROM articles JOIN heard USING (article_id)
) LEFT JOIN text_stories t USING (article_id);

-- spoken: the weekdays that each text names; of an edition ("Sunday's editions") and of a correction's stamp they are others
CREATE OR REPLACE TEMP TABLE spoken AS
SELECT
    n, weekday, rule, tense, start, end_,
    CASE
        WHEN rule = 'day_word' THEN 'tied'
        WHEN rule = 'weekday' AND regexp_matches(substr(text, end_ + 1, 40), '^(?:[''\x{2019}]s)?\s+(?:[a-z]+\s+)?editions?\b') THEN 'edition'
        WHEN start < 350 THEN 'lead'
        ELSE 'body'
    END AS place
FROM (
    SELECT article_id, weekday, rule, tense, start, end_ FROM date_mentions
    WHERE weekday IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY start) <= most_weekdays()
)
JOIN (SELECT n, article_id, text FROM articles JOIN heard USING (article_id)) USING (article_id)
UNION ALL
SELECT n, upper(stamp[1:1]) || lower(stamp[2:]), 'correction', NULL, stamped, stamped + length(stamp), 'correction'
FROM (
    SELECT n, correction_stamp(correction) AS stamp,
        greatest(0, strpos(text, correction) - 1) + strpos(correction, correction_stamp(correction)) - 1 AS stamped
    FROM articles JOIN heard USING (article_id) WHERE correction IS NOT NULL
)
WHERE stamp != '';

-- named: each of these by its first mention
CREATE OR REPLACE TEMP TABLE named AS
SELECT
    n, weekday, rule = 'day_word' AS tied,
    list_position(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], weekday) AS weekday_number,
    place,
    CASE
        WHEN place IN ('edition', 'correction') THEN place
        WHEN tied THEN 'yesterday'
        WHEN rule = 'weekday_last' THEN 'last'
        WHEN rule = 'weekday_next' THEN 'next'
        ELSE coalesce(tense, 'plain')
    END AS tense,
    start, end_
FROM spoken
QUALIFY row_number() OVER (PARTITION BY n, weekday, CASE WHEN place IN ('lead', 'body') THEN 'text' ELSE place END ORDER BY start) = 1;

-- fits: for each weekday of publication, how well the named weekdays fit it (ln likelihood)
CREATE OR REPLACE TEMP TABLE fits AS
SELECT n, w.weekday_number, sum(ln(l.share)) AS fit
FROM named
CROSS JOIN (SELECT unnest(range(1, 8)) AS weekday_number) w
JOIN weekday_likelihood l ON l.place = named.place AND l.tense = named.tense AND l.lag = (w.weekday_number - named.weekday_number + 7) % 7
GROUP BY ALL;

-- texts: what each text says by itself: its weekday, if one has half of the likelihood; the days that it tells as past
CREATE OR REPLACE TEMP TABLE texts AS
SELECT
    n, f.best_fit, f.text_weekday, p.floor_day, p.floor_words,
    coalesce(f.best_fit - f.declared_fit, 0) AS doubt,
    coalesce(p.floor_day > d.usable + 1, FALSE) AS floor_broken
FROM dated d
LEFT JOIN (
    SELECT
        n,
        max(fit) AS best_fit,
        CASE WHEN sum(exp(fit)) < 2 * max(exp(fit)) THEN arg_max(weekday_number, fit) END AS text_weekday,
        max(fit) FILTER ((weekday_number - isodow(d.usable) + 8) % 7 <= 2) AS declared_fit  -- the day, or a day off
    FROM fits JOIN dated d USING (n) GROUP BY n
) f USING (n)
LEFT JOIN (
    SELECT n, max(try_cast(left(value, 10) AS DATE)) AS floor_day,
        arg_max(m.text, try_cast(left(value, 10) AS DATE)) AS floor_words
    FROM date_mentions m JOIN dated d USING (article_id)
    WHERE rule IN ('full_date', 'numeric_date', 'iso_date') AND tense = 'past' AND try_cast(left(value, 10) AS DATE) <= d.ceiling
    GROUP BY n
) p USING (n);
