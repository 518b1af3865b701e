"""Great Expectations on DuckDB: what it needs to run at all, and what it makes of an error."""

import resource
from pathlib import Path

import duckdb
import pytest

from pipelines.quality.engine import Outcome, judging, keep_connection_open
from pipelines.quality.rules import KINDS, Builtin
from pipelines.quality.suite import Query
from tests.shelf import Store

GOOD = {
    "unique": Builtin("good", "info", "", "t", "unique", ("n",), (), None, None),
    "not_null": Builtin("good", "info", "", "t", "not_null", ("n",), (), None, None),
    "in_set": Builtin("good", "info", "", "t", "in_set", ("s",), ("x",), None, None),
    "between": Builtin("good", "info", "", "t", "between", ("n",), (), 0, 9),
    "ordered": Builtin("good", "info", "", "t", "ordered", ("n", "m"), (), None, None),
}
# Two rows that every kind of rule is met by, and two that none is.
SOUND = "SELECT * FROM (VALUES (1, 2, 'x'), (2, 2, 'x')) AS t(n, m, s)"
FAULTY = "SELECT * FROM (VALUES (11, 2, 'y'), (11, 2, 'y'), (NULL, NULL, 'y')) AS t(n, m, s)"


def judged(store: Store, query: str, check: Query | Builtin) -> Outcome:
    with judging(store.con) as judge:
        return judge.judge("batch", query, [check])[check.name]


@pytest.mark.parametrize("kind", KINDS)
def test_sound_rows_meet_every_kind_of_rule(store: Store, kind: str) -> None:
    """Were a connection closed too early, each of them would raise."""
    outcome = judged(store, SOUND, GOOD[kind])
    assert (outcome.success, outcome.unexpected, outcome.error) == (True, 0, None)


@pytest.mark.parametrize("kind", KINDS)
def test_faulty_rows_meet_none(store: Store, kind: str) -> None:
    """A check that cannot fail checks nothing."""
    outcome = judged(store, FAULTY, GOOD[kind])
    assert (outcome.success, outcome.error) == (False, None)


def test_columns_are_unique_together(store: Store) -> None:
    """The key of most tables has more than one column."""
    both = Builtin("both", "info", "", "t", "unique", ("n", "m"), (), None, None)
    assert judged(store, "SELECT 1 AS n, m FROM range(3) AS t(m)", both).success is True
    assert judged(store, "SELECT 1 AS n, 1 AS m FROM range(3)", both).unexpected == 3


@pytest.mark.parametrize("rows", [0, 1, 500])
def test_unexpected_rows_are_counted_beyond_the_listed_ones(store: Store, rows: int) -> None:
    """It lists 200 at most, and 20 ids: neither is the number."""
    check = Query("rows", "critical", "SELECT * FROM {batch}")
    outcome = judged(store, f"SELECT * FROM range({rows}) AS t(n)", check)
    assert (outcome.success, outcome.unexpected) == (rows == 0, rows)


@pytest.mark.parametrize(
    "check",
    [
        Query("bad", "critical", "SELECT nowhere FROM {batch}"),
        Query("bad", "critical", "SELECT CAST(s AS INTEGER) FROM {batch}"),
        Builtin("bad", "critical", "", "t", "not_null", ("nowhere",), (), None, None),
    ],
)
def test_a_check_that_cannot_be_run_is_neither_met_nor_failed(store: Store, check: Query | Builtin) -> None:
    """Great Expectations itself calls it a failure, with an empty result."""
    outcome = judged(store, SOUND, check)
    assert outcome.success is None
    assert outcome.error


def test_an_error_leaves_the_checks_beside_it_alone(store: Store) -> None:
    """One connection serves them all: an error must not abort what follows."""
    bad = Query("bad", "critical", "SELECT CAST(s AS INTEGER) FROM {batch}")
    with judging(store.con) as judge:
        outcomes = judge.judge("batch", SOUND, [bad, GOOD["not_null"]])
    assert outcomes["good"].success is True


def test_a_database_that_breaks_meanwhile_is_told_once(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As when the disk is full: DuckDB then refuses everything, and the writer says why. Libraries would at length."""
    file = tmp_path / "store.duckdb"
    with duckdb.connect(str(file)) as con, judging(con) as judge:
        con.execute("CHECKPOINT; CREATE TABLE filled AS SELECT hash(i) AS n FROM range(100000) r(i)")
        assert judge.judge("before", "SELECT n FROM filled", [GOOD["not_null"]])["good"].success
        usual = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (file.stat().st_size, usual[1]))
        try:
            with pytest.raises(duckdb.Error, match="File too large"):
                con.execute("CHECKPOINT")
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, usual)
        outcome = judge.judge("after", "SELECT n FROM filled", [GOOD["not_null"]])["good"]
    assert outcome.success is None
    assert outcome.error
    assert [record.message for record in caplog.records if record.levelname == "ERROR"] == []


def test_rows_that_are_not_committed_are_not_seen(store: Store) -> None:
    """It has a connection of its own: what may be rolled back is not judged."""
    store.con.execute("BEGIN")
    store.add("a")
    outcome = judged(store, "SELECT * FROM articles", Query("all", "info", "SELECT * FROM {batch}"))
    store.con.execute("ROLLBACK")
    assert outcome.unexpected == 0


def test_the_dialect_is_added_once() -> None:
    """A long-lived process checks many times."""
    from great_expectations.execution_engine import sqlalchemy_execution_engine as engine

    keep_connection_open()
    before = engine._PERSISTED_CONNECTION_DIALECTS
    keep_connection_open()
    assert before is engine._PERSISTED_CONNECTION_DIALECTS
