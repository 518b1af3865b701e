-- overview: the run that checked last, the one that did before it, and the counts that the head of the page needs
WITH checked AS (
    SELECT run_id, as_of, started_at, versions, rejected, errored, new_articles,
        row_number() OVER (ORDER BY started_at DESC, run_id DESC) AS back
    FROM runs SEMI JOIN (FROM quality_results WHERE scope = 'whole') USING (run_id)
),
now AS (FROM checked WHERE back = 1),
before AS (FROM checked WHERE back = 2),
found AS (
    SELECT
        coalesce(sum(unexpected) FILTER (run_id = (SELECT run_id FROM now) AND severity = 'critical'), 0) AS critical_now,
        coalesce(sum(unexpected) FILTER (run_id = (SELECT run_id FROM before) AND severity = 'critical'), 0) AS critical_before,
        coalesce(sum(unexpected) FILTER (run_id = (SELECT run_id FROM now) AND severity = 'warning'), 0) AS warning_now,
        coalesce(sum(unexpected) FILTER (run_id = (SELECT run_id FROM before) AND severity = 'warning'), 0) AS warning_before
    FROM quality_results WHERE scope = 'whole' AND run_id IN (SELECT run_id FROM checked WHERE back <= 2)
),
issues AS (
    SELECT
        count(*) FILTER (state = 'open' AND severity = 'critical') AS critical,
        count(*) FILTER (state = 'open' AND severity = 'warning') AS warnings,
        count(*) FILTER (state = 'open' AND severity = 'info') AS infos,
        count(*) FILTER (state = 'waived') AS waived,
        count(*) FILTER (state = 'open' AND first_run_id = (SELECT run_id FROM now)) AS opened,
        count(*) FILTER (state = 'gone' AND last_run_id = (SELECT run_id FROM before)) AS gone,
        count(DISTINCT article_id) FILTER (state = 'open' AND severity = 'critical' AND article_id != '') AS unusable,
        count(DISTINCT article_id) FILTER (state = 'open' AND severity = 'warning' AND article_id != '') AS doubtful
    FROM quality_issues
),
-- a finding was open then if it was found by that run or by one before and one after it
earlier AS (
    SELECT count(DISTINCT article_id) AS unusable
    FROM quality_issues AS q
    JOIN runs AS opened ON opened.run_id = q.first_run_id
    JOIN runs AS seen ON seen.run_id = q.last_run_id
    JOIN before ON opened.started_at <= before.started_at AND seen.started_at >= before.started_at
    WHERE severity = 'critical' AND q.state != 'waived' AND article_id != ''
),
stored AS (SELECT count(*) AS articles FROM articles)
SELECT
    now.run_id,
    strftime(now.as_of AT TIME ZONE 'UTC', '%-d %B %Y, %H:%M UTC') AS told_at,
    now.versions,
    before.run_id AS before_run,
    strftime(before.as_of AT TIME ZONE 'UTC', '%-d %B %Y, %H:%M UTC') AS before_at,
    articles,
    coalesce((
        SELECT sum(new_articles)::BIGINT FROM runs WHERE started_at > before.started_at AND started_at <= now.started_at
    ), 0) AS new_articles,
    issues.* EXCLUDE (unusable),
    issues.unusable,
    earlier.unusable AS unusable_before,
    (critical_now - critical_before)::BIGINT AS critical_more,
    (warning_now - warning_before)::BIGINT AS warning_more,
    coalesce(now.rejected, 0) AS rejected,
    coalesce(before.rejected, 0) AS rejected_before,
    (SELECT count(DISTINCT rule) FROM quality_results AS r WHERE r.run_id = now.run_id AND error IS NOT NULL) AS errored,
    (SELECT count(*) FROM pending WHERE step = 'check') AS unchecked
FROM stored CROSS JOIN issues CROSS JOIN found CROSS JOIN earlier LEFT JOIN now ON true LEFT JOIN before ON true;

-- commonest: the rules that make articles unusable, by the articles that they meet
SELECT rule, count(DISTINCT article_id) AS articles
FROM quality_issues
WHERE state = 'open' AND severity = 'critical'
GROUP BY rule
ORDER BY articles DESC, rule
LIMIT 3;

-- totals: how many there are of what the page shows some of
SELECT
    (SELECT count(*) FROM articles),
    (SELECT count(*) FROM stories WHERE articles > 1),
    (SELECT count(DISTINCT source_id) FROM (SELECT source_id FROM sources UNION ALL SELECT source_id FROM articles)),
    (SELECT count(*) FROM runs),
    (SELECT count(*) FROM rejects);
