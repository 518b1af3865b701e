-- macros: the policies of the model, and its two distributions
CREATE OR REPLACE TEMP MACRO same_story_days() AS 1.5;     -- Laplace scale of two texts of one story (research, dates: infer3)
CREATE OR REPLACE TEMP MACRO stray_share() AS 0.02;        -- share of texts whose story or declared day says nothing of their day
CREATE OR REPLACE TEMP MACRO stray_days() AS 60;           -- days over which those are spread
CREATE OR REPLACE TEMP MACRO next_day_share() AS 0.04;     -- declared a day off, on either side: zones (1 in 10 agency reports)
CREATE OR REPLACE TEMP MACRO neighbour_days() AS 14;       -- days looked at around a dated text of the story
CREATE OR REPLACE TEMP MACRO declared_days() AS 10;        -- days looked at around a declared day
CREATE OR REPLACE TEMP MACRO most_story_days() AS 60;      -- days of a story that are weighed: the cost stays linear
CREATE OR REPLACE TEMP MACRO conflict_weight() AS 5;       -- ln likelihood ratio: false alarms in 0.2 to 1.6 % of sound texts
CREATE OR REPLACE TEMP MACRO doubt_weight() AS 3;          -- from here on a declared day is no witness for its neighbours
CREATE OR REPLACE TEMP MACRO neighbour_weight() AS 2;      -- ln ratio from which the neighbours count as a second witness
CREATE OR REPLACE TEMP MACRO decided_weight() AS 99;        -- people who know outweigh every other witness
CREATE OR REPLACE TEMP MACRO floor_weight() AS -4.6;       -- ln(1 %): an absolute date that is told as past, and is not
CREATE OR REPLACE TEMP MACRO interval_share() AS 0.9;
-- Chosen on draws 1 to 3 of evals/dating-wire, with draws 1 to 5 of evals/dating to see that sparse news stays undated.
CREATE OR REPLACE TEMP MACRO rare_mark() AS 100;           -- copy groups that may share a name or passage; 50 loses a point of exact days
CREATE OR REPLACE TEMP MACRO most_marked_days() AS 30;     -- days of an article's kin that are weighed: the cost stays linear
CREATE OR REPLACE TEMP MACRO kin_days() AS 5;              -- days looked at around each of them
CREATE OR REPLACE TEMP MACRO near_kin_days() AS 14;           -- kin that lie this near to one another bear each other out
CREATE OR REPLACE TEMP MACRO lone_share() AS 0.05;         -- what a day counts that no other kin bears out
CREATE OR REPLACE TEMP MACRO agreement() AS 0.25;          -- least share of kin that bear each other out, or they date nothing
CREATE OR REPLACE TEMP MACRO story_trust() AS 2;           -- a text of the same story counts as this many shared names
CREATE OR REPLACE TEMP MACRO least_kin() AS 1;             -- weight of kin from which they count as a witness more
CREATE OR REPLACE TEMP MACRO text_weight() AS 1;           -- ln ratio from which the weekdays of the text count as a witness
CREATE OR REPLACE TEMP MACRO strong_text_weight() AS 3;    -- and from which they need little help
CREATE OR REPLACE TEMP MACRO stray_density() AS stray_share() / stray_days();
CREATE OR REPLACE TEMP MACRO near_density(distance) AS
    exp(-abs(distance) / same_story_days()) * (1 - exp(-1 / same_story_days())) / (1 + exp(-1 / same_story_days()));
CREATE OR REPLACE TEMP MACRO declared_density(distance) AS
    CASE abs(distance) WHEN 0 THEN 1 - 2 * next_day_share() - stray_share() WHEN 1 THEN next_day_share() ELSE stray_density() END;

CREATE OR REPLACE TEMP MACRO marks_of() AS TABLE
    SELECT article_id, hash(lower(coalesce(canonical, text))) AS mark, min(coalesce(canonical, text)) AS words FROM name_mentions GROUP BY ALL
    UNION ALL
    SELECT article_id, hash, NULL FROM passages;

-- weekday_likelihood: share of the named weekdays that lie so many days before publication
CREATE OR REPLACE TEMP TABLE weekday_likelihood AS SELECT * FROM read_csv($file, all_varchar = false);

