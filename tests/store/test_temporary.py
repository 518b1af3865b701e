"""Temporary tables in a long transaction: gone is gone, for memory too."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pipelines.store.temporary import LARGE, let_go, passing

# Of 32 bytes each.
ROWS = LARGE


@pytest.fixture
def con(tmp_path: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection in a transaction that has written something."""
    with duckdb.connect(str(tmp_path / "store.duckdb")) as con:
        con.execute("CREATE TABLE kept (i INTEGER)")
        con.begin()
        con.execute("INSERT INTO kept VALUES (1)")
        yield con


def make(con: duckdb.DuckDBPyConnection, table: str, rows: int = ROWS) -> None:
    query = f"SELECT i, i::VARCHAR || repeat('x', 20) AS s FROM range({rows}) t(i)"
    con.execute(f"CREATE OR REPLACE TEMP TABLE {table} AS {query}")


def held(con: duckdb.DuckDBPyConnection) -> int:
    """Bytes of temporary tables, in memory and on disk."""
    told = "FROM duckdb_memory() WHERE tag = 'IN_MEMORY_TABLE'"
    return int(con.execute(f"SELECT sum(memory_usage_bytes + temporary_storage_bytes) {told}").fetchall()[0][0])


def tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}


def test_what_a_table_held_is_free_before_the_transaction_ends(con: duckdb.DuckDBPyConnection) -> None:
    """DuckDB 2.0 frees it at the commit only: where that has changed, this module may go."""
    make(con, "dropped")
    before = held(con)
    con.execute("DROP TABLE dropped")
    assert held(con) == before > 2_000_000
    make(con, "let")
    let_go(con, "let")
    assert held(con) < before * 1.2


def test_tables_of_a_block_go_but_for_those_that_are_kept(con: duckdb.DuckDBPyConnection) -> None:
    """Small ones and large ones; what was there before is nobody's of the block."""
    make(con, "before")
    with passing(con, "kept_one"):
        for table, rows in (("large", ROWS), ("small", 5), ("empty", 0), ("kept_one", ROWS)):
            make(con, table, rows)
    assert tables(con) == {"before", "kept_one"}


def test_what_the_tables_of_a_block_held_is_free_at_its_end(con: duckdb.DuckDBPyConnection) -> None:
    """Within the transaction DuckDB estimates all of them at no rows: they are counted."""
    with passing(con):
        make(con, "made")
        con.execute("CREATE TEMP TABLE filled AS FROM made LIMIT 0")
        con.execute("INSERT INTO filled FROM made")
        before = held(con)
    assert held(con) < before / 10


def test_nothing_of_it_undoes_the_transaction(con: duckdb.DuckDBPyConnection) -> None:
    """Columns are dropped within it, and that is no write to the store."""
    with passing(con):
        make(con, "large")
    con.commit()
    assert con.execute("FROM kept").fetchall() == [(1,)]


def test_a_name_may_come_again(con: duckdb.DuckDBPyConnection) -> None:
    """Two steps of a run call their tables alike."""
    for rows in (ROWS, 3):
        with passing(con):
            make(con, "touched", rows)
            assert con.execute("SELECT count(*) FROM touched").fetchall() == [(rows,)]
    assert tables(con) == set()
