-- Where do two texts make the same claim with different figures? (On the seeds they agree.)
SELECT from_source, from_value, to_source, to_value, left(from_content, 60) AS one, left(to_content, 60) AS other
FROM claim_conflicts WHERE kind = 'contradicts' AND slot = 'number' ORDER BY ALL;