-- near_marks: names and passages of the touched articles that are rare among the copy groups, or were before these came
CREATE OR REPLACE TEMP TABLE near_marks AS
WITH held AS (SELECT * FROM marks_of() JOIN touched USING (article_id)),
holding AS (SELECT * FROM marks_of() WHERE mark IN (SELECT mark FROM held))
SELECT mark FROM holding JOIN articles USING (article_id)
GROUP BY mark
HAVING count(DISTINCT coalesce(copy_of, article_id)) FILTER (article_id NOT IN (SELECT article_id FROM touched)) BETWEEN 1 AND rare_mark();

-- to_date: the articles to do: the touched ones, and their kin, who share such a mark with them
CREATE OR REPLACE TEMP TABLE to_date AS
SELECT article_id FROM touched UNION SELECT article_id FROM marks_of() WHERE mark IN (SELECT mark FROM near_marks);

-- holders: who has the marks of those that are to do, if they are rare; a mark says as much as there are fewer who share it
CREATE OR REPLACE TEMP TABLE holders AS
WITH held AS (
    SELECT mark, words, article_id, coalesce(copy_of, article_id) AS copy_group, nullif(source_id, '') AS source
    FROM marks_of() JOIN articles USING (article_id)
    WHERE mark IN (SELECT mark FROM marks_of() WHERE article_id IN (SELECT article_id FROM to_date))
),
rare AS (SELECT mark, count(DISTINCT copy_group) AS groups FROM held GROUP BY mark HAVING groups BETWEEN 2 AND rare_mark())
SELECT * FROM held JOIN rare USING (mark);

-- heard: whose days are looked at: theirs, their stories' and their kin's
CREATE OR REPLACE TEMP TABLE heard AS
SELECT article_id FROM holders
UNION
SELECT article_id FROM articles
WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM to_date))
   OR article_id IN (SELECT article_id FROM to_date);

-- dated: the articles to do, with what they declare; `usable` a day that is not in the future
CREATE OR REPLACE TEMP TABLE dated AS
SELECT
    article_id, article_id IN (SELECT article_id FROM to_date) AS asked, story_id, coalesce(copy_of, article_id) AS copy_group, declared_text, declared_day, declared_at, first_seen_at,
    first_seen_at::DATE + 1 AS ceiling,
    ahead AS in_future,
    CASE WHEN NOT ahead THEN declared_day END AS usable
FROM (
    SELECT *, coalesce(  -- the rule of expectations/future_date.sql
        declared_day > CAST(first_seen_at AT TIME ZONE 'UTC' + INTERVAL 14 HOURS AS DATE)
        OR declared_at > first_seen_at + INTERVAL 1 DAY, FALSE) AS ahead
    FROM articles WHERE article_id IN (SELECT article_id FROM heard)
);

-- named: the weekdays that each text names, each by its first mention
CREATE OR REPLACE TEMP TABLE named AS
SELECT
    article_id, weekday, rule = 'day_word' AS tied,
    list_position(['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'], weekday) AS weekday_number,
    CASE WHEN tied THEN 'tied' WHEN start < 350 THEN 'lead' ELSE 'body' END AS place,
    CASE rule WHEN 'day_word' THEN 'yesterday' WHEN 'weekday_last' THEN 'last' WHEN 'weekday_next' THEN 'next'
        ELSE coalesce(tense, 'plain') END AS tense,
    start, end_
FROM date_mentions
WHERE weekday IS NOT NULL AND article_id IN (SELECT article_id FROM heard)
QUALIFY row_number() OVER (PARTITION BY article_id, weekday, rule = 'day_word' ORDER BY start) = 1;

-- fits: for each weekday of publication, how well the named weekdays fit it (ln likelihood)
CREATE OR REPLACE TEMP TABLE fits AS
SELECT article_id, w.weekday_number, sum(ln(l.share)) AS fit
FROM named n
CROSS JOIN (SELECT unnest(range(1, 8)) AS weekday_number) w
JOIN weekday_likelihood l ON l.place = n.place AND l.tense = n.tense AND l.lag = (w.weekday_number - n.weekday_number + 7) % 7
GROUP BY ALL;

