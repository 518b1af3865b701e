-- landed_empty: the rows of the segment, in the columns that this version knows
CREATE OR REPLACE TEMP TABLE landed AS FROM ({landing}) LIMIT 0;

-- landed_items: articles that come again are known already by what they were
ALTER TABLE landed ADD COLUMN item_id VARCHAR;

-- known: those of some segments that are loaded
SELECT segment FROM segments WHERE segment IN (SELECT unnest($names));

-- landed: a segment of an older version has fewer columns
INSERT INTO landed BY NAME FROM read_parquet($files, union_by_name = true);

-- landed_rows: how many rows there are in each
SELECT file_name, num_rows FROM parquet_file_metadata($files);

-- archived: the rows of some segments in an archive
INSERT INTO landed BY NAME SELECT * EXCLUDE (segment) FROM read_parquet($files, union_by_name = true) WHERE segment IN (SELECT unnest($segments));

-- archived_rows: how many there are of each
SELECT segment, count(*) FROM read_parquet($files) WHERE segment IN (SELECT unnest($segments)) GROUP BY segment;

-- giving_way: articles that turn out to be another one, and the one that stays
CREATE OR REPLACE TEMP TABLE giving_way AS
SELECT a.article_id AS loser, m.keeper, a.story_id FROM articles a JOIN merged m ON m.loser = a.article_id;

-- give_way_returned: their newest versions come as if they had just been landed
INSERT INTO landed BY NAME
SELECT landed.*, g.loser AS item_id FROM giving_way g, LATERAL ({landing} AND a.article_id = g.loser) landed;

-- give_way_identities: under the name that stays
INSERT INTO identities SELECT loser, keeper FROM giving_way;

-- give_way_keys: their keys go along, and their former ids as more keys
INSERT INTO article_keys
SELECT k.key, g.keeper, k.kind, k.value FROM article_keys k JOIN giving_way g ON g.loser = k.article_id
UNION
SELECT loser, keeper, 'former_id', NULL FROM giving_way
EXCEPT SELECT * FROM article_keys;

-- give_way_versions: their versions go along
INSERT INTO article_versions BY NAME
SELECT g.keeper AS article_id, v.* EXCLUDE (article_id)
FROM article_versions v JOIN giving_way g ON g.loser = v.article_id
WHERE (g.keeper, v.version_id) NOT IN (SELECT (article_id, version_id) FROM article_versions WHERE article_id IN (SELECT keeper FROM giving_way))
QUALIFY row_number() OVER (PARTITION BY g.keeper, v.version_id ORDER BY v.first_seen_at) = 1;

-- give_way_sightings: their sightings go along; the same place twice is one sighting
CREATE OR REPLACE TEMP TABLE sightings_after AS
SELECT coalesce(g.keeper, s.article_id) AS article_id, s.source_id, s.ref, s.guid, s.url,
       min(s.first_seen_at) AS first_seen_at, max(s.last_seen_at) AS last_seen_at
FROM sightings s LEFT JOIN giving_way g ON g.loser = s.article_id
WHERE s.article_id IN (SELECT loser FROM giving_way UNION SELECT keeper FROM giving_way)
GROUP BY ALL;

-- give_way_sightings_in: in place of what was there
DELETE FROM sightings WHERE article_id IN (SELECT loser FROM giving_way UNION SELECT keeper FROM giving_way);
INSERT INTO sightings BY NAME FROM sightings_after;

-- give_way_pending: whoever stays is looked at again
INSERT INTO pending
SELECT DISTINCT article_id, 'derive' FROM articles WHERE article_id IN (SELECT keeper FROM giving_way)
EXCEPT SELECT article_id, step FROM pending;

-- give_way_changes: recorded under the id that gave way
INSERT INTO changes SELECT $run_id, loser, 'article_id', loser, keeper FROM giving_way ON CONFLICT DO NOTHING;

-- give_way_issues: and the findings, with what was decided of them
INSERT INTO quality_issues BY NAME
SELECT i.* REPLACE (g.keeper AS article_id) FROM quality_issues i JOIN giving_way g ON g.loser = i.article_id
ON CONFLICT DO NOTHING;

