"""A store -> the counts at the head of the page, of the run that checked last and of the one before it."""

from typing import NamedTuple

import duckdb

from pipelines.store.sql import beside

_SQL = beside(__file__)


class Overview(NamedTuple):
    """What the last run that checked has left. Of a store that nobody has checked `run_id` is None."""

    run_id: str | None
    told_at: str | None
    versions: str | None
    before_run: str | None
    before_at: str | None
    articles: int
    new_articles: int
    critical: int
    warnings: int
    infos: int
    waived: int
    opened: int
    gone: int
    doubtful: int
    unusable: int
    unusable_before: int
    critical_more: int
    warning_more: int
    rejected: int
    rejected_before: int
    errored: int
    unchecked: int


class Totals(NamedTuple):
    """How many there are of what the page shows some of; stories are those of several articles."""

    articles: int
    stories: int
    sources: int
    runs: int
    rejects: int


def totals(con: duckdb.DuckDBPyConnection) -> Totals:
    """What the store has in all."""
    (row,) = con.execute(_SQL["totals"]).fetchall()
    return Totals(*row)


def overview(con: duckdb.DuckDBPyConnection) -> Overview:
    """The counts that the head needs."""
    (row,) = con.execute(_SQL["overview"]).fetchall()
    return Overview(*row)


def commonest(con: duckdb.DuckDBPyConnection) -> list[tuple[str, int]]:
    """The rules that make the most articles unusable, with how many."""
    return [(rule, articles) for rule, articles in con.execute(_SQL["commonest"]).fetchall()]