-- texts: what each text says by itself: its weekday, if one has half of the likelihood; the days that it tells as past
CREATE OR REPLACE TEMP TABLE texts AS
SELECT
    d.article_id, f.best_fit, f.text_weekday, p.floor_day, p.floor_words,
    coalesce(f.best_fit - f.declared_fit, 0) AS doubt,
    coalesce(p.floor_day > d.usable + 1, FALSE) AS floor_broken
FROM dated d
LEFT JOIN (
    SELECT
        f.article_id,
        max(fit) AS best_fit,
        CASE WHEN sum(exp(fit)) < 2 * max(exp(fit)) THEN arg_max(weekday_number, fit) END AS text_weekday,
        max(fit) FILTER ((weekday_number - isodow(d.usable) + 8) % 7 <= 2) AS declared_fit  -- the day, or a day off
    FROM fits f JOIN dated d USING (article_id) GROUP BY f.article_id
) f USING (article_id)
LEFT JOIN (
    SELECT article_id, max(try_cast(left(value, 10) AS DATE)) AS floor_day,
        arg_max(m.text, try_cast(left(value, 10) AS DATE)) AS floor_words
    FROM date_mentions m JOIN dated d USING (article_id)
    WHERE rule IN ('full_date', 'numeric_date', 'iso_date') AND tense = 'past' AND try_cast(left(value, 10) AS DATE) <= d.ceiling
    GROUP BY article_id
) p USING (article_id);

-- anchors: dated texts that nothing in themselves contradicts; a copy group weighs as much as one text
CREATE OR REPLACE TEMP TABLE anchors AS
SELECT article_id, story_id, usable AS day, 1 / count(*) OVER (PARTITION BY story_id, copy_group) AS weight
FROM dated JOIN texts USING (article_id)
WHERE usable IS NOT NULL AND doubt <= doubt_weight() AND NOT floor_broken;

-- story_days: how many texts of a story are dated to a day
CREATE OR REPLACE TEMP TABLE story_days AS
SELECT story_id, day, sum(weight) AS weight, count(*) AS texts FROM anchors GROUP BY story_id, day
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY sum(weight) DESC, day) <= most_story_days();

-- story_mass: how much those days say for each day around them
CREATE OR REPLACE TEMP TABLE story_mass AS
SELECT story_id, s.day + o.shift AS day, sum(s.weight * near_density(o.shift)) AS mass
FROM story_days s CROSS JOIN (SELECT unnest(range(-neighbour_days(), neighbour_days() + 1))::INTEGER AS shift) o
GROUP BY story_id, s.day + o.shift
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY sum(s.weight * near_density(o.shift)) DESC, s.day + o.shift) <= most_story_days();

-- neighbourhoods: the weight of an article's neighbours: its story's, without its own
CREATE OR REPLACE TEMP TABLE neighbourhoods AS
SELECT d.article_id, s.weight - coalesce(a.weight, 0) AS weight
FROM dated d
JOIN (SELECT story_id, sum(weight) AS weight FROM story_days GROUP BY story_id) s USING (story_id)
LEFT JOIN anchors a USING (article_id)
WHERE asked AND s.weight - coalesce(a.weight, 0) > 0.001;

-- mark_days: what the dated kin of each article say together: how much for which day; its own copies are no kin
CREATE OR REPLACE TEMP TABLE mark_days AS
WITH voices AS (
    SELECT mark, copy_group, day, 1 / groups / greatest(
        count(*) OVER (PARTITION BY mark, copy_group),
        CASE WHEN source IS NULL THEN 1 ELSE count(*) OVER (PARTITION BY mark, day, source) END) AS weight
    FROM holders JOIN anchors USING (article_id)
)
SELECT h.article_id, v.day, round(sum(v.weight), 6) AS weight, round(sum(v.weight) / count(DISTINCT v.copy_group), 6) AS one
FROM holders h JOIN to_date USING (article_id) JOIN voices v ON v.mark = h.mark AND v.copy_group != h.copy_group
GROUP BY h.article_id, v.day
QUALIFY row_number() OVER (PARTITION BY h.article_id ORDER BY round(sum(v.weight), 6) DESC, v.day) <= most_marked_days();