-- times: an article that took another in was seen whenever either was
UPDATE articles a SET first_seen_at = least(a.first_seen_at, s.first_seen_at), last_seen_at = greatest(a.last_seen_at, s.last_seen_at)
FROM (SELECT article_id, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at FROM sightings_after GROUP BY ALL) s
WHERE a.article_id = s.article_id;

-- candidates: every landed version with the article that it is; one row for each, the preferred sighting first. Here and
-- below only narrow rows are chosen among: the landed ones are wide, with all that was found in the text
CREATE OR REPLACE TEMP TABLE candidates AS
WITH named AS (SELECT i.*, coalesce(n.article_id, i.item_id) AS article_id FROM incoming i LEFT JOIN identities n USING (item_id))
SELECT * EXCLUDE (item_id, seen_at, url_key, guid_key, canonical_url, guid, text_hash),
       min(seen_at) OVER (PARTITION BY article_id, version_id) AS first_seen_at,
       max(seen_at) OVER (PARTITION BY article_id, version_id) AS last_seen_at
FROM named
QUALIFY row_number() OVER (
    PARTITION BY article_id, version_id
    ORDER BY NOT with_page, declared_at IS NULL, source_id, ref, coalesce(updated_at, seen_at) DESC, position, url_key, guid_key) = 1;

-- keys: every key ever seen
INSERT INTO article_keys
SELECT key, coalesce(n.article_id, k.item_id), kind, min(value) FROM item_keys k LEFT JOIN identities n USING (item_id)
WHERE (key, coalesce(n.article_id, k.item_id)) NOT IN (SELECT (key, article_id) FROM article_keys)
GROUP BY ALL;

-- versions: each different text, with when it was seen
MERGE INTO article_versions v
USING (SELECT c.*, l.title, l.text FROM candidates c JOIN landed l ON l.rowid = c.landed_row) c
ON v.article_id = c.article_id AND v.version_id = c.version_id
WHEN MATCHED AND c.first_seen_at < v.first_seen_at THEN UPDATE SET
    first_seen_at = c.first_seen_at, last_seen_at = greatest(v.last_seen_at, c.last_seen_at), position = c.position,
    updated_at = c.updated_at, declared_text = c.declared_text, run_id = c.run_id
WHEN MATCHED AND c.last_seen_at > v.last_seen_at THEN UPDATE SET last_seen_at = c.last_seen_at
WHEN NOT MATCHED THEN INSERT (
    article_id, version_id, title, text, declared_text, updated_at, position, first_seen_at, last_seen_at, run_id)
    VALUES (c.article_id, c.version_id, c.title, c.text, c.declared_text, c.updated_at, c.position, c.first_seen_at,
            c.last_seen_at, c.run_id);

-- sightings: where it was seen
MERGE INTO sightings s
USING (
    SELECT article_id, w.source_id, w.ref, w.guid, w.url, min(w.seen_at) AS first_seen_at, max(w.seen_at) AS last_seen_at
    FROM (
        SELECT coalesce(n.article_id, i.item_id) AS article_id, unnest(l.sightings) AS w
        FROM incoming i JOIN landed l ON l.rowid = i.landed_row LEFT JOIN identities n ON n.item_id = i.item_id
    )
    GROUP BY ALL
) w
ON s.article_id = w.article_id AND s.source_id = w.source_id AND s.ref = w.ref
   AND s.guid IS NOT DISTINCT FROM w.guid AND s.url IS NOT DISTINCT FROM w.url
WHEN MATCHED THEN UPDATE SET
    first_seen_at = least(s.first_seen_at, w.first_seen_at), last_seen_at = greatest(s.last_seen_at, w.last_seen_at)
WHEN NOT MATCHED THEN INSERT (article_id, source_id, ref, guid, url, first_seen_at, last_seen_at)
    VALUES (w.article_id, w.source_id, w.ref, w.guid, w.url, w.first_seen_at, w.last_seen_at);

-- newest: of the stored newest version and the landed ones the greatest of (the source's own date of change unless it
-- lies after first sight, first sight, place)
CREATE OR REPLACE TEMP TABLE newest AS
SELECT v.article_id, v.version_id, a.version_id AS old_version_id
FROM article_versions v
LEFT JOIN articles a USING (article_id)
LEFT JOIN candidates c ON c.article_id = v.article_id AND c.version_id = v.version_id
WHERE v.article_id IN (SELECT article_id FROM candidates)
  AND (c.version_id IS NOT NULL OR v.version_id = a.version_id)
