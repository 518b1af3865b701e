-- Every name as written, what it is called within its story, and what it should perhaps be called. One name, however it
-- is written: WHERE name = 'Defense Production Act'.
CREATE OR REPLACE VIEW names AS
SELECT
    coalesce(mention.story_canonical, mention.canonical, mention.text) AS name, -- by the terms, the article or its story, else as written
    mention.text AS written, -- the name as this article has it
    mention.kind,
    finding.suggestion AS suspect, -- what others call it, where this one is perhaps a slip; else NULL
    finding.message AS why, -- what speaks for that
    articles.source_id,
    articles.title,
    articles.story_id,
    coalesce(articles.copy_of, articles.article_id) AS copy_group, -- the canonical article: copies of one text are one witness
    articles.article_id,
    mention.start,
    mention.end_
FROM name_mentions AS mention
JOIN articles ON articles.article_id = mention.article_id
LEFT JOIN quality_issues AS finding ON finding.article_id = mention.article_id
    AND finding.rule = 'misnamed_entity' AND finding.state = 'open' AND finding.span_of = 'text'
    AND mention.start < finding.span_end AND mention.end_ > finding.span_start;
