-- landed_empty: the rows of the segment, in the columns that this version knows
CREATE OR REPLACE TEMP TABLE landed AS FROM ({landing}) LIMIT 0;

-- landed: a segment of an older version has fewer columns
INSERT INTO landed BY NAME FROM read_parquet($segment);

-- giving_way: articles that turn out to be another one, and the one that stays
CREATE OR REPLACE TEMP TABLE giving_way AS
SELECT a.article_id AS loser, m.keeper, a.story_id FROM articles a JOIN merged m ON m.loser = a.article_id;

-- give_way_returned: their newest versions come as if they had just been landed
INSERT INTO incoming BY NAME
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

-- give_way_pending: who stood in a story with them is looked at again
INSERT INTO pending
SELECT a.article_id, 'derive' FROM articles a
WHERE a.article_id IN (SELECT keeper FROM giving_way) OR a.story_id IN (SELECT story_id FROM giving_way)
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

-- candidates: every landed version with the article that it is; one row for each, the preferred sighting first. Chosen
-- among narrow rows: the landed ones are wide, with all that was found in the text
CREATE OR REPLACE TEMP TABLE candidates AS
WITH narrow AS (
    SELECT i.rowid AS landed_row, coalesce(n.article_id, i.item_id) AS article_id, i.version_id, i.seen_at, i.declared_at,
           i.source_id, i.ref, i.updated_at, i.position, i.url_key, i.guid_key
    FROM incoming i LEFT JOIN identities n USING (item_id)
), preferred AS (
    SELECT landed_row, article_id,
           min(seen_at) OVER (PARTITION BY article_id, version_id) AS first_seen_at,
           max(seen_at) OVER (PARTITION BY article_id, version_id) AS last_seen_at
    FROM narrow
    QUALIFY row_number() OVER (
        PARTITION BY article_id, version_id
        ORDER BY declared_at IS NULL, source_id, ref, coalesce(updated_at, seen_at) DESC, position, url_key, guid_key) = 1
)
SELECT i.* EXCLUDE (item_id, seen_at), p.article_id, p.first_seen_at, p.last_seen_at
FROM incoming i JOIN preferred p ON p.landed_row = i.rowid;

-- keys: every key ever seen
INSERT INTO article_keys
SELECT key, coalesce(n.article_id, k.item_id), kind, min(value) FROM item_keys k LEFT JOIN identities n USING (item_id)
WHERE (key, coalesce(n.article_id, k.item_id)) NOT IN (SELECT (key, article_id) FROM article_keys)
GROUP BY ALL;

-- versions: each different text, with when it was seen
MERGE INTO article_versions v
USING candidates c ON v.article_id = c.article_id AND v.version_id = c.version_id
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
        SELECT coalesce(n.article_id, i.item_id) AS article_id, unnest(i.sightings) AS w
        FROM incoming i LEFT JOIN identities n USING (item_id)
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
    c.* EXCLUDE (first_seen_at, last_seen_at),
    least(c.first_seen_at, a.first_seen_at) AS first_seen_at,
    greatest(c.last_seen_at, a.last_seen_at) AS last_seen_at,
    n.old_version_id,
    n.old_version_id IS NULL AS is_new,
    a.story_id, a.copy_of, a.inferred_day, a.inferred_low, a.inferred_high, a.inferred_weekday, a.inferred_confidence,
    a.published_day, a.published_at, coalesce(a.date_status, 'unknown') AS date_status
FROM candidates c
JOIN newest n USING (article_id, version_id)
LEFT JOIN articles a USING (article_id)
WHERE a.article_id IS NULL
   OR a.version_id != c.version_id
   OR (c.declared_at IS NULL, c.source_id, c.ref) < (a.declared_at IS NULL, a.source_id, a.ref)
   -- the same place says something else of the same text: what it said last counts
   OR ((c.source_id, c.ref) = (a.source_id, a.ref)
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

-- insert_articles: the rows themselves
INSERT INTO articles BY NAME
SELECT {columns} FROM replacing;

-- insert_fingerprints: their fingerprints
INSERT INTO fingerprints BY NAME SELECT article_id, scheme, text_hash, shingle_count, shingles FROM replacing;

-- insert_passages: their passages
INSERT INTO passages BY NAME
SELECT article_id, unnest(quoted_passages) AS hash, TRUE AS quoted FROM replacing
UNION ALL
SELECT article_id, unnest(plain_passages), FALSE FROM replacing;

-- insert_date_mentions: their temporal expressions
INSERT INTO date_mentions BY NAME SELECT article_id, unnest(date_mentions, max_depth := 2) FROM replacing;

-- insert_claims: their claims
INSERT INTO claims BY NAME
SELECT * EXCLUDE (n),
       left(md5(concat_ws('|', article_id, kind, content_start, content_end, coalesce(cue_start, -1), n)), 20) AS claim_id
FROM (
    SELECT *, row_number() OVER (PARTITION BY article_id, kind, content_start, content_end, cue_start ORDER BY content, rule) AS n
    FROM (SELECT article_id, unnest(claims, max_depth := 2) FROM replacing)
);

-- insert_names: their names
INSERT INTO name_mentions BY NAME SELECT article_id, unnest(name_mentions, max_depth := 2) FROM replacing;

-- pending: they are to be derived and checked
INSERT INTO pending
SELECT article_id, step FROM replacing, (VALUES ('derive'), ('check')) steps(step)
EXCEPT
SELECT article_id, step FROM pending;

-- gained: (articles that the store did not have, versions of stored articles that it did not have)
SELECT count(*) FILTER (old_version_id IS NULL), count(*) FILTER (old_version_id != version_id) FROM replacing;

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

-- load_sources: what is known of the sources
INSERT INTO sources BY NAME
SELECT source_id,
       -- an answer without a document says nothing of its form
       coalesce(arg_max(kind, (fetched_at, ref, position)) FILTER (outcome IN ('read', 'refused')),
                (SELECT s.kind FROM sources s WHERE s.source_id = landed.source_id), max(kind)) AS kind,
       arg_max(ref, (fetched_at, ref, position)) AS last_ref,
       coalesce(arg_max(malformed, (fetched_at, ref, position)) FILTER (outcome IN ('read', 'refused')),
                (SELECT s.malformed FROM sources s WHERE s.source_id = landed.source_id), FALSE) AS malformed,
       min(fetched_at) AS first_seen_at, max(fetched_at) AS last_seen_at
FROM landed GROUP BY source_id
ON CONFLICT DO UPDATE SET
    kind = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.kind ELSE sources.kind END,
    last_ref = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.last_ref ELSE sources.last_ref END,
    malformed = CASE WHEN excluded.last_seen_at >= sources.last_seen_at THEN excluded.malformed ELSE sources.malformed END,
    first_seen_at = least(sources.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(sources.last_seen_at, excluded.last_seen_at);

-- segment_done: the segment is loaded
INSERT INTO segments SELECT $segment_name, $run_id, $kind, count(*), $now FROM landed;
