"""A store -> its findings: every expectation on the touched rows and on the whole, merged into quality_issues.

The offenders of our rules are found once, by their SQL; Great Expectations then judges them by scope, and its count
must be ours. Its own expectations (keys, sets, ranges) it judges by itself.
"""

from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.quality.decided import accept, waive
from pipelines.quality.engine import Outcome, errored, judging
from pipelines.quality.merge import merge
from pipelines.quality.offenders import find_offenders
from pipelines.quality.rules import Builtin, Rule, read_builtins, read_preludes, read_rules
from pipelines.quality.suite import Query
from pipelines.quality.workspace import workspace
from pipelines.resources import folder

# The rows that a rule is about. '' stands for findings that are about no article but about a source or a table.
_BATCHES = {
    "touched": "SELECT article_id FROM checking.touched",
    "whole": "SELECT article_id FROM articles UNION ALL SELECT ''",
}
_OFFENDERS = """
SELECT article_id, subject FROM checking.findings
WHERE rule = '{}' AND article_id IN (SELECT article_id FROM {{batch}})
    AND (article_id, subject) NOT IN (SELECT (article_id, subject) FROM checking.waived WHERE rule = '{}')
"""
_COUNTS = """
SELECT rule, 'whole', count(*)
FROM checking.findings
ANTI JOIN checking.waived USING (rule, article_id, subject)
GROUP BY rule
UNION ALL
SELECT rule, 'touched', count(*)
FROM checking.findings
ANTI JOIN checking.waived USING (rule, article_id, subject)
SEMI JOIN checking.touched USING (article_id)
GROUP BY rule
"""
_FINDING = """
INSERT INTO checking.findings (rule, article_id, subject, severity, message, evidence) VALUES (?, '', ?, ?, ?, ?)
"""


class CheckReport(NamedTuple):
    """What a check came to: findings opened or reopened by severity, checks that could not be run, results written."""

    opened: tuple[tuple[str, int], ...]
    errored: int
    results: int


class Result(NamedTuple):
    """A row of quality_results without its run and time."""

    rule: str
    scope: str
    severity: str
    outcome: Outcome


def check(
    con: duckdb.DuckDBPyConnection, run_id: str, now: datetime, *, expectations: Path | None = None, whole: bool = True
) -> CheckReport:
    """Checks the whole store and takes the articles that waited for it out of `pending`. No transaction may be open.

    Without `whole` only those articles are checked, which costs a service little: what they mean for others, for
    sources and for tables is found when next the whole is checked.
    """
    scopes = tuple(_BATCHES) if whole else ("touched",)
    if not whole and not con.execute("FROM pending WHERE step = 'check' LIMIT 1").fetchone():
        return CheckReport((), 0, 0)
    files = expectations or folder("expectations")
    rules, builtins = read_rules(files), read_builtins(files / "builtins.toml")
    with workspace(con, folder("schemas") / "terms", run_id, whole=whole):
        # Great Expectations is busy with itself for longer than with the database, where the rules are.
        with closing(con.cursor()) as own, ThreadPoolExecutor(1) as beside:
            judged = beside.submit(_builtin_results, own, builtins, scopes)
            failed = find_offenders(con, read_preludes(files), rules, whole=whole)
            accept(con)
            waive(con)
            of_builtins = judged.result()
        results = [*_rule_results(con, rules, failed, scopes), *of_builtins]
        _keep_results(con, run_id, now, results)
        if whole:
            _keep_findings(con, results, builtins)
        waive(con)
        opened = merge(con, whole=whole)
    return CheckReport(opened, sum(result.outcome.error is not None for result in results), len(results))


