-- The days that an article may be of, and what each witness says of each.

-- candidates: the days that an article may be of, and what each witness says of each (ln likelihood)
CREATE OR REPLACE TEMP TABLE candidates AS
WITH days AS (
    SELECT n, m.day FROM dated JOIN neighbourhoods USING (n) JOIN story_mass m USING (story_id)
    UNION
    SELECT n, day FROM kin_mass
    UNION
    SELECT n, usable + shift
    FROM dated JOIN texts USING (n), (SELECT unnest(range(-doubted_days(), doubted_days() + 1))::INTEGER AS shift)
    WHERE usable IS NOT NULL AND asked AND (doubt > lone_weight() OR abs(shift) <= declared_days())
    UNION
    SELECT n, url_day + shift FROM dated, (SELECT unnest(range(-declared_days(), declared_days() + 1))::INTEGER AS shift)
    WHERE url_day IS NOT NULL AND asked
),
told AS (SELECT n, any_value(weight) AS weight FROM kin_mass GROUP BY n)
SELECT
    c.n, c.day,
    ln(stray_density() + CASE WHEN s.weight IS NULL AND k.weight IS NULL THEN 0 ELSE (1 - stray_share()) * (
        story_trust() * greatest(0, coalesce(m.mass, 0) - coalesce(a.weight * near_density(c.day - a.day), 0)) + coalesce(k.weight * km.mass, 0)
    ) / (story_trust() * coalesce(s.weight, 0) + coalesce(k.weight, 0)) END) AS by_neighbours,
    CASE WHEN d.usable IS NULL THEN 0 ELSE ln(declared_density(c.day - d.usable)) END AS by_declared,
    CASE WHEN d.url_day IS NULL THEN 0 ELSE ln(declared_density(c.day - d.url_day)) END AS by_url,
    coalesce(f.fit, 0) AS by_weekday,
    CASE WHEN c.day + 1 < t.floor_day THEN floor_weight() ELSE 0 END AS by_floor
FROM days c
JOIN dated d USING (n)
JOIN texts t USING (n)
LEFT JOIN neighbourhoods s USING (n)
LEFT JOIN told k USING (n)
LEFT JOIN anchors a USING (n)
LEFT JOIN story_mass m ON s.weight IS NOT NULL AND m.story_id = d.story_id AND m.day = c.day
LEFT JOIN kin_mass km ON km.n = c.n AND km.day = c.day
LEFT JOIN fits f ON f.n = c.n AND f.weekday_number = isodow(c.day)
WHERE c.day <= d.ceiling;