QUALIFY row_number() OVER (
    PARTITION BY v.article_id
    ORDER BY CASE WHEN v.updated_at <= v.first_seen_at THEN v.updated_at ELSE v.first_seen_at END DESC,
             v.first_seen_at DESC, v.position DESC, v.version_id DESC) = 1;

-- replacing: the landed rows that become the article: new articles, new versions, and a preferred sighting of the same one
CREATE OR REPLACE TEMP TABLE replacing AS
SELECT
    c.landed_row, c.article_id, c.version_id, c.declared_text,
    (last_text() + row_number() OVER ())::INTEGER AS text_number,
    least(c.first_seen_at, a.first_seen_at) AS first_seen_at,
    greatest(c.last_seen_at, a.last_seen_at) AS last_seen_at,
    n.old_version_id,
    n.old_version_id IS NULL AS is_new,
    NULL::VARCHAR AS kept_run_id,
    a.story_id, a.copy_of, a.inferred_day, a.inferred_low, a.inferred_high, a.inferred_weekday, a.inferred_confidence,
    a.published_day, a.published_at, coalesce(a.date_status, 'unknown') AS date_status
FROM candidates c
JOIN newest n USING (article_id, version_id)
LEFT JOIN articles a USING (article_id)
WHERE a.article_id IS NULL
   OR a.version_id != c.version_id
   -- what has the page's text too goes before what has not, and never after it
   OR (NOT c.with_page, c.declared_at IS NULL, c.source_id, c.ref) < (NOT has_page(a.text_from, a.other_text), a.declared_at IS NULL, a.source_id, a.ref)
   -- the same place says something else of the same text: what it said last counts
   OR ((c.source_id, c.ref) = (a.source_id, a.ref)
       AND c.with_page >= has_page(a.text_from, a.other_text)
       AND (c.declared_text, c.author, c.url, c.language) IS DISTINCT FROM (a.declared_text, a.author, a.url, a.language)
       AND (c.declared_at IS NOT NULL OR a.declared_at IS NULL)
       AND coalesce(c.updated_at, c.last_seen_at) > coalesce(a.updated_at, a.last_seen_at));

-- seen_before: whose first sight moves back is dated anew: first sight is a ceiling
INSERT INTO pending
SELECT DISTINCT article_id, 'derive' FROM candidates c JOIN articles a USING (article_id)
WHERE c.first_seen_at < a.first_seen_at
EXCEPT SELECT article_id, step FROM pending;

-- seen_again: the others were seen again
UPDATE articles a
SET first_seen_at = least(a.first_seen_at, c.first_seen_at), last_seen_at = greatest(a.last_seen_at, c.last_seen_at)
FROM (
    SELECT article_id, min(first_seen_at) AS first_seen_at, max(last_seen_at) AS last_seen_at
    FROM candidates WHERE article_id NOT IN (SELECT article_id FROM replacing) GROUP BY ALL
) c
WHERE a.article_id = c.article_id;

-- changed_versions: a new version of a stored article is a change
INSERT INTO changes
SELECT $run_id, article_id, 'version_id', old_version_id, version_id
FROM replacing WHERE old_version_id IS NOT NULL AND old_version_id != version_id
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- changed_dates: so is another declared date
INSERT INTO changes
SELECT $run_id, r.article_id, 'declared_text', a.declared_text, r.declared_text
FROM replacing r JOIN articles a USING (article_id)
WHERE a.declared_text IS NOT NULL AND a.declared_text IS DISTINCT FROM r.declared_text
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- found: what was found in them
CREATE OR REPLACE TEMP VIEW found AS
SELECT r.article_id, r.text_number, l.* FROM replacing r JOIN landed l ON l.rowid = r.landed_row;

-- insert_articles: the rows themselves
INSERT INTO articles BY NAME
SELECT {columns} FROM (
    SELECT l.* REPLACE (coalesce(r.kept_run_id, l.run_id) AS run_id, coalesce(l.text_from, 'source') AS text_from),
        r.* EXCLUDE (landed_row, version_id, declared_text, text_number, kept_run_id)
    FROM replacing r JOIN landed l ON l.rowid = r.landed_row);

-- insert_fingerprints: their fingerprints
INSERT INTO fingerprints BY NAME
SELECT article_id, scheme, text_hash, seniority(declared_at, text_hash) AS seniority, text_number, shingle_count, shingles FROM found;

