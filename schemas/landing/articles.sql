-- One nested row an article version: what the stages found, before the store gives it an article_id.
-- A column that a table has already is taken from that table: name, type and NOT NULL are defined once.
SELECT
    v.version_id,
    k.key AS url_key,
    k.key AS guid_key,
    a.source_id, a.ref, a.url, a.canonical_url, a.guid, a.title, a.author, a.text, a.text_as_received, a.language,
    a.dateline_place, a.correction,
    a.declared_text, a.declared_at, a.declared_day, a.declared_precision, a.declared_zone, a.declared_zone_from, a.declared_note,
    a.updated_text, a.updated_at,
    a.position, a.rule_version, a.first_seen_at AS seen_at, a.run_id,
    f.scheme, f.text_hash, f.shingle_count, f.shingles,
    (SELECT list(s) FROM (SELECT source_id, ref, guid, url, first_seen_at AS seen_at FROM sightings) AS s) AS sightings,
    (SELECT list(hash) FROM passages WHERE quoted) AS quoted_passages,
    (SELECT list(hash) FROM passages WHERE NOT quoted) AS plain_passages,
    (SELECT list(m) FROM (SELECT * EXCLUDE (article_id) FROM date_mentions) AS m) AS date_mentions,
    (SELECT list(c) FROM (SELECT * EXCLUDE (claim_id, article_id, claim_group_id) FROM claims) AS c) AS claims,
    (SELECT list(n) FROM (SELECT * EXCLUDE (article_id) FROM name_mentions) AS n) AS name_mentions
FROM articles a, article_versions v, article_keys k, fingerprints f
