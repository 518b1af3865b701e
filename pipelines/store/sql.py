"""SQL kept beside the code: a file of statements, each under a name and a reason; and transactions.

    -- name: a sentence on what the statement does
    SELECT …;

A statement ends where the next `-- name:` line begins.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path

import duckdb

_ROWS = 5_000
_NAME = re.compile(r"^-- (\w+): .*$", re.M)


@cache
def statements(file: Path) -> dict[str, str]:
    """Name -> statement, in the order of the file."""
    pieces = _NAME.split(file.read_text(encoding="utf-8"))
    return {name: body.strip() for name, body in zip(pieces[1::2], pieces[2::2], strict=True)}


def beside(module: str) -> dict[str, str]:
    """The statements of the .sql file of a module's own name: `beside(__file__)`."""
    return statements(Path(module).with_suffix(".sql"))


def make_macros(con: duckdb.DuckDBPyConnection) -> None:
    """The functions that the statements of the store share, for this connection."""
    for macro in beside(str(Path(__file__).with_name("macros"))).values():
        con.execute(macro)


def rows(con: duckdb.DuckDBPyConnection, query: str, parameters: Mapping[str, object] | None = None) -> Iterator[tuple]:
    """The rows of a query, some thousands at a time: of all of them Python would make ten times their size."""
    found = con.execute(query, parameters)
    while some := found.fetchmany(_ROWS):
        yield from some


def insert_pairs(con: duckdb.DuckDBPyConnection, table: str, pairs: Iterable[tuple[str, str]]) -> None:
    """Put pairs into a table of two columns. As lists they come in at once; row by row each takes .2 ms."""
    if both := [*map(list, zip(*pairs, strict=True))]:
        con.execute(f"INSERT INTO {table} SELECT unnest(?), unnest(?)", both)


@contextmanager
def transaction(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of the block is committed, or nothing of it."""
    con.begin()
    try:
        yield
    except BaseException:
        con.rollback()
        raise
    con.commit()
