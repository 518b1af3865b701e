-- What the dated texts of an article's story say of its day.

-- anchors: dated texts that nothing in themselves contradicts; a copy group weighs as much as one text
CREATE OR REPLACE TEMP TABLE anchors AS
SELECT n, article_id, story_id, usable AS day, 1 / count(*) OVER (PARTITION BY story_id, copy_group) AS weight
FROM dated JOIN texts USING (n)
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
SELECT n, s.weight - coalesce(a.weight, 0) AS weight
FROM dated d
JOIN (SELECT story_id, sum(weight) AS weight FROM story_days GROUP BY story_id) s USING (story_id)
LEFT JOIN anchors a USING (n)
WHERE asked AND s.weight - coalesce(a.weight, 0) > 0.001;
