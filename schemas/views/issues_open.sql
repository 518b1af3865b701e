-- Open findings with the article that they are about; article_id '' where it is a source or a table.
CREATE OR REPLACE VIEW issues_open AS
SELECT
    q.severity,
    q.rule,
    q.article_id,
    a.title,
    a.source_id,
    a.ref,
    a.guid,
    a.url,
    a.published_day,
    a.story_id,
    q.subject,
    q.message,
    q.evidence,
    q.suggestion,
    q.span_of,
    q.span_start,
    q.span_end,
    q.first_run_id,
    q.last_run_id
FROM quality_issues AS q LEFT JOIN articles AS a USING (article_id)
WHERE q.state = 'open';
