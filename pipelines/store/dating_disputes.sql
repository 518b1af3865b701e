-- Declared days that the other witnesses contradict, for the day that is most probable without them: two days off or more,
-- and by two witnesses.

-- habits: how many dated kin of those whose weekdays do not fit name a weekday, and how many of them one that fits (`sound`)
CREATE OR REPLACE TEMP TABLE habits AS
WITH kindred AS (
    SELECT DISTINCT n, o.article_id AS other
    FROM holders h JOIN dated USING (article_id) JOIN texts USING (n)
    JOIN holders o ON o.mark = h.mark AND o.copy_group != h.copy_group AND o.source IS NOT DISTINCT FROM h.source
    WHERE asked AND doubt > lone_weight()
)
SELECT k.n, count(DISTINCT d.copy_group) AS texts, count(DISTINCT d.copy_group) FILTER (t.doubt <= text_weight()) AS sound
FROM kindred k JOIN dated d ON d.article_id = k.other JOIN texts t ON t.n = d.n
WHERE d.usable IS NOT NULL AND t.best_fit IS NOT NULL
GROUP BY k.n;

-- cases: what each witness says against the declared day
CREATE OR REPLACE TEMP TABLE cases AS
WITH without AS (SELECT *, by_neighbours + by_url + by_weekday + by_floor AS fit FROM candidates),
best AS (
    SELECT
        n, arg_max(day, (round(fit, 6), -epoch(day))) AS best_day,
        max(fit) - max(fit) FILTER (abs(day - usable) <= 1) AS against,
        arg_max(by_neighbours, (round(fit, 6), -epoch(day))) - max(by_neighbours) FILTER (abs(day - usable) <= 1) AS by_others
    FROM without JOIN dated USING (n) WHERE usable IS NOT NULL GROUP BY n
),
told AS (SELECT n, max(total) > least_kin() AND max(agreed) >= unison() AS in_unison FROM kin GROUP BY n)
SELECT
    n, against, doubt, by_others > neighbour_weight() AS neighbours, neighbours AND coalesce(in_unison, FALSE) AS many_kin,
    -- a weekday speaks with the habit of its kin where nobody tells the day, or nobody bears out the declared one
    coalesce(sound >= habit_share() * h.texts, FALSE)
        AND (doubt > outspoken_weight() AND by_others > -borne_out() OR in_unison IS NULL AND s.weight IS NULL) AS habit,
    coalesce(abs(usable - url_day) > 1 AND abs(best_day - url_day) <= 1, FALSE) AS address,
    -- a day told as past speaks against the declared day only where the other day does not come before it too
    floor_broken AND best_day + 1 >= floor_day AS floor_broken
FROM best
JOIN dated USING (n)
JOIN texts USING (n)
LEFT JOIN told USING (n)
LEFT JOIN neighbourhoods s USING (n)
LEFT JOIN habits h USING (n)
WHERE abs(best_day - usable) > 1;

-- disputes: the declared days that two of six contradict: the weekdays of the text, its past days, its address (or page), its
-- neighbours, kin in unison, and the habit of kin who name weekdays that fit
CREATE OR REPLACE TEMP TABLE disputes AS
SELECT n FROM cases
WHERE (doubt > text_weight())::INTEGER + floor_broken::INTEGER + neighbours::INTEGER + many_kin::INTEGER + habit::INTEGER + address::INTEGER >= 2
  AND (floor_broken OR habit OR against > CASE WHEN doubt > strong_text_weight() THEN neighbour_weight() ELSE conflict_weight() END);