-- insert_passages: their passages
INSERT INTO passages BY NAME
SELECT article_id, text_number, unnest(quoted_passages) AS hash, TRUE AS quoted FROM found
UNION ALL
SELECT article_id, text_number, unnest(plain_passages), FALSE FROM found;

-- insert_text_names: their names of several words, for the checks. A name comes again in many texts: it is trimmed once
INSERT INTO text_names BY NAME
WITH written AS (
    SELECT text_number, unnest(capitalised(text)) AS capitals FROM found WHERE coalesce(language, 'en') = 'en'
), trimmed AS MATERIALIZED (
    SELECT capitals, trimmed_name(capitals) AS name FROM (SELECT DISTINCT capitals FROM written)
)
SELECT DISTINCT text_number, name FROM written JOIN trimmed USING (capitals)
WHERE len(string_split(name, ' ')) BETWEEN 2 AND 12
    AND name != upper(name);  -- a shouted headline

-- insert_text_words: their long words
INSERT INTO text_words BY NAME
SELECT DISTINCT text_number, unnest(long_words(text)) AS word FROM found WHERE coalesce(language, 'en') = 'en';

-- insert_date_mentions: their temporal expressions
INSERT INTO date_mentions BY NAME SELECT article_id, unnest(date_mentions, max_depth := 2) FROM found;

-- insert_claims: their claims
INSERT INTO claims BY NAME
SELECT * EXCLUDE (n),
       left(md5(concat_ws('|', article_id, kind, content_start, content_end, coalesce(cue_start, -1), n)), 20) AS claim_id
FROM (
    SELECT *, row_number() OVER (PARTITION BY article_id, kind, content_start, content_end, cue_start ORDER BY content, rule) AS n
    FROM (SELECT article_id, unnest(claims, max_depth := 2) FROM found)
);

-- insert_names: their names
INSERT INTO name_mentions BY NAME SELECT article_id, unnest(name_mentions, max_depth := 2) FROM found;

-- insert_figures: their figures
INSERT INTO figures BY NAME SELECT article_id, unnest(figures, max_depth := 2) FROM found;

-- insert_pronouns: the pronouns of their claims
INSERT INTO pronouns BY NAME SELECT article_id, unnest(pronouns, max_depth := 2) FROM found;

-- pending: they are to be derived and checked
INSERT INTO pending
SELECT article_id, step FROM replacing, (VALUES ('link'), ('derive'), ('check')) steps(step)
EXCEPT
SELECT article_id, step FROM pending;

-- gained: (articles that the store did not have, versions of stored articles that it did not have)
SELECT count(*) FILTER (old_version_id IS NULL), count(*) FILTER (old_version_id != version_id) FROM replacing;

-- again: stored articles as newer rules read them; one that has changed since is left for the next time
CREATE OR REPLACE TEMP TABLE replacing AS
SELECT
    l.rowid AS landed_row, l.version_id, l.declared_text, a.article_id, a.first_seen_at, a.last_seen_at,
    (last_text() + row_number() OVER ())::INTEGER AS text_number,
    a.version_id AS old_version_id, FALSE AS is_new, a.run_id AS kept_run_id,
    a.story_id, a.copy_of, a.inferred_day, a.inferred_low, a.inferred_high, a.inferred_weekday, a.inferred_confidence,
    a.published_day, a.published_at, a.date_status
FROM landed l
JOIN articles a ON a.version_id = l.version_id AND a.source_id = l.source_id AND a.ref = l.ref
    AND a.guid IS NOT DISTINCT FROM l.guid AND a.url IS NOT DISTINCT FROM l.url
WHERE a.rule_version < l.rule_version
QUALIFY row_number() OVER (PARTITION BY a.article_id ORDER BY l.position) = 1;

