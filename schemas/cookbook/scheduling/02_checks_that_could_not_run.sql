-- Could a check not be run, and why? (All could.)
SELECT run_id, rule, scope, error FROM quality_results WHERE error IS NOT NULL ORDER BY run_id DESC, rule;
