-- keys: what names an article, and whether another stored one has it too
SELECT key, kind, EXISTS (FROM article_keys o WHERE o.key = k.key AND o.article_id != k.article_id)
FROM article_keys k WHERE article_id = $article AND kind != 'former_id'
UNION
SELECT text_hash, 'text', EXISTS (FROM fingerprints o WHERE o.text_hash = f.text_hash AND o.article_id != f.article_id)
FROM fingerprints f WHERE article_id = $article
ORDER BY 1;

-- versions: its versions, and whether another stored article has the same words
SELECT version_id, EXISTS (FROM article_versions o WHERE o.version_id = v.version_id AND o.article_id != v.article_id)
FROM article_versions v WHERE article_id = $article ORDER BY 1;

-- copies: articles that have most of its words
SELECT CASE WHEN a_id = $article THEN b_id ELSE a_id END AS other
FROM article_links WHERE $article IN (a_id, b_id) AND kind IN ('same_text', 'near_copy', 'excerpt', 'update')
ORDER BY other;

-- texts: every text of it that is kept
SELECT text FROM article_versions WHERE article_id IN (SELECT unnest($ids))
UNION SELECT text_as_received FROM articles WHERE article_id IN (SELECT unnest($ids)) AND text_as_received IS NOT NULL
UNION SELECT other_text FROM articles WHERE article_id IN (SELECT unnest($ids)) AND other_text IS NOT NULL;

-- leaving: who goes
CREATE OR REPLACE TEMP TABLE leaving AS SELECT unnest($ids) AS article_id;

-- relations: what compares their claims
DELETE FROM claim_relations
WHERE from_id IN (SELECT claim_id FROM claims WHERE article_id IN (SELECT unnest($ids)))
   OR to_id IN (SELECT claim_id FROM claims WHERE article_id IN (SELECT unnest($ids)));

-- groups: those that their claims stand in are told anew, where others are left
DELETE FROM claim_groups
WHERE claim_group_id IN (SELECT claim_group_id FROM claims WHERE article_id IN (SELECT unnest($ids)));

-- stories: so are their stories
DELETE FROM stories WHERE story_id IN (SELECT story_id FROM articles WHERE article_id IN (SELECT unnest($ids)));

-- observed: examples among the results of checks may be words of theirs
UPDATE quality_results SET observed = unexpected::VARCHAR WHERE len(observed) > 0 AND unexpected > 0;

-- changes: what was changed in them goes, that they went stays
INSERT INTO changes SELECT $run_id, unnest($ids), 'article_id', unnest($ids), NULL ON CONFLICT DO NOTHING;

-- payloads: what was refused and may hold their words
SELECT reject_id, payload FROM rejects WHERE payload IS NOT NULL;

-- findings: in other articles, with the words that they tell
SELECT rule, article_id, subject, concat_ws(' ', subject, message, evidence, suggestion) FROM quality_issues;

-- blank_finding: a finding without words
UPDATE quality_issues SET message = 'told of an article that was taken down', evidence = NULL, suggestion = NULL
WHERE (rule, article_id, subject) = (?, ?, ?) AND state != 'gone';

-- forget_finding: one that is no more goes altogether
DELETE FROM quality_issues WHERE (rule, article_id, subject) = (?, ?, ?) AND state = 'gone';