-- kin: the days of those who bear each other out, and their weight; where they do not agree they date nothing
CREATE OR REPLACE TEMP TABLE kin AS
WITH borne AS (
    SELECT *, sum(weight) OVER (PARTITION BY article_id) AS total,
        (sum(weight) OVER (PARTITION BY article_id ORDER BY day
            RANGE BETWEEN near_kin_days() PRECEDING AND near_kin_days() FOLLOWING) - one) AS others
    FROM mark_days
),
helped AS (SELECT *, CASE WHEN total - one > 0.00001 THEN others / (total - one) ELSE 0 END AS support FROM borne)
SELECT article_id, day, total, sum(weight * support) OVER (PARTITION BY article_id) / total AS agreed,
    weight * (lone_share() + support) / sum(weight * (lone_share() + support)) OVER (PARTITION BY article_id) AS share
FROM helped
QUALIFY agreed >= agreement();

-- kin_names: the rarest names that an article shares with others, for the reader
CREATE OR REPLACE TEMP TABLE kin_names AS
SELECT article_id, string_agg(words, ', ' ORDER BY groups, words) AS names
FROM (
    SELECT article_id, words, groups FROM holders WHERE words IS NOT NULL AND article_id IN (SELECT article_id FROM kin)
    QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY groups, words) <= 3
)
GROUP BY article_id;

-- kin_mass: how much they say for each day around them
CREATE OR REPLACE TEMP TABLE kin_mass AS
SELECT article_id, day + shift AS day, any_value(total) AS weight, sum(share * near_density(shift)) AS mass
FROM kin CROSS JOIN (SELECT unnest(range(-kin_days(), kin_days() + 1))::INTEGER AS shift)
GROUP BY article_id, day + shift;

-- candidates: the days that an article may be of, and what each witness says of each (ln likelihood)
CREATE OR REPLACE TEMP TABLE candidates AS
WITH days AS (
    SELECT d.article_id, m.day FROM dated d JOIN neighbourhoods USING (article_id) JOIN story_mass m USING (story_id)
    UNION
    SELECT article_id, day FROM kin_mass
    UNION
    SELECT article_id, usable + shift FROM dated, (SELECT unnest(range(-declared_days(), declared_days() + 1))::INTEGER AS shift)
    WHERE usable IS NOT NULL AND asked
),
told AS (SELECT article_id, any_value(weight) AS weight FROM kin_mass GROUP BY article_id)
SELECT
    d.article_id, c.day,
    ln(stray_density() + CASE WHEN n.weight IS NULL AND k.weight IS NULL THEN 0 ELSE (1 - stray_share()) * (
        story_trust() * greatest(0, coalesce(m.mass, 0) - coalesce(a.weight * near_density(c.day - a.day), 0)) + coalesce(k.weight * km.mass, 0)
    ) / (story_trust() * coalesce(n.weight, 0) + coalesce(k.weight, 0)) END) AS by_neighbours,
    CASE WHEN d.usable IS NULL THEN 0 ELSE ln(declared_density(c.day - d.usable)) END AS by_declared,
    coalesce(f.fit, 0) AS by_weekday,
    CASE WHEN c.day + 1 < t.floor_day THEN floor_weight() ELSE 0 END AS by_floor
FROM days c
JOIN dated d USING (article_id)
JOIN texts t USING (article_id)
LEFT JOIN neighbourhoods n USING (article_id)
LEFT JOIN told k USING (article_id)
LEFT JOIN anchors a USING (article_id)
LEFT JOIN story_mass m ON n.weight IS NOT NULL AND m.story_id = d.story_id AND m.day = c.day
LEFT JOIN kin_mass km ON km.article_id = d.article_id AND km.day = c.day
LEFT JOIN fits f ON f.article_id = d.article_id AND f.weekday_number = isodow(c.day)
WHERE c.day <= d.ceiling;

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

-- posteriors: the probability of each day, in billionths: sums of them are exact, in whatever order
CREATE OR REPLACE TEMP TABLE posteriors AS
WITH weighed AS (
    SELECT *, exp(fit - max(fit) OVER (PARTITION BY article_id)) AS mass
    FROM (
        SELECT *, by_neighbours + by_weekday + by_floor
            + CASE WHEN article_id IN (SELECT article_id FROM disputes) THEN 0 ELSE by_declared END AS fit
        FROM candidates
    )
),
shares AS (SELECT *, round(1e9 * mass / sum(mass) OVER (PARTITION BY article_id))::BIGINT AS share FROM weighed)
SELECT *, sum(share) OVER (PARTITION BY article_id ORDER BY day) AS up_to, sum(share) OVER (PARTITION BY article_id) AS whole
FROM shares WHERE share > 0;

