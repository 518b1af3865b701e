-- What is foretold or only meant, not stated as a fact?
SELECT guid, modality, coalesce(speaker_resolved, speaker) AS who, left(content, 90) AS claim
FROM claims JOIN (SELECT article_id, guid FROM articles) USING (article_id)
WHERE modality IN ('prediction', 'opinion') ORDER BY guid, content_start LIMIT 8;
