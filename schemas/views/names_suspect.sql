-- Names that an article has otherwise than others: as written, what it is perhaps called, and who wrote it so.
CREATE OR REPLACE VIEW names_suspect AS
SELECT
    mention.text AS written, -- the name as this article has it
    finding.suggestion AS perhaps, -- what others call it
    mention.kind,
    finding.message AS why, -- what speaks for it
    articles.source_id,
    articles.title,
    articles.article_id,
    mention.start,
    mention.end_
FROM quality_issues AS finding
JOIN articles ON articles.article_id = finding.article_id
JOIN name_mentions AS mention ON mention.article_id = finding.article_id
    AND mention.start < finding.span_end
    AND mention.end_ > finding.span_start
WHERE finding.rule = 'misnamed_entity' AND finding.state = 'open' AND finding.span_of = 'text';