def _rule_results(
    con: duckdb.DuckDBPyConnection, rules: Sequence[Rule], failed: dict[str, str], scopes: Sequence[str]
) -> list[Result]:
    """Results of our rules in these scopes."""
    ours = {(rule, scope): count for rule, scope, count in con.execute(_COUNTS).fetchall()}
    runnable = [rule for rule in rules if rule.name not in failed]
    results = [
        Result(rule.name, scope, rule.severity, errored(failed[rule.name]))
        for rule in rules
        for scope in scopes
        if rule.name in failed
    ]
    queries = [Query(rule.name, rule.severity, _OFFENDERS.format(rule.name, rule.name)) for rule in runnable]
    with judging(con) as judge:
        for scope in scopes:
            batch = _BATCHES[scope]
            total = con.execute(f"SELECT count(*) FROM ({batch}) WHERE article_id != ''").fetchall()[0][0]
            outcomes = judge.judge(scope, batch, queries)
            for one in runnable:
                agreed = _agreed(outcomes[one.name], ours.get((one.name, scope), 0), total)
                results.append(Result(one.name, scope, one.severity, agreed))
    return results


def _agreed(outcome: Outcome, ours: int, total: int) -> Outcome:
    """The outcome with the rows looked at; an errored one where Great Expectations counts otherwise than we do."""
    if outcome.error is None and outcome.unexpected != ours:
        return errored(f"Great Expectations counts {outcome.unexpected} offenders, the rule has found {ours}")
    return outcome if outcome.error else outcome._replace(total=total)


def _builtin_results(
    con: duckdb.DuckDBPyConnection, builtins: Sequence[Builtin], scopes: Sequence[str]
) -> list[Result]:
    """Results of Great Expectations' own rules: of the whole of each table, and of its rows about touched articles."""
    results = []
    with judging(con) as judge:
        for table in dict.fromkeys(one.table for one in builtins):
            of_table = [one for one in builtins if one.table == table]
            batches = {scope: query for scope, query in _rows(con, table, of_table).items() if scope in scopes}
            same = len(batches) > 1 and _same_rows(con, batches.values())
            outcomes: dict[str, Outcome] = {}
            for scope, query in batches.items():
                if not (same and outcomes):
                    outcomes = judge.judge(f"{table}_{scope}", query, of_table)
                results += [Result(one.name, scope, one.severity, outcomes[one.name]) for one in of_table]
    return results


def _same_rows(con: duckdb.DuckDBPyConnection, batches: Iterable[str]) -> bool:
    """Whether all of a table is touched, as in a new store: then it is judged once."""
    return len({con.execute(f"SELECT count(*) FROM ({query})").fetchall()[0][0] for query in batches}) == 1


def _rows(con: duckdb.DuckDBPyConnection, table: str, builtins: Sequence[Builtin]) -> dict[str, str]:
    """By scope the query for the rows of a table that such rules are about."""
    columns = ", ".join(dict.fromkeys(column for one in builtins for column in one.columns))
    rows = f"SELECT {columns} FROM {table}"
    batches = {"whole": rows}
    if "article_id" in con.table(table).columns:
        batches["touched"] = f"{rows} WHERE article_id IN (SELECT article_id FROM checking.touched)"
    return batches


def _keep_results(con: duckdb.DuckDBPyConnection, run_id: str, now: datetime, results: Sequence[Result]) -> None:
    con.executemany(
        "INSERT INTO checking.results VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [(run_id, result.rule, result.scope, result.severity, *result.outcome, now) for result in results],
    )


def _keep_findings(con: duckdb.DuckDBPyConnection, results: Sequence[Result], builtins: Sequence[Builtin]) -> None:
    """A finding for each table that breaks one of Great Expectations' own rules."""
    outcomes = {result.rule: result.outcome for result in results if result.scope == "whole"}
    for one in builtins:
        outcome = outcomes[one.name]
        if outcome.success is False:
            con.execute(_FINDING, [one.name, one.table, one.severity, _told(one, outcome), outcome.observed])


def _told(rule: Builtin, outcome: Outcome) -> str:
    what = f"{', '.join(rule.columns)} not {rule.kind.replace('_', ' ')}"
    return f"{outcome.unexpected} of {outcome.total} rows of {rule.table}: {what}. {rule.why}"
