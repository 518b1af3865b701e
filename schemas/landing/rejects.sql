-- One row a refusal.
SELECT * EXCLUDE (reject_id) FROM rejects
