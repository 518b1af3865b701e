-- waiting: how many passages are in no run
SELECT count(*) FROM passages WHERE text_number > $last;

-- portion: the texts that come next, those without passages too: as many as have $most passages, and at least one
WITH next AS (SELECT min(text_number) AS first FROM passages WHERE text_number > $last),
sums AS (
    SELECT text_number, first, sum(count(*)) OVER (ORDER BY text_number) AS passages
    FROM passages, next WHERE text_number > $last AND text_number < first + $most // 50
    GROUP BY text_number, first
)
SELECT $last + 1, max(text_number) FROM sums WHERE passages <= $most OR text_number = first;

-- alive: the texts that are still there
SELECT text_number FROM fingerprints WHERE text_number <= $last;