-- intervals: the shortest run of days that holds the share asked for; the likelier of two of one length, then the earlier
CREATE OR REPLACE TEMP TABLE intervals AS
WITH ends AS (
    SELECT article_id, day, share, up_to, up_to - share + ceil(interval_share() * whole)::BIGINT AS needed FROM posteriors
)
SELECT a.article_id, arg_min((a.day, b.day), (b.day - a.day, a.up_to - a.share - b.up_to, a.day)) AS days
FROM ends a ASOF JOIN ends b ON a.article_id = b.article_id AND a.needed <= b.up_to
GROUP BY a.article_id;

-- inferred: the day, the smallest interval, the confidence
CREATE OR REPLACE TEMP TABLE inferred AS
SELECT article_id, p.day, i.days[1] AS low, i.days[2] AS high, confidence, day_by_neighbours
FROM (
    SELECT
        article_id, arg_max(day, (share, -epoch(day))) AS day, round(max(share / whole), 9) AS confidence,
        arg_max(by_neighbours, (share, -epoch(day))) AS day_by_neighbours
    FROM posteriors GROUP BY article_id
) p
JOIN intervals i USING (article_id);

-- verdicts: the status, and the day to use
CREATE OR REPLACE TEMP TABLE verdicts AS
WITH judged AS (
    SELECT
        d.*, i.* EXCLUDE (article_id), t.* EXCLUDE (article_id),
        article_id IN (SELECT article_id FROM disputes) AS conflict
    FROM dated d JOIN texts t USING (article_id) LEFT JOIN inferred i USING (article_id)
    WHERE asked
)
SELECT
    judged.*, true_day,
    CASE
        WHEN true_day IS NOT NULL THEN 'decided'
        WHEN in_future THEN 'unknown'
        WHEN conflict THEN 'declared_conflict'
        WHEN usable IS NOT NULL THEN 'declared'
        WHEN day IS NOT NULL THEN 'inferred'
        ELSE 'unknown'
    END AS status,
    CASE status WHEN 'decided' THEN true_day WHEN 'declared' THEN usable WHEN 'unknown' THEN NULL ELSE day END AS published_day,
    CASE status WHEN 'declared' THEN declared_at END AS published_at
FROM judged LEFT JOIN true_dates USING (article_id);

-- touch_kin: stories outside the touched ones in which a day changes are touched as well: what follows is done for them again
INSERT INTO touched
SELECT article_id FROM articles
WHERE article_id NOT IN (SELECT article_id FROM touched) AND story_id IN (
    SELECT a.story_id FROM articles a JOIN verdicts v USING (article_id)
    WHERE a.inferred_day IS DISTINCT FROM v.day OR a.published_day IS DISTINCT FROM v.published_day OR a.date_status != v.status);

-- forget_kin: they are told anew
DELETE FROM stories WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT article_id FROM touched));

-- changed: what a stored value becomes, where there was one
INSERT INTO changes
SELECT $run_id, a.article_id, c.name, c.old_value, c.new_value
FROM articles a
JOIN verdicts v USING (article_id),
LATERAL (VALUES
    ('published_day', a.published_day::VARCHAR, v.published_day::VARCHAR),
    ('date_status', nullif(a.date_status, 'unknown'), v.status)
) c(name, old_value, new_value)
WHERE c.old_value IS NOT NULL AND c.old_value IS DISTINCT FROM c.new_value
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- write: the dates of the articles
UPDATE articles a
SET inferred_day = v.day, inferred_low = v.low, inferred_high = v.high, inferred_confidence = v.confidence,
    inferred_weekday = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][v.text_weekday],
    published_day = v.published_day, published_at = v.published_at, date_status = v.status
FROM verdicts v WHERE v.article_id = a.article_id;

-- forget_evidence: it is told anew
DELETE FROM date_evidence WHERE article_id IN (SELECT article_id FROM to_date);

