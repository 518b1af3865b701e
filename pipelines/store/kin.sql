-- voices: what is said of the marks
SELECT mark, copy_group, day, weight FROM voices;

-- last: the greatest number of a hearer
SELECT max(n) FROM hearers;

-- hearers: who hears what, some of them
SELECT mark, n AS number, copy_group FROM hearers WHERE n >= $first AND n < $end;

-- keep: the days for which most is said
INSERT INTO mark_days
SELECT number, DATE '2000-01-01' + day::INTEGER, weight, one FROM heard_days
QUALIFY row_number() OVER (PARTITION BY number ORDER BY weight DESC, day) <= most_marked_days();
