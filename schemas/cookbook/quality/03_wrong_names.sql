-- Who names a law or body wrongly, and what is it called?
SELECT source_id, written, perhaps, why FROM names_suspect ORDER BY written;