-- again_changes: what the rules read otherwise; of what was found in the text its number
INSERT INTO changes
SELECT $run_id, r.article_id, c.name, c.old_value, c.new_value
FROM found r JOIN articles a USING (article_id),
LATERAL (VALUES
    ('rule_version', a.rule_version::VARCHAR, r.rule_version::VARCHAR),
    ('canonical_url', a.canonical_url, r.canonical_url),
    ('correction', a.correction, r.correction),
    ('declared_at', a.declared_at::VARCHAR, r.declared_at::VARCHAR),
    ('declared_day', a.declared_day::VARCHAR, r.declared_day::VARCHAR),
    ('declared_precision', a.declared_precision, r.declared_precision),
    ('declared_zone', a.declared_zone, r.declared_zone),
    ('declared_note', a.declared_note, r.declared_note),
    ('updated_at', a.updated_at::VARCHAR, r.updated_at::VARCHAR),
    ('claims', (SELECT count(*) FROM claims x WHERE x.article_id = a.article_id)::VARCHAR, len(r.claims)::VARCHAR),
    ('date_mentions', (SELECT count(*) FROM date_mentions x WHERE x.article_id = a.article_id)::VARCHAR, len(r.date_mentions)::VARCHAR),
    ('name_mentions', (SELECT count(*) FROM name_mentions x WHERE x.article_id = a.article_id)::VARCHAR, len(r.name_mentions)::VARCHAR)
) c(name, old_value, new_value)
WHERE c.old_value IS DISTINCT FROM c.new_value
ON CONFLICT DO UPDATE SET new_value = excluded.new_value;

-- again_keys: keys that newer rules make of the same address, GUID or text
INSERT INTO article_keys
SELECT key, article_id, kind, value FROM (
    SELECT url_key AS key, article_id, 'url' AS kind, canonical_url AS value FROM found WHERE url_key IS NOT NULL
    UNION ALL
    SELECT guid_key, article_id, 'guid', source_id || ' ' || guid FROM found WHERE guid_key IS NOT NULL
    UNION ALL
    SELECT text_hash, article_id, 'text', NULL FROM found WHERE url_key IS NULL AND guid_key IS NULL
)
WHERE (key, article_id) NOT IN (SELECT (key, article_id) FROM article_keys);

-- load_rejects: refusals, once each
INSERT INTO rejects BY NAME
SELECT left(md5(concat_ws('|', source_id, ref, coalesce(position, -1), stage, reason)), 20) AS reject_id, *
FROM landed
QUALIFY row_number() OVER (PARTITION BY reject_id ORDER BY seen_at DESC, message) = 1
ON CONFLICT DO UPDATE SET run_id = excluded.run_id, message = excluded.message, payload = excluded.payload, seen_at = excluded.seen_at
    WHERE excluded.seen_at >= rejects.seen_at;

-- load_fetches: documents that were read, requests that were made. What brought articles counts only where all of them
-- landed; what brought none always does
INSERT OR REPLACE INTO fetches BY NAME
SELECT left(md5(concat_ws('|', run_id, source_id, ref, position, fetched_at)), 20) AS fetch_id, *,
       $closed OR outcome != 'read' AS counted
FROM landed
QUALIFY row_number() OVER (PARTITION BY fetch_id) = 1;

-- load_sources: what is known of the sources; pages of articles are none
INSERT INTO sources BY NAME
SELECT source_id,
       -- an answer without a document says nothing of its form
       coalesce(arg_max(kind, (fetched_at, ref, position)) FILTER (outcome IN ('read', 'refused')),
                (SELECT s.kind FROM sources s WHERE s.source_id = landed.source_id), max(kind)) AS kind,
       arg_max(ref, (fetched_at, ref, position)) AS last_ref,
       coalesce(arg_max(malformed, (fetched_at, ref, position)) FILTER (outcome IN ('read', 'refused')),
                (SELECT s.malformed FROM sources s WHERE s.source_id = landed.source_id), FALSE) AS malformed,
       min(fetched_at) AS first_seen_at, max(fetched_at) AS last_seen_at
FROM landed WHERE kind != 'page' GROUP BY source_id
ON CONFLICT DO UPDATE SET
    kind = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.kind ELSE sources.kind END,
    last_ref = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.last_ref ELSE sources.last_ref END,
    malformed = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.malformed ELSE sources.malformed END,
    first_seen_at = least(sources.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(sources.last_seen_at, excluded.last_seen_at);

-- segments_done: the segments are loaded, as one
INSERT INTO segments
SELECT unnest($names), $run_id, $kind, unnest($rows), $now, (SELECT coalesce(max(loaded_as), 0) + 1 FROM segments);

-- waiting: how many articles wait to be derived
SELECT count(*) FROM pending WHERE step = 'derive';
