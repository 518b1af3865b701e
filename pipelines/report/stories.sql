-- stories: those that most independent texts tell
SELECT story_id, left(title, 1000) AS title, articles, copy_groups, sources, first_day, last_day
FROM stories
WHERE articles > 1
ORDER BY copy_groups DESC, articles DESC, story_id
LIMIT $most;

-- tellers: the articles of each story named, the original of each copy group first
SELECT story_id, article_id, left(coalesce(title, text), 400) AS title, source_id, published_day, copy_of IS NOT NULL AS copied
FROM articles
WHERE story_id IN $stories
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY copy_of IS NOT NULL, published_day NULLS LAST, article_id) <= $each
ORDER BY story_id, copied, published_day NULLS LAST, article_id;

-- quotes: claims that several independent texts make, quotations first, the longest wording of each text
WITH grouped AS (
    SELECT claim_group_id, g.story_id, copy_groups, bool_or(quote_type IN ('direct', 'mixed')) AS quoted
    FROM claim_groups AS g JOIN claims USING (claim_group_id)
    WHERE g.story_id IN $stories AND copy_groups > 1
    GROUP BY ALL
),
chosen AS (
    FROM grouped
    QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY quoted DESC NULLS LAST, copy_groups DESC, claim_group_id) <= $groups
),
said AS (
    SELECT chosen.story_id, claim_group_id, copy_groups, claim_id, claims.content, claims.article_id,
        coalesce(speaker_resolved, speaker) AS speaker,
        left(coalesce(a.title, a.text), 400) AS title, a.source_id, a.published_day
    FROM chosen
    JOIN claims USING (claim_group_id)
    JOIN (SELECT article_id, title, text, source_id, published_day, copy_of FROM articles) AS a ON a.article_id = claims.article_id
    QUALIFY row_number() OVER (
        PARTITION BY claim_group_id, coalesce(a.copy_of, a.article_id)
        ORDER BY a.copy_of IS NOT NULL, length(claims.content) DESC, claim_id
    ) = 1
)
SELECT story_id, claim_group_id, copy_groups, left(content, 1000) AS content,
    left(speaker, 200) AS speaker, article_id, title, source_id, published_day
FROM said
QUALIFY row_number() OVER (PARTITION BY claim_group_id ORDER BY length(content) DESC, article_id) <= $voices
ORDER BY story_id, copy_groups DESC, claim_group_id, length(content) DESC, article_id;

-- disagreements: claims of these stories that others give with another figure, place or wording, once a pair of values
WITH pairs AS (
    SELECT r.kind, r.slot, r.from_value, r.to_value, two.story_id,
        earlier.content AS from_content, r.from_start - earlier.content_start AS from_at, r.from_end - r.from_start AS from_size,
        later.content AS to_content, r.to_start - later.content_start AS to_at, r.to_end - r.to_start AS to_size,
        one.article_id AS from_article, left(coalesce(one.title, one.text), 400) AS from_title, one.source_id AS from_source,
        one.published_day AS from_day,
        two.article_id AS to_article, left(coalesce(two.title, two.text), 400) AS to_title, two.source_id AS to_source,
        two.published_day AS to_day
    FROM claim_relations AS r
    JOIN claims AS earlier ON earlier.claim_id = r.from_id
    JOIN claims AS later ON later.claim_id = r.to_id
    JOIN (SELECT article_id, title, text, source_id, published_day FROM articles) AS one ON one.article_id = earlier.article_id
    JOIN (SELECT article_id, title, text, source_id, published_day, story_id FROM articles) AS two ON two.article_id = later.article_id
    WHERE two.story_id IN $stories AND one.article_id != two.article_id
    QUALIFY row_number() OVER (
        PARTITION BY two.story_id, r.kind, r.slot, r.from_value, r.to_value ORDER BY r.from_id, r.to_id
    ) = 1
)
SELECT story_id, kind, slot, left(from_content, 1000) AS from_content, from_at, from_size, from_article, from_title, from_source, from_day,
    left(to_content, 1000) AS to_content, to_at, to_size, to_article, to_title, to_source, to_day
FROM pairs
QUALIFY row_number() OVER (PARTITION BY story_id ORDER BY kind, from_content, to_content) <= $pairs
ORDER BY story_id, kind, from_content, to_content;
