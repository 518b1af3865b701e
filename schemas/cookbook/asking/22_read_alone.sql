-- How does a claim read alone, with what its pronouns and dates mean, and what is left unsaid?
SELECT left(stand_alone, 100) AS claim, left_because
FROM claims_alone WHERE stand_alone != content ORDER BY stand_alone LIMIT 8;
