-- stale: what today's rules have not read, as an entry of the chain; each as it was first seen
COPY (
    SELECT a.source_id, a.ref, a.guid, a.url, a.title, a.author, a.text, a.text_as_received, a.language, a.dateline_place,
           a.correction, a.declared_text, a.updated_text, a.position, a.authors, a.categories, a.enclosures, a.feed_zone,
           a.text_from, a.other_text, a.page_title, a.page_day, v.first_seen_at AS seen_at, '{run_id}' AS run_id
    FROM articles a JOIN article_versions v USING (article_id, version_id)
    WHERE a.rule_version < {rule_version} AND a.first_seen_at >= TIMESTAMPTZ '{since}'
    ORDER BY a.article_id
) TO '{file}' (FORMAT parquet, ROW_GROUP_SIZE {rows});
