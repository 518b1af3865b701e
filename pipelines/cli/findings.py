"""The findings of the published file, as rows and as JSON lines."""

from collections.abc import Sequence
from typing import NamedTuple

import duckdb

from pipelines.cli.known import check_known

# In falling order of severity, then where a reader of the articles would meet them.
_FOUND = """
    SELECT coalesce(guid, ref, nullif(subject, ''), '') AS id, article_id, rule, severity, span_of, span_start AS start,
        span_end AS "end", evidence AS words, suggestion, message
    FROM quality_issues LEFT JOIN (SELECT article_id, guid, ref FROM articles) USING (article_id)
    WHERE state = $state AND (len($rules) = 0 OR rule IN $rules) AND (len($severities) = 0 OR severity IN $severities)
    ORDER BY first_run_id != $run_id, array_position(['critical', 'warning', 'info'], severity), rule, id, start,
        subject
"""
HEADINGS = ("severity", "rule", "article", "words at fault", "better")
_SHOWN = 60


class Finding(NamedTuple):
    """A finding and the article that it is about. `id` is the id as given, else the file or feed."""

    id: str
    article_id: str
    rule: str
    severity: str
    span_of: str | None
    start: int | None
    end: int | None
    words: str | None
    suggestion: str | None
    message: str


class Wanted(NamedTuple):
    """Which findings: empty is all of them; those that the run `run_id` opened come first."""

    rules: tuple[str, ...] = ()
    severities: tuple[str, ...] = ()
    run_id: str = ""
    state: str = "open"


def find(con: duckdb.DuckDBPyConnection, wanted: Wanted, limit: int | None = None) -> list[Finding]:
    """The findings, at most `limit` of them. Raises UsageError for a rule that no check has."""
    _check_rules(con, wanted.rules)
    rows = con.execute(f"{_FOUND} LIMIT {limit}" if limit is not None else _FOUND, _parameters(wanted)).fetchall()
    return [Finding(*row) for row in rows]


def json_lines(con: duckdb.DuckDBPyConnection, wanted: Wanted) -> list[str]:
    """The findings, one JSON object each."""
    _check_rules(con, wanted.rules)
    query = f"SELECT to_json(found)::VARCHAR FROM ({_FOUND}) AS found"
    return [line for (line,) in con.execute(query, _parameters(wanted)).fetchall()]


def _parameters(wanted: Wanted) -> dict[str, str | list[str]]:
    return {
        "rules": list(wanted.rules),
        "severities": list(wanted.severities),
        "run_id": wanted.run_id,
        "state": wanted.state,
    }


def _check_rules(con: duckdb.DuckDBPyConnection, rules: tuple[str, ...]) -> None:
    known = con.execute("SELECT DISTINCT rule FROM quality_results UNION SELECT DISTINCT rule FROM quality_issues")
    names = [name for (name,) in known.fetchall()]
    for rule in rules if names else ():
        check_known(rule, names, "--rule")


def shown(finding: Finding) -> Sequence[str | None]:
    """A finding as a row: the words at fault between quotation marks, or the message where there are none."""
    words = f"“{short(finding.words)}”" if finding.words else short(finding.message)
    return finding.severity, finding.rule, short(finding.id), words, finding.suggestion and short(finding.suggestion)


def short(text: str) -> str:
    """The beginning of a text, where it is long."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1].rstrip() + "…"
