-- One row a document that was read or a request that was made.
SELECT * EXCLUDE (fetch_id, counted) FROM fetches
