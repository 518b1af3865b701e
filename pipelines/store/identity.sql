-- items: the distinct items of the segment: what carries the same keys is one item; without keys its text names it
CREATE OR REPLACE TEMP VIEW incoming AS
SELECT
    rowid AS landed_row, version_id, url_key, guid_key, canonical_url, guid, text_hash, source_id, ref, position, seen_at,
    updated_at, declared_at, declared_text, author, url, language, run_id,
    has_page(text_from, other_text) AS with_page,
    coalesce(item_id, left(md5(coalesce(nullif(concat_ws('|', url_key, guid_key), ''), 'text|' || text_hash)), 20)) AS item_id
FROM landed;

-- item_keys: each key that an item carries
CREATE OR REPLACE TEMP TABLE item_keys AS
SELECT item_id, key, kind, min(value) AS value
FROM (
    SELECT item_id, url_key AS key, 'url' AS kind, canonical_url AS value FROM incoming WHERE url_key IS NOT NULL
    UNION ALL
    SELECT item_id, guid_key, 'guid', source_id || ' ' || guid FROM incoming WHERE guid_key IS NOT NULL
    UNION ALL
    SELECT item_id, text_hash, 'text', NULL FROM incoming WHERE url_key IS NULL AND guid_key IS NULL
)
GROUP BY ALL;

-- meetings: an item (a) and a stored article or another item (b) that share a key. A key that very many carry (a GUID
-- given to every item) brings nobody together but an item and itself: all pairs of them would be compared else
CREATE OR REPLACE TEMP TABLE meetings AS
WITH carried AS (
    SELECT key FROM item_keys
    UNION ALL
    SELECT key FROM article_keys WHERE key IN (SELECT key FROM item_keys)
),
common AS (SELECT key FROM carried GROUP BY key HAVING count(*) > $common_key)
SELECT DISTINCT i.item_id AS a, k.article_id AS b, TRUE AS b_stored
FROM item_keys i JOIN article_keys k USING (key)
WHERE i.item_id = k.article_id OR key NOT IN (FROM common)
UNION ALL
SELECT DISTINCT i.item_id, j.item_id, FALSE
FROM item_keys i JOIN item_keys j USING (key)
WHERE i.item_id < j.item_id AND key NOT IN (FROM common);

-- judged: whether they agree in every kind of key that both carry
CREATE OR REPLACE TEMP TABLE judged AS
WITH carried AS (
    SELECT article_id AS b, TRUE AS b_stored, key, kind
    FROM article_keys WHERE article_id IN (SELECT b FROM meetings WHERE b_stored)
    UNION ALL
    SELECT item_id, FALSE, key, kind FROM item_keys
),
by_kind AS (
    SELECT m.a, m.b, m.b_stored, mine.kind, bool_or(mine.key = theirs.key) AS agree
    FROM meetings m
    JOIN item_keys mine ON mine.item_id = m.a
    JOIN carried theirs ON theirs.b = m.b AND theirs.b_stored = m.b_stored AND theirs.kind = mine.kind
    GROUP BY ALL
)
SELECT a, b, b_stored, bool_and(agree) AS agree FROM by_kind GROUP BY ALL;

-- same: the pairs that are the same article: all shared kinds agree, or one text contains the other
WITH texts AS (
    SELECT f.article_id AS node, TRUE AS stored, a.title, f.text_hash, f.shingle_count, f.shingles
    FROM fingerprints f JOIN articles a USING (article_id)
    WHERE article_id IN (SELECT b FROM judged WHERE b_stored AND NOT agree)
    UNION ALL
    SELECT i.item_id, FALSE, l.title, l.text_hash, l.shingle_count, l.shingles
    FROM incoming i JOIN landed l ON l.rowid = i.landed_row
    WHERE i. item_id IN (SELECT a FROM judged WHERE NOT agree UNION ALL SELECT b FROM judged WHERE NOT b_stored AND NOT agree)
)
SELECT a, b, b_stored FROM judged WHERE agree
UNION
SELECT j.a, j.b, j.b_stored
FROM judged j
JOIN texts x ON x.node = j.a AND NOT x.stored
JOIN texts y ON y.node = j.b AND y.stored = j.b_stored
WHERE NOT j.agree
  AND CASE
        WHEN x.shingle_count = 0 OR y.shingle_count = 0
        THEN x.text_hash = y.text_hash AND x.title IS NOT DISTINCT FROM y.title
        ELSE containment(x.shingles, x.shingle_count, y.shingles, y.shingle_count) >= $same_item
      END;

-- seniority: stored articles and items, the one whose id stays first: stored before new, then by age and place
SELECT node, stored
FROM (
    SELECT article_id AS node, TRUE AS stored, first_seen_at, '' AS source_id, '' AS ref, 0 AS position
    FROM articles WHERE article_id IN (SELECT b FROM judged WHERE b_stored)
    UNION ALL
    SELECT item_id, FALSE, seen_at, source_id, ref, position
    FROM incoming WHERE item_id IN (SELECT a FROM judged UNION ALL SELECT b FROM judged WHERE NOT b_stored)
)
ORDER BY NOT stored, first_seen_at, source_id, ref, position, node;
