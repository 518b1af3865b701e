-- What two texts can share that makes them kin, each as a hash, and in words where a reader can read it.

-- marks: names, passages, and events: a name near a weekday or near a day of a month
CREATE OR REPLACE TEMP MACRO marks_of() AS TABLE
    SELECT article_id, hash(lower(coalesce(canonical, text))) AS mark, min(coalesce(canonical, text)) AS words FROM name_mentions GROUP BY ALL
    UNION ALL
    SELECT article_id, hash, NULL FROM passages
    UNION ALL
    SELECT DISTINCT n.article_id, hash(lower(coalesce(n.canonical, n.text)), d.spoken), NULL
    FROM name_mentions n
    JOIN (
        SELECT article_id, start, spoken_day(weekday, text) AS spoken
        FROM date_mentions WHERE weekday IS NOT NULL OR rule = 'month_day'
    ) d ON d.article_id = n.article_id AND abs(d.start - n.start) < event_reach();
