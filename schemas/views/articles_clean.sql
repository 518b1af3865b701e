-- Articles that have been checked and have no open critical finding: the ones to count and to quote.
CREATE OR REPLACE VIEW articles_clean AS
SELECT *
FROM articles
WHERE NOT EXISTS (FROM pending WHERE pending.article_id = articles.article_id)
    AND NOT EXISTS (
        FROM quality_issues
        WHERE quality_issues.article_id = articles.article_id
            AND quality_issues.state = 'open'
            AND quality_issues.severity = 'critical'
    );
