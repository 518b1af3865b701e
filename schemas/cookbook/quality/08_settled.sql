-- Which findings have gone, and after which run? (None yet on the seeds.)
SELECT rule, article_id, evidence, first_run_id, last_run_id
FROM quality_issues WHERE state = 'gone' ORDER BY last_run_id DESC, rule LIMIT 10;
