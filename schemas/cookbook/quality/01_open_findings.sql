-- What is wrong, by rule, with an example of each?
SELECT severity, rule, count(*) AS findings, any_value(message ORDER BY article_id, subject) AS example
FROM issues_open GROUP BY severity, rule
ORDER BY list_position(['critical', 'warning', 'info'], severity), rule;
