"""Texts that leave the store -> whoever had to do with them waits to be derived anew, without them.

One way for all: a new version takes the place of a text, an article turns out to be another, an article is taken down.
To be called before their rows are deleted, within the same transaction; their passages, and what the checks
compare of them, are deleted here.
"""

import duckdb

from pipelines.store.sql import beside

_SQL = beside(__file__)


def leave(con: duckdb.DuckDBPyConnection, former: str) -> None:
    """The texts of some articles leave, given by a query for their ids; the articles may stay with other texts."""
    for statement in ("passages_left", "compared", "names_left"):
        con.execute(_SQL[statement].format(former=former))


def leave_for_good(con: duckdb.DuckDBPyConnection, former: str) -> None:
    """The articles leave with their texts and their ties."""
    leave(con, former)
    for statement in ("mates", "links"):
        con.execute(_SQL[statement].format(former=former))
