-- Declared days that the other witnesses contradict.

-- disputes: declared days that the other witnesses contradict, for the day that is most probable without them. It takes
-- two witnesses of four (the text's weekdays, the text's past days, the neighbours, many kin), and two days or more
CREATE OR REPLACE TEMP TABLE disputes AS
WITH without AS (SELECT *, by_neighbours + by_weekday + by_floor AS fit FROM candidates),
best AS (
    SELECT
        article_id, arg_max(day, (round(fit, 6), -epoch(day))) AS best_day,
        max(fit) - max(fit) FILTER (abs(day - usable) <= 1) AS against,
        arg_max(by_neighbours, (round(fit, 6), -epoch(day))) - max(by_neighbours) FILTER (abs(day - usable) <= 1) > neighbour_weight() AS neighbours
    FROM without JOIN dated USING (article_id) WHERE usable IS NOT NULL GROUP BY article_id
),
many AS (SELECT article_id, max(total) >= least_kin() AS many FROM kin GROUP BY article_id),
-- a day told as past speaks against the declared day only where the other day does not come before it too
heard_out AS (
    SELECT article_id, best_day, usable, doubt, neighbours, coalesce(many, FALSE) AS many,
           floor_broken AND best_day + 1 >= floor_day AS floor_broken, against
    FROM best JOIN dated USING (article_id) JOIN texts USING (article_id) LEFT JOIN many USING (article_id)
)
SELECT article_id
FROM heard_out
WHERE abs(best_day - usable) > 1
  AND (doubt > text_weight())::INTEGER + floor_broken::INTEGER + neighbours::INTEGER + (neighbours AND many)::INTEGER >= 2
  AND (floor_broken OR against > CASE WHEN doubt > strong_text_weight() THEN neighbour_weight() ELSE conflict_weight() END);
