-- Which claims are made by more than one independent text?
SELECT copy_groups AS texts, claims, left(content, 90) AS claim
FROM claim_groups WHERE copy_groups > 1 ORDER BY texts DESC, claims DESC, claim LIMIT 8;
