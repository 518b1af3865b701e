"""Where the checks put what they find on the way: a database in memory, beside the store on the same connections.

It is seen by every connection of the process (a temporary table is not), so Great Expectations reads it on one of its
own; and it is never a part of the store's file or of its transactions.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

_TABLES = """
CREATE TABLE checking.findings AS SELECT
    rule, article_id, subject, severity, message, evidence, span_of, span_start, span_end, suggestion
FROM quality_issues LIMIT 0;
CREATE TABLE checking.results AS FROM quality_results LIMIT 0;
CREATE TABLE checking.touched AS SELECT DISTINCT article_id FROM pending WHERE step = 'check';
"""
# The articles whose findings are asked for: all, or the touched ones in a table of their own, because DuckDB would look
# for a pattern in every text before it asks whose the text is.
_ALL = "CREATE VIEW checking.asked AS FROM articles"
_SOME = "CREATE TABLE checking.asked AS FROM articles WHERE article_id IN (SELECT article_id FROM checking.touched)"


@contextmanager
def workspace(con: duckdb.DuckDBPyConnection, terms: Path, run_id: str, *, whole: bool = True) -> Iterator[None]:
    """Makes `checking`: findings, results, touched, the articles that wait for a check, and asked, those that are
    checked: all, or not `whole`, the touched ones. It goes with the block.
    """
    con.execute("ATTACH ':memory:' AS checking")
    try:
        con.execute("SET VARIABLE terms = $terms", {"terms": str(terms)})
        con.execute("SET VARIABLE run_id = $run_id", {"run_id": run_id})
        con.execute(_TABLES)
        con.execute(_ALL if whole else _SOME)
        yield
    finally:
        con.execute("DETACH checking")