-- tell_evidence: the witnesses; weights speak for the inferred day, without one for the weekday of the text
INSERT INTO date_evidence BY NAME
WITH witnesses AS (
    SELECT article_id, 'declared' AS witness, usable AS low, usable AS high, NULL AS weekday,
        ln(declared_density(day - usable) / stray_density()) AS weight, 'declared: ' || coalesce(trim(declared_text), usable::VARCHAR) AS detail
    FROM verdicts WHERE usable IS NOT NULL
    UNION ALL
    SELECT article_id, 'decided', t.true_day, t.true_day, NULL, decided_weight(), 'decided' || coalesce(' by ' || decided_by, '') || ': ' || why
    FROM true_dates t SEMI JOIN verdicts USING (article_id)
    UNION ALL
    SELECT v.article_id, 'neighbour', min(s.day), max(s.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('{} other dated texts of its story: {}', sum(s.texts)::BIGINT, string_agg(s.day, ', ' ORDER BY s.weight DESC, s.day))
    FROM verdicts v
    JOIN neighbourhoods USING (article_id)
    JOIN (
        SELECT o.article_id, s.day, s.weight, s.texts - (a.article_id IS NOT NULL)::INTEGER AS texts
        FROM dated o JOIN story_days s USING (story_id) LEFT JOIN anchors a ON a.article_id = o.article_id AND a.day = s.day
        WHERE s.texts > (a.article_id IS NOT NULL)::INTEGER
        QUALIFY row_number() OVER (PARTITION BY o.article_id ORDER BY s.weight DESC, s.day) <= 7
    ) s USING (article_id)
    GROUP BY v.article_id
    UNION ALL
    SELECT v.article_id, 'kin', min(k.day), max(k.day), NULL, any_value(v.day_by_neighbours) - ln(stray_density()),
        format('dated texts that share {}: {}', any_value(coalesce(n.names, 'rare wordings')), string_agg(k.day, ', ' ORDER BY k.share DESC, k.day))
    FROM verdicts v
    JOIN (SELECT * FROM kin QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY share DESC, day) <= 5) k USING (article_id)
    LEFT JOIN kin_names n USING (article_id)
    GROUP BY v.article_id
    UNION ALL
    SELECT n.article_id, CASE WHEN n.tied THEN 'yesterday' ELSE 'weekday' END, NULL, NULL, n.weekday, ln(7 * l.share),
        '… ' || trim(regexp_replace(substr(a.text, greatest(1, n.start - 39), n.end_ - greatest(0, n.start - 40) + 20), '\s+', ' ', 'g')) || ' …'
    FROM named n
    JOIN articles a USING (article_id)
    JOIN verdicts v USING (article_id)
    JOIN weekday_likelihood l ON l.place = n.place AND l.tense = n.tense
        AND l.lag = (coalesce(isodow(v.day), v.text_weekday) - n.weekday_number + 7) % 7
    UNION ALL
    SELECT article_id, 'floor', floor_day, NULL, NULL, CASE WHEN day + 1 < floor_day THEN floor_weight() ELSE 0 END,
        'tells of ' || floor_words || ' as past'
    FROM verdicts WHERE floor_day IS NOT NULL
    UNION ALL
    SELECT article_id, 'ceiling', NULL, ceiling, NULL, 0, format('first seen on {}', ceiling - 1)
    FROM verdicts WHERE usable IS NULL AND day IS NOT NULL
)
SELECT
    article_id, row_number() OVER (PARTITION BY article_id ORDER BY weight DESC, witness, weekday, low, detail) - 1 AS seq,
    witness, low, high, weekday, round(weight, 3) AS weight, detail
FROM witnesses;

-- stale_mentions: the texts whose mentions were resolved against another day than the one to use now
SELECT article_id
FROM articles a JOIN date_mentions m USING (article_id)
WHERE article_id IN (SELECT article_id FROM to_date)
GROUP BY article_id
HAVING bool_or(CASE WHEN m.anchor != 'none' THEN m.anchor IS DISTINCT FROM a.published_day::VARCHAR
                    ELSE m.value IS NULL AND a.published_day IS NOT NULL END)
ORDER BY article_id;

-- stale_texts: some of them, with the day to use
SELECT article_id, text, published_day FROM articles WHERE article_id IN (SELECT unnest($ids));
