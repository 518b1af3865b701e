"""The offenders of each rule, found set-wise once, in checking.findings."""

from collections.abc import Sequence

import duckdb

from pipelines.quality.rules import Rule

# The offenders of a rule: one a subject, with the rule's severity where the SELECT gives none.
_INSERT = """
INSERT INTO checking.findings BY NAME
SELECT
    $rule AS rule, article_id, subject, coalesce({severity}, $severity) AS severity,
    message, evidence, span_of, span_start, span_end, suggestion
FROM ({sql}
)
QUALIFY row_number() OVER (PARTITION BY article_id, subject ORDER BY span_start, message) = 1
"""
# Of touched articles only: a rule that looks at nothing else is given no others to read.
_TOUCHED = "FROM ({sql}\n) WHERE article_id IN (SELECT article_id FROM checking.touched)"
_ALONE = """
WITH articles AS (FROM checking.asked)
FROM ({sql}
)"""


def find_offenders(
    con: duckdb.DuckDBPyConnection, preludes: Sequence[tuple[str, str]], rules: Sequence[Rule], *, whole: bool = True
) -> dict[str, str]:
    """Fills checking.findings; rule -> error for each rule whose SQL could not be run. Not `whole`: of touched ones."""
    broken = {name: error for name, sql in preludes if (error := _error_of(con, sql))}
    errors = {rule.name: error for rule in rules if (error := _find(con, rule, whole))}
    because = "".join(f"; {name}: {error}" for name, error in broken.items())
    return {name: error + because for name, error in errors.items()}


def _find(con: duckdb.DuckDBPyConnection, rule: Rule, whole: bool) -> str | None:
    try:
        columns = con.sql(rule.sql).columns
        among = rule.sql if whole else (_ALONE if rule.alone else _TOUCHED).format(sql=rule.sql)
        sql = _INSERT.format(sql=among, severity="severity" if "severity" in columns else "NULL")
        con.execute(sql, {"rule": rule.name, "severity": rule.severity})
    except duckdb.Error as error:
        return str(error)
    return None


def _error_of(con: duckdb.DuckDBPyConnection, sql: str) -> str | None:
    try:
        con.execute(sql)
    except duckdb.Error as error:
        return str(error)
    return None
