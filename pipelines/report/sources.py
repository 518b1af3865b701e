"""A store -> its sources and what they gave that could not be read, as the page shows them."""

from datetime import date
from typing import NamedTuple

import duckdb

from pipelines.report.marks import clip
from pipelines.report.words import percent
from pipelines.store.sql import beside

_SQL = beside(__file__)
_REASONS = 20


class Source(NamedTuple):
    """A source: what it gave, and how much of it is at fault."""

    source_id: str
    kind: str
    articles: int
    critical: int
    warnings: int
    infos: int
    unusable: int
    undated: int
    rejects: int
    latest: date | None
    last_seen: str | None
    malformed: bool

    @property
    def usable(self) -> str:
        """The share of its articles that can be used."""
        return percent(self.articles - self.unusable, self.articles)


class Reject(NamedTuple):
    """Something that was not taken in: why, and where it stands."""

    reason: str
    stage: str
    message: str
    source_id: str
    ref: str
    position: int | None
    payload: str
    seen: str


def sources(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Source, ...]:
    """At most so many sources, the worst first."""
    return tuple(Source(*row) for row in con.execute(_SQL["sources"], {"most": most}).fetchall())


def reasons(con: duckdb.DuckDBPyConnection) -> tuple[tuple[str, int], ...]:
    """The reasons for which something was not taken in, with how often."""
    return tuple((reason, times) for reason, times in con.execute(_SQL["reasons"], {"most": _REASONS}).fetchall())


def rejects(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Reject, ...]:
    """At most so many of what was not taken in, the latest first."""
    rows = con.execute(_SQL["rejects"], {"most": most}).fetchall()
    return tuple(
        Reject(reason, stage, clip(message, 400), source_id, clip(ref), position, clip(payload or ""), seen)
        for reason, stage, message, source_id, ref, position, payload, seen in rows
    )
