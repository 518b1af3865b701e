-- How has each rule struck from run to run?
SELECT rule, run_id, unexpected AS found, total AS articles
FROM quality_results WHERE scope = 'whole' AND unexpected > 0 ORDER BY rule, run_id;
