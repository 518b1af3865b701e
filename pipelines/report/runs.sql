-- runs: the latest runs, the newest first, and what each left in the whole store by severity
SELECT
    runs.run_id,
    strftime(as_of AT TIME ZONE 'UTC', '%-d %b %Y, %H:%M') AS at,
    command, state, coalesce(exit_code::VARCHAR, ''), read, new_articles, new_versions, rejected, opened, errored,
    round(epoch(ended_at - started_at), 1) AS seconds,
    critical, warnings, infos,
    sum(coalesce(new_articles, 0)) OVER (ORDER BY started_at, runs.run_id)::BIGINT AS stored
FROM runs
LEFT JOIN (
    SELECT run_id,
        sum(unexpected) FILTER (severity = 'critical')::BIGINT AS critical,
        sum(unexpected) FILTER (severity = 'warning')::BIGINT AS warnings,
        sum(unexpected) FILTER (severity = 'info')::BIGINT AS infos
    FROM quality_results WHERE scope = 'whole' GROUP BY run_id
) USING (run_id)
ORDER BY started_at DESC, runs.run_id DESC
LIMIT $most;

-- checks: what each check of the last run that checked found in the whole store; errored ones first
SELECT rule, severity, success, coalesce(unexpected, 0), left(error, 600)
FROM quality_results
WHERE scope = 'whole' AND run_id = $run_id
ORDER BY error IS NULL, success, array_position(['critical', 'warning', 'info'], severity), rule;
