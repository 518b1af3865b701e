"""A store -> its articles as the page shows them: what they are, when they are from, and what says so."""

from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from pipelines.report.marks import Shown, clip, marked, plain
from pipelines.report.timeline import Lane, Timeline, timeline
from pipelines.report.words import whole_day
from pipelines.store.sql import beside

_SQL = beside(__file__)
_WITNESSES = 6
_STATUS = {
    "declared": "as declared",
    "declared_conflict": "against the declared day",
    "inferred": "inferred from the text",
    "decided": "decided by people",
    "unknown": "too little to go by",
}
_TOLD_BY = {
    "decided": "People say so",
    "declared": "The source says so",
    "weekday": "A weekday in the text",
    "yesterday": "“Yesterday” in the text",
    "floor": "The latest past day in the text",
    "ceiling": "It cannot be later",
    "neighbour": "Its story",
    "kin": "Texts with the same rare names or passages",
}
# A natural logarithm of a likelihood ratio -> a word for it: 20 to 1, 3 to 1, any.
_STRENGTH = ((3.0, "strong"), (1.1, "fair"), (0.05, "slight"), (-0.05, "no weight"))


class Row(NamedTuple):
    """An article as it is stored."""

    article_id: str
    title: str | None
    label: str
    source_id: str
    url: str | None
    begins: str
    date_status: str
    declared_text: str | None
    declared_day: date | None
    inferred_day: date | None
    inferred_low: date | None
    inferred_high: date | None
    inferred_confidence: float | None
    published_day: date | None
    seen_day: date
    correction: str | None
    rules: list[str]
    severities: list[str]


class Witness(NamedTuple):
    """What speaks for the day of an article, in words."""

    who: str
    says: Shown
    strength: str


class Article(NamedTuple):
    """An article as it is shown."""

    article_id: str
    title: str
    titled: bool
    label: str
    source_id: str
    url: str
    begins: str
    day: str
    status: str
    doubtful: bool
    sure: str
    line: Timeline
    witnesses: tuple[Witness, ...]
    correction: str
    rules: tuple[str, ...]
    severities: tuple[str, ...]


def articles(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Article, ...]:
    """At most so many articles, those with the gravest findings first."""
    rows = [Row(*row) for row in con.execute(_SQL["articles"], {"most": most}).fetchall()]
    named = {"articles": [row.article_id for row in rows], "each": _WITNESSES}
    told = con.execute(_SQL["evidence"], named).fetchall()
    witnesses = {one: tuple(witness(*row[1:]) for row in found) for one, found in groupby(told, lambda row: row[0])}
    return tuple(article(row, witnesses.get(row.article_id, ())) for row in rows)


def article(row: Row, witnesses: tuple[Witness, ...]) -> Article:
    """An article as it is shown."""
    return Article(
        row.article_id, clip(row.title or row.begins, 160), bool(row.title), clip(row.label, 120), row.source_id,
        row.url or "", clip(row.begins, 180) if row.title else "",
        whole_day(row.published_day) if row.published_day else "Day unknown", _status(row),
        row.date_status == "declared_conflict" or not row.published_day, _sure(row), timeline(_lanes(row)), witnesses,
        clip(row.correction or ""), tuple(row.rules), tuple(row.severities),
    )  # fmt: skip


def _status(row: Row) -> str:
    if row.declared_day and not row.published_day:
        return "declared for a day to come"
    if row.inferred_low and row.inferred_high and not row.published_day:
        return f"between {whole_day(row.inferred_low)} and {whole_day(row.inferred_high)}, 90 % sure"
    return _STATUS[row.date_status]


def _sure(row: Row) -> str:
    if row.inferred_confidence is None or row.date_status not in ("inferred", "declared_conflict"):
        return ""
    return f"{100 * row.inferred_confidence:.0f} % sure"


def _lanes(row: Row) -> tuple[Lane, ...]:
    """What is drawn: the declared day, the days that the evidence allows, the day when it was first seen."""
    lanes = []
    if row.declared_day:
        wrong = row.date_status == "declared_conflict"
        lanes.append(
            Lane("declared", row.declared_day, row.declared_day, row.declared_day, "wrong" if wrong else "sure")
        )
    if row.inferred_day and row.inferred_low and row.inferred_high:
        low, high = min(row.inferred_low, row.inferred_day), max(row.inferred_high, row.inferred_day)
        lanes.append(Lane("evidence", low, row.inferred_day, high, "likely"))
    return (*lanes, Lane("first seen", row.seen_day, row.seen_day, row.seen_day, "seen")) if lanes else ()


def witness(who: str, low: date | None, high: date | None, weekday: str | None, weight: float, detail: str) -> Witness:
    """A witness in words: its detail with the weekday marked, and how much it weighs."""
    says = plain(detail)
    if weekday and (at := says[0].text.find(weekday)) >= 0:
        says = marked(says[0].text, [(at, at + len(weekday))])
    return Witness(_TOLD_BY.get(who, who), says, _strength(who, weight))


def _strength(who: str, weight: float) -> str:
    if who == "ceiling":
        return "bound"
    return next((word for least, word in _STRENGTH if weight >= least), "speaks against")
