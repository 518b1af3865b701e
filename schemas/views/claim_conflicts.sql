-- Pairs of claims that do not agree, with both values, both wordings and where they stand.
CREATE OR REPLACE VIEW claim_conflicts AS
SELECT
    relation.kind,
    relation.slot,
    relation.from_value,
    relation.to_value,
    earlier.content AS from_content, -- what the older claims, as written
    later.content AS to_content, -- what the later claims, as written
    one.source_id AS from_source, -- source of the older
    other.source_id AS to_source, -- source of the later
    one.published_day AS from_day, -- day of the older
    other.published_day AS to_day, -- day of the later
    one.title AS from_title, -- headline of the older
    other.title AS to_title, -- headline of the later
    one.article_id AS from_article, -- article_id of the older
    other.article_id AS to_article -- article_id of the later
FROM claim_relations AS relation
JOIN claims AS earlier ON earlier.claim_id = relation.from_id
JOIN claims AS later ON later.claim_id = relation.to_id
JOIN articles AS one ON one.article_id = earlier.article_id
JOIN articles AS other ON other.article_id = later.article_id;
