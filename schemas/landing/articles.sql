-- One nested row an article version: what the stages found, before the store gives it an article_id.
-- A column is taken from the table that has it: name, type and NOT NULL are defined once. Over a store the same query
-- gives its articles as if they had just been landed (`article` is a table of article_ids, in the store or empty).
SELECT
    a.version_id,
    (SELECT min(key) FROM article_keys k WHERE k.article_id = a.article_id AND kind = 'url') AS url_key,
    (SELECT min(key) FROM article_keys k WHERE k.article_id = a.article_id AND kind = 'guid') AS guid_key,
    a.source_id, a.ref, a.url, a.canonical_url, a.guid, a.title, a.author, a.authors, a.categories, a.enclosures,
    a.text, a.text_as_received, a.text_from, a.other_text, a.page_title, a.page_day, a.language,
    a.dateline_place, a.correction,
    a.declared_text, a.declared_at, a.declared_day, a.declared_precision, a.declared_zone, a.declared_zone_from, a.feed_zone, a.declared_note,
    a.updated_text, a.updated_at,
    a.position, a.rule_version, v.first_seen_at AS seen_at, v.run_id,
    f.scheme, f.text_hash, f.shingle_count, f.shingles,
    (SELECT list(hash) FROM passages p WHERE p.article_id = a.article_id AND quoted) AS quoted_passages,
    (SELECT list(hash) FROM passages p WHERE p.article_id = a.article_id AND NOT quoted) AS plain_passages,
    (SELECT list(r) FROM (SELECT source_id, ref, guid, url, first_seen_at AS seen_at
                          FROM sightings s WHERE s.article_id = a.article_id) AS r) AS sightings,
    (SELECT list(r) FROM (SELECT m.* EXCLUDE (article_id)
                          FROM date_mentions m WHERE m.article_id = a.article_id) AS r) AS date_mentions,
    (SELECT list(r) FROM (SELECT c.* EXCLUDE (claim_id, article_id, claim_group_id)
                          FROM claims c WHERE c.article_id = a.article_id) AS r) AS claims,
    (SELECT list(r) FROM (SELECT n.* EXCLUDE (article_id, story_canonical)
                          FROM name_mentions n WHERE n.article_id = a.article_id) AS r) AS name_mentions,
    (SELECT list(r) FROM (SELECT g.* EXCLUDE (article_id)
                          FROM figures g WHERE g.article_id = a.article_id) AS r) AS figures,
    (SELECT list(r) FROM (SELECT p.* EXCLUDE (article_id)
                          FROM pronouns p WHERE p.article_id = a.article_id) AS r) AS pronouns
FROM articles a
JOIN article_versions v ON v.article_id = a.article_id AND v.version_id = a.version_id
JOIN fingerprints f ON f.article_id = a.article_id
