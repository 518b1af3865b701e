-- The policies of the model: named numbers, each with where it is from, and the two distributions.

-- macros: the policies of the model, and its two distributions
CREATE OR REPLACE TEMP MACRO same_story_days() AS 1.5;     -- Laplace scale of two texts of one story (research, dates: infer3)
CREATE OR REPLACE TEMP MACRO stray_share() AS 0.02;        -- share of texts whose story or declared day says nothing of their day
CREATE OR REPLACE TEMP MACRO stray_days() AS 60;           -- days over which those are spread
CREATE OR REPLACE TEMP MACRO next_day_share() AS 0.04;     -- declared a day off, on either side: zones (1 in 10 agency reports)
CREATE OR REPLACE TEMP MACRO neighbour_days() AS 14;       -- days looked at around a dated text of the story
CREATE OR REPLACE TEMP MACRO declared_days() AS 10;        -- days looked at around a declared day
CREATE OR REPLACE TEMP MACRO doubted_days() AS 31;         -- and around one that does not fit the weekdays of its text: a slip of up to a month
CREATE OR REPLACE TEMP MACRO most_story_days() AS 60;      -- days of a story that are weighed: the cost stays linear
CREATE OR REPLACE TEMP MACRO conflict_weight() AS 5;       -- ln likelihood ratio: false alarms in 0.2 to 1.6 % of sound texts
CREATE OR REPLACE TEMP MACRO doubt_weight() AS 3;          -- from here on a declared day is no witness for its neighbours
CREATE OR REPLACE TEMP MACRO neighbour_weight() AS 2;      -- ln ratio from which the neighbours count as a second witness
CREATE OR REPLACE TEMP MACRO decided_weight() AS 99;       -- people who know outweigh every other witness
CREATE OR REPLACE TEMP MACRO floor_weight() AS -4.6;       -- ln(1 %): an absolute date that is told as past, and is not
CREATE OR REPLACE TEMP MACRO interval_share() AS 0.9;
-- Chosen on draws 1 to 3 of evals/dating-wire, with draws 1 to 5 of evals/dating to see that sparse news stays undated.
CREATE OR REPLACE TEMP MACRO rare_mark() AS 100;           -- copy groups that may share a name or passage; 50 loses a point of exact days
CREATE OR REPLACE TEMP MACRO most_weekdays() AS 500;        -- weekdays of a text that are read, from its beginning: a report has ten, a hostile text as many as it likes
CREATE OR REPLACE TEMP MACRO event_reach() AS 200;         -- characters from a name to the time that is told of it: a sentence of news
CREATE OR REPLACE TEMP MACRO most_marked_days() AS 30;     -- days of an article's kin that are weighed: the cost stays linear
CREATE OR REPLACE TEMP MACRO kin_days() AS 5;              -- days looked at around each of them
CREATE OR REPLACE TEMP MACRO near_kin_days() AS 14;           -- kin that lie this near to one another bear each other out
CREATE OR REPLACE TEMP MACRO lone_share() AS 0.05;         -- what a day counts that no other kin bears out
CREATE OR REPLACE TEMP MACRO agreement() AS 0.35;          -- least share of kin that bear each other out, or they date nothing
CREATE OR REPLACE TEMP MACRO story_trust() AS 2;           -- a text of the same story counts as this many shared names
CREATE OR REPLACE TEMP MACRO least_kin() AS 1;             -- weight of kin from which they count as a witness more
CREATE OR REPLACE TEMP MACRO text_weight() AS 1;           -- ln ratio from which the weekdays of the text count as a witness
CREATE OR REPLACE TEMP MACRO strong_text_weight() AS 3;    -- and from which they need little help
-- Where kin do not agree on a day, the years that they leave.
CREATE OR REPLACE TEMP MACRO least_spread() AS 3;          -- days of kin, by Kish's count, from which their spread can be told
CREATE OR REPLACE TEMP MACRO widest_spread() AS 1826;      -- five years: an interval that is wider tells nobody anything
-- Student's t at 95 % for n values, by its expansion around the normal quantile (Abramowitz and Stegun 26.7.5)
CREATE OR REPLACE TEMP MACRO student(n) AS 1.645 + 1.524 / (n - 1) + 1.42 / (n - 1) ** 2;
-- Chosen on evals/dating and on sound dates of evals/temporal; unison() and outspoken_weight() also on evals/dating-wire.
CREATE OR REPLACE TEMP MACRO unison() AS 0.6;              -- share of kin that bear each other out from which they are a witness more
CREATE OR REPLACE TEMP MACRO habit_share() AS 0.66;        -- least share of kin that name fitting weekdays, or weekdays prove nothing
CREATE OR REPLACE TEMP MACRO lone_weight() AS 2.4;         -- ln ratio from which weekdays speak with that habit where nobody tells the day
CREATE OR REPLACE TEMP MACRO outspoken_weight() AS 3.5;    -- and where somebody does
CREATE OR REPLACE TEMP MACRO borne_out() AS 0.5;           -- ln ratio from which neighbours bear out the declared day
-- The day in an address, /2020/04/03/, 20200403, or /2020/0403/ with more behind it (/2020/0403 is a number); and the stamp of
-- a correction, which tells a clock time and a weekday.
CREATE OR REPLACE TEMP MACRO url_day(url) AS try_strptime(
    regexp_replace(regexp_extract(split_part(split_part(url, '?', 1), '#', 1),
        '[/_.=-]((?:19|20)\d\d(?:/(?:0[1-9]|1[0-2])/|-(?:0[1-9]|1[0-2])-|_(?:0[1-9]|1[0-2])_|(?:0[1-9]|1[0-2]))(?:0[1-9]|[12]\d|3[01])(?:\D|$)'
        || '|(?:19|20)\d\d/(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])/)', 1), '\D', '', 'g'), '%Y%m%d')::DATE;
CREATE OR REPLACE TEMP MACRO correction_stamp(correction) AS regexp_extract(left(correction, 120),
    '(?i)\d ?[ap]\.?m\b\.?[, ]{1,2}(?:[a-z]{1,4}[, ]{1,2})?(?:on )?((?:mon|tues|wednes|thurs|fri|satur|sun)day)\b', 1);
CREATE OR REPLACE TEMP MACRO stray_density() AS stray_share() / stray_days();
CREATE OR REPLACE TEMP MACRO near_density(distance) AS
    exp(-abs(distance) / same_story_days()) * (1 - exp(-1 / same_story_days())) / (1 + exp(-1 / same_story_days()));
CREATE OR REPLACE TEMP MACRO declared_density(distance) AS
    CASE abs(distance) WHEN 0 THEN 1 - 2 * next_day_share() - stray_share() WHEN 1 THEN next_day_share() ELSE stray_density() END;

-- weekday_likelihood: share of the named weekdays that lie so many days before publication
CREATE OR REPLACE TEMP TABLE weekday_likelihood AS SELECT * FROM read_csv($file, all_varchar = false);
