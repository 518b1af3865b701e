"""Temporary tables whose content goes before the transaction ends that made them.

What follows from 100,000 articles passes through 5 GB of temporary tables in one transaction. DuckDB keeps what a
dropped table held until the transaction ends, and spills it to disk meanwhile; what a dropped column held goes at once.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import duckdb

# Rows from which it is worth the time, some milliseconds, to drop columns first.
LARGE = 10_000


@contextmanager
def passing(con: duckdb.DuckDBPyConnection, *kept: str) -> Iterator[None]:
    """The temporary tables that are made in the block are let go at its end, but for those `kept`."""
    before = _sizes(con)
    yield
    for table, rows in _sizes(con).items():
        if table not in before and table not in kept:
            if rows >= LARGE:
                let_go(con, table)
            else:
                con.execute(f"DROP TABLE {table}")


def let_go(con: duckdb.DuckDBPyConnection, *tables: str) -> None:
    """Drop temporary tables, and what they hold at once."""
    for table in tables:
        columns = con.table(table).columns
        con.execute(f"ALTER TABLE {table} ADD COLUMN let_go BOOLEAN")  # a table must have a column
        for column in columns:
            con.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        con.execute(f"DROP TABLE {table}")


def _sizes(con: duckdb.DuckDBPyConnection) -> dict[str, int]:
    """Rows of each temporary table."""
    return dict(con.execute("SELECT table_name, estimated_size FROM duckdb_tables() WHERE temporary").fetchall())
