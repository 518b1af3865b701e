-- rule: missing_title
-- severity: warning
-- why: An article without a headline cannot be listed, searched or told apart from its neighbours.
SELECT
    article_id,
    '' AS subject,
    CASE WHEN trim(coalesce(title, '')) = '' THEN 'There is no headline' ELSE 'The headline is a placeholder' END AS message,
    nullif(title, '') AS evidence,
    CASE WHEN title != '' THEN 'title' END AS span_of,
    CASE WHEN title != '' THEN 0 END AS span_start,
    CASE WHEN title != '' THEN length(title) END AS span_end,
    NULL::VARCHAR AS suggestion
FROM articles
WHERE title IS NULL
    OR NOT regexp_matches(title, '[\p{L}\p{N}]')
    OR regexp_full_match(
        title,
        '(?i)[\s\p{P}]*(?:untitled(?: (?:article|document|post|page))?|no (?:title|headline|subject)|(?:title|headline)(?: (?:here|tbd|tk|goes here))?|null|none|n/a|tbd|todo|undefined)[\s\p{P}]*'
    )
