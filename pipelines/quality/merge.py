"""Results and findings of a run into the store, in one transaction: quality_results, quality_issues, pending.

A finding is opened once, found again by later runs, and `gone` when it is no longer found: never deleted. It is
waived as long as a waiver holds for it, and opened again afterwards. What a rule that errored has found before stays
as it was; and while a critical rule errors, its articles stay pending, because nobody can say that they are clean.
"""

import duckdb

_OPENED = """
SELECT found.severity, count(*)
FROM checking.findings AS found
ANTI JOIN checking.waived USING (rule, article_id, subject)
LEFT JOIN quality_issues AS stored USING (rule, article_id, subject)
WHERE (stored.state IS NULL OR stored.state != 'open')
    AND rule NOT IN (SELECT rule FROM checking.results WHERE error IS NOT NULL)
GROUP BY found.severity
ORDER BY found.severity
"""

_MERGE = """
INSERT OR REPLACE INTO quality_results FROM checking.results;

INSERT INTO quality_issues BY NAME
SELECT *,
    CASE
        WHEN (rule, article_id, subject) IN (SELECT (rule, article_id, subject) FROM checking.waived) THEN 'waived'
        ELSE 'open'
    END AS state,
    getvariable('run_id') AS first_run_id, getvariable('run_id') AS last_run_id
FROM checking.findings
WHERE rule NOT IN (SELECT rule FROM checking.results WHERE error IS NOT NULL)
ON CONFLICT (rule, article_id, subject) DO UPDATE SET
    state = excluded.state,
    severity = excluded.severity,
    message = excluded.message,
    evidence = excluded.evidence,
    span_of = excluded.span_of,
    span_start = excluded.span_start,
    span_end = excluded.span_end,
    suggestion = excluded.suggestion,
    last_run_id = excluded.last_run_id;

UPDATE quality_issues SET state = 'gone'
WHERE state != 'gone'
    AND (getvariable('whole') OR article_id IN (SELECT article_id FROM checking.touched))
    AND rule NOT IN (SELECT rule FROM checking.results WHERE error IS NOT NULL)
    AND NOT EXISTS (
        FROM checking.findings AS found
        WHERE (found.rule, found.article_id, found.subject)
            = (quality_issues.rule, quality_issues.article_id, quality_issues.subject)
    );

DELETE FROM pending
WHERE step = 'check'
    AND article_id IN (SELECT article_id FROM checking.touched)
    AND NOT EXISTS (FROM checking.results WHERE error IS NOT NULL AND severity = 'critical');
"""


def merge(con: duckdb.DuckDBPyConnection, *, whole: bool = True) -> tuple[tuple[str, int], ...]:
    """Merges checking.results and checking.findings; severity and number of the findings opened or reopened.

    Without `whole` a finding is gone only where its article was looked at.
    """
    con.execute("SET VARIABLE whole = $whole", {"whole": whole})
    con.execute("BEGIN")
    try:
        opened = con.execute(_OPENED).fetchall()
        con.execute(_MERGE)
        con.execute("COMMIT")
    except BaseException:
        con.execute("ROLLBACK")
        raise
    return tuple((severity, count) for severity, count in opened)
