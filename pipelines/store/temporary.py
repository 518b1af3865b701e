"""Temporary tables whose content goes before the transaction ends that made them.

What follows from 100,000 articles passes through some 5 GB of temporary tables in one transaction. DuckDB keeps what a
dropped table held until the transaction ends, and spills it to disk meanwhile; what a dropped column held goes at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

# Rows from which columns are dropped first. It takes some milliseconds a column: from ten thousand rows on it was a
# sixteenth of the time in which is derived what follows from 10,000 articles, and of 100,000 hardly more went by it.
LARGE = 1_000_000


@contextmanager
def passing(con: duckdb.DuckDBPyConnection, *kept: str) -> Iterator[None]:
    """The temporary tables that are made in the block are let go at its end, but for those `kept`."""
    before = _tables(con)
    yield
    let_go(con, *(_tables(con) - before - set(kept)))


def let_go(con: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Drop temporary tables, and what they hold at once."""
    for table in tables:
        # Counted, because the catalog's estimate leaves out what the open transaction wrote.
        if con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] >= LARGE:
            _empty(con, table)
        con.execute(f"DROP TABLE {table}")


def _empty(con: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = con.table(table).columns
    con.execute(f"ALTER TABLE {table} ADD COLUMN let_go BOOLEAN")  # a table must have a column
    for column in columns:
        con.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE temporary").fetchall()}
