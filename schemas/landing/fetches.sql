-- One row a document that was read.
SELECT * EXCLUDE (fetch_id) FROM fetches
