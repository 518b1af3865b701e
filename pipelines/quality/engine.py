"""Great Expectations over the writer's own database: a batch and what is expected of it -> outcomes by rule.

Great Expectations has no DuckDB of its own. Two facts make it work (1.24.1, tried; a test guards both):
- It closes a connection before it fetches from it, but for the dialects of `_PERSISTED_CONNECTION_DIALECTS`. Without
  "duckdb" among them nearly every check raises, and an error looks like a failed check (success False, no result).
- A file that is open for writing cannot be opened again, not even in this process with another setting. So its engine
  is given a cursor of the writer: a connection of its own to the same database, which sees committed rows only.
Importing it takes seconds, so that is done here, late, and beside other work where there is some.
"""

import logging
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

import duckdb

from pipelines.quality.rules import Builtin
from pipelines.quality.suite import Query, configuration

if TYPE_CHECKING:
    from great_expectations.core import ExpectationValidationResult
    from great_expectations.datasource.fluent.sql_datasource import SQLDatasource

# How many values are given as examples; the offenders themselves are counted, never listed.
EXAMPLES = 3
# Seconds for which the import keeps the interpreter when another thread wants it. With Python's usual .005 each of the
# loader's short statements waits so long, and together they waited for the whole import.
IMPORT_SWITCH = 0.0001


class _Dialect(str, Enum):  # noqa: UP042 - compared with plain strings, as the dialects of Great Expectations are
    DUCKDB = "duckdb"


class Outcome(NamedTuple):
    """What became of a check. An errored one has an error and no success: it passes for neither good nor bad data."""

    success: bool | None
    observed: str | None
    unexpected: int | None
    total: int | None
    error: str | None


def errored(reason: str) -> Outcome:
    """The outcome of a check that could not be run."""
    return Outcome(None, None, None, None, reason)


def import_beside() -> "Future[None]":
    """Import Great Expectations in a thread; the future is done when that is over, and raises what the import raised.

    DuckDB looks up pandas and its kin among the modules that are there, even half imported: they come first, here.
    """
    import numpy
    import pandas
    import pyarrow

    del numpy, pandas, pyarrow
    thread = ThreadPoolExecutor(1, thread_name_prefix="import")
    try:
        return thread.submit(_import)
    finally:
        thread.shutdown(wait=False)


def _import() -> None:
    usual = sys.getswitchinterval()
    sys.setswitchinterval(IMPORT_SWITCH)
    try:
        import duckdb_engine
        import great_expectations
        import great_expectations.expectations
    finally:
        sys.setswitchinterval(usual)

    del duckdb_engine, great_expectations


class Judge:
    """Great Expectations at work on one database."""

    def __init__(self, source: "SQLDatasource") -> None:
        self._source = source

    def judge(self, batch: str, query: str, checks: Sequence[Query | Builtin]) -> dict[str, Outcome]:
        """Outcome by name of each check, of the rows that the query gives. Whatever is raised is an errored outcome."""
        try:
            return self._judge(batch, query, checks)
        except Exception as error:  # a check that cannot be run is an outcome of its own, whatever its reason
            if "interrupted" in str(error).lower():  # Ctrl-C within a query is the end of the run
                raise
            return {check.name: errored(f"{type(error).__name__}: {error}") for check in checks}

    def _judge(self, batch: str, query: str, checks: Sequence[Query | Builtin]) -> dict[str, Outcome]:
        from great_expectations import ExpectationSuite

        asset = self._source.add_query_asset(batch, query=query)
        rows = asset.get_batch(asset.build_batch_request())
        suite = ExpectationSuite(name=batch, expectations=[configuration(check) for check in checks])
        result = rows.validate(suite, result_format={"result_format": "BASIC", "partial_unexpected_count": EXAMPLES})
        outcomes = {_name(one): _outcome(one) for one in result.results}
        return {check.name: outcomes.get(check.name, errored("no result")) for check in checks}


@contextmanager
def judging(con: duckdb.DuckDBPyConnection) -> Iterator[Judge]:
    """A judge on a connection of its own to con's database, closed when the block ends."""
    keep_connection_open()
    own = con.cursor()
    try:
        source = _source(own)
        try:
            yield Judge(source)
        finally:
            _release(source)
    finally:
        own.close()


def _source(own: duckdb.DuckDBPyConnection) -> "SQLDatasource":
    import great_expectations
    from duckdb_engine import ConnectionWrapper
    from great_expectations.data_context.types.base import ProgressBarsConfig

    for talkative in ("great_expectations", "sqlalchemy"):  # what they log as errors are outcomes, or raised again
        logging.getLogger(talkative).setLevel(logging.CRITICAL)
    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
    return context.data_sources.add_sql(
        "store",
        connection_string="duckdb:///:memory:",
        kwargs={"creator": lambda: ConnectionWrapper(own)},  # type: ignore[call-arg]
    )


def _release(source: "SQLDatasource") -> None:
    """Gives up what holds the connection, or its pools would roll back on it after it is closed. That a database which
    has broken meanwhile cannot roll back is no news: whoever uses it next is told why.
    """
    from sqlalchemy.exc import DBAPIError

    engine = source.get_execution_engine()
    with suppress(DBAPIError), engine.get_connection() as connection:
        connection.close()
    engine.close()
    source.get_engine().dispose()


def keep_connection_open() -> None:
    """Adds DuckDB, as duckdb-engine speaks it, to the dialects whose connection stays open for fetching."""
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine
    from sqlalchemy.dialects import registry

    registry.register("duckdb", "duckdb_engine", "Dialect")  # where another package claims the name too
    if _Dialect.DUCKDB not in engine._PERSISTED_CONNECTION_DIALECTS:
        dialects = (*engine._PERSISTED_CONNECTION_DIALECTS, _Dialect.DUCKDB)
        engine._PERSISTED_CONNECTION_DIALECTS = dialects  # type: ignore[assignment]


def _name(result: "ExpectationValidationResult") -> str:
    config = result.expectation_config
    return str(config.meta["rule"]) if config and config.meta else ""


def _outcome(one: "ExpectationValidationResult") -> Outcome:
    if not one.result:  # what it gives when something was raised: it looks like a failed check
        return errored(_reason(one.exception_info or {}))
    found = one.result
    unexpected = found["unexpected_count"] if "unexpected_count" in found else found["observed_value"]
    if unexpected is None and found.get("element_count") == 0:  # of no rows it counts nothing, not none
        unexpected = 0
    examples = ", ".join(str(value) for value in found.get("partial_unexpected_list", [])[:EXAMPLES])
    return Outcome(
        success=bool(one.success),
        observed=examples or str(unexpected),
        unexpected=int(unexpected),
        total=found.get("element_count"),
        error=None,
    )


def _reason(info: dict[str, object]) -> str:
    for one in [info, *info.values()]:
        if isinstance(one, dict) and one.get("exception_message"):
            return str(one["exception_message"])
    return "Great Expectations gave no result"
