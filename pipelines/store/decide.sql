-- named: which articles the names in the decisions mean: an id (a former one too), a reference, an address, a GUID
CREATE OR REPLACE TEMP TABLE named_articles AS
WITH asked AS (SELECT DISTINCT unnest($names) AS name),
found AS (
    SELECT name, article_id FROM asked JOIN articles ON name = article_id
    UNION SELECT name, article_id FROM asked JOIN articles ON name = guid
    UNION SELECT name, article_id FROM asked JOIN articles ON name = url
    UNION SELECT name, article_id FROM asked JOIN articles ON name = canonical_url
    UNION SELECT name, article_id FROM asked JOIN articles ON name = ref
    UNION SELECT name, k.article_id FROM asked JOIN article_keys k ON name = key
    UNION SELECT name, s.article_id FROM asked JOIN sightings s ON name = s.guid OR name = s.url
    UNION SELECT '', '' FROM asked WHERE name = ''
)
-- an id names one article, whatever else is called so
FROM found QUALIFY article_id = name OR NOT bool_or(article_id = name) OVER (PARTITION BY name);

-- odd: names that mean no article, or more than one
SELECT name, count(article_id) FROM (SELECT unnest($names) AS name) LEFT JOIN named_articles USING (name)
GROUP BY name HAVING count(DISTINCT article_id) != 1 ORDER BY name;

-- clear: of the names only those that mean one article
DELETE FROM named_articles WHERE name IN (SELECT name FROM named_articles GROUP BY name HAVING count(*) > 1);

-- waivers: as the file has them. Without a version it stands for the one that it was first applied to
CREATE OR REPLACE TEMP TABLE waivers_now AS
SELECT w.rule, n.article_id, w.subject, coalesce(w.version, before.version_id, a.version_id) AS version_id, until, why, decided_by,
       CASE WHEN until < $today THEN 'over'
            WHEN coalesce(w.version, before.version_id, a.version_id) IS DISTINCT FROM a.version_id THEN 'changed'
            ELSE 'holds' END AS state
FROM (SELECT unnest($rules) AS rule, unnest($articles) AS name, unnest($subjects::VARCHAR[]) AS subject,
             unnest($versions::VARCHAR[]) AS version, unnest($untils::DATE[]) AS until, unnest($whys) AS why,
             unnest($bys::VARCHAR[]) AS decided_by) w
JOIN named_articles n USING (name)
LEFT JOIN articles a ON a.article_id = n.article_id
LEFT JOIN (
    SELECT rule, article_id, subject, any_value(version_id) AS version_id FROM waivers GROUP BY ALL
) before ON before.rule = w.rule AND before.article_id = n.article_id AND before.subject IS NOT DISTINCT FROM w.subject
QUALIFY row_number() OVER (PARTITION BY w.rule, n.article_id, w.subject ORDER BY until DESC, why) = 1;

-- keep_waivers: in place of those of the run before
DELETE FROM waivers;
INSERT INTO waivers BY NAME FROM waivers_now;

-- dates: the true days, as the file has them
CREATE OR REPLACE TEMP TABLE dates_now AS
SELECT article_id, true_day, why, decided_by
FROM (SELECT unnest($articles) AS name, unnest($days::DATE[]) AS true_day, unnest($whys) AS why, unnest($bys::VARCHAR[]) AS decided_by)
JOIN named_articles USING (name)
WHERE article_id != ''
QUALIFY row_number() OVER (PARTITION BY article_id ORDER BY true_day, why) = 1;

-- dates_pending: an article whose true date is new, another or taken back is dated anew
INSERT INTO pending
SELECT article_id, 'derive' FROM (
    (FROM dates_now EXCEPT FROM true_dates) UNION (FROM true_dates EXCEPT FROM dates_now)
)
WHERE article_id IN (SELECT article_id FROM articles)
EXCEPT SELECT article_id, step FROM pending;

-- keep_dates: in place of those of the run before
DELETE FROM true_dates;
INSERT INTO true_dates FROM dates_now;

-- forget_terms: the terms are told anew
DELETE FROM own_terms;

-- keep_terms: right names and words, and wrong ones with the right name
INSERT INTO own_terms
SELECT DISTINCT * FROM (SELECT unnest($written) AS written, unnest($canonical::VARCHAR[]) AS canonical, unnest($whys::VARCHAR[]) AS why);
