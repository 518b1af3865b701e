-- Who says what of the day to whom: the dated holders of a mark to everyone else who has it.

-- voices: what the dated holders of a mark say for their days; a copy group and a source as much as one text. Of whole days,
-- counted from 2000-01-01: they are numbers for kin.py
CREATE OR REPLACE TEMP TABLE voices AS
WITH each AS (
    SELECT mark, copy_group, day - DATE '2000-01-01' AS day, 1 / groups / greatest(
        count(*) OVER (PARTITION BY mark, copy_group),
        CASE WHEN source IS NULL THEN 1 ELSE count(*) OVER (PARTITION BY mark, day, source) END) AS weight
    FROM holders JOIN anchors USING (article_id)
)
SELECT mark, copy_group, day, sum(weight) AS weight FROM each GROUP BY ALL;

-- hearers: who hears what is said of which mark; its own copies are no kin
CREATE OR REPLACE TEMP TABLE hearers AS
SELECT mark, n, holders.copy_group FROM holders JOIN dated USING (article_id) WHERE asked;

-- mark_days: what the dated kin of each article say together: how much for which day
CREATE OR REPLACE TEMP TABLE mark_days (n INTEGER, day DATE, weight DOUBLE, one DOUBLE);
