"""A store -> its findings as the page shows them: by rule, the words marked in their sentence, the better beside."""

from collections.abc import Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from pipelines.report.differences import difference
from pipelines.report.marks import AROUND, Piece, Shown, clip, plain, sentence
from pipelines.report.words import ruled
from pipelines.store.sql import beside

_SQL = beside(__file__)


# Rules whose suggestion is what another text has, which need not be the better.
_ELSEWHERE = frozenset({"number_conflict", "quote_reworded"})


class Row(NamedTuple):
    """A finding as it is stored, with the text around its words: around[at:at + size]."""

    rule: str
    severity: str
    state: str
    article_id: str
    subject: str
    message: str
    evidence: str | None
    suggestion: str | None
    title: str | None
    label: str | None
    source_id: str | None
    published_day: date | None
    around: str | None
    at: int | None
    size: int | None
    cut_before: bool | None
    cut_after: bool | None
    since: str | None
    new: bool
    names_article: bool
    other_title: str | None


class Finding(NamedTuple):
    """A finding as it is shown. `better` is the suggestion, `beside` what it is, or the article that it names."""

    severity: str
    message: Shown
    words: Shown
    better: Shown
    beside: str
    article_id: str
    label: str
    source_id: str
    day: date | None
    since: str
    new: bool


class Group(NamedTuple):
    """The findings of a rule: how many are open, new and waived, and those of them that are shown."""

    rule: str
    title: str
    severity: str
    why: str
    open: int
    new: int
    articles: int
    shown: tuple[Finding, ...]
    waived: int
    waived_shown: tuple[Finding, ...]

    @property
    def said_once(self) -> bool:
        """Whether a finding says no more than the name of its rule: no words are at fault, and all say the same."""
        found = (*self.shown, *self.waived_shown)
        return not any(one.words or one.better for one in found) and len({one.message for one in found}) == 1


def groups(con: duckdb.DuckDBPyConnection, run_id: str, each: int, why: Mapping[str, str]) -> tuple[Group, ...]:
    """The findings, gravest rules first, at most `each` of a rule and state. `why` says what each rule is for."""
    found = [
        Row(*row)
        for row in con.execute(_SQL["findings"], {"run_id": run_id, "each": each, "around": AROUND}).fetchall()
    ]
    shown = {
        key: tuple(map(finding, rows))
        for key, rows in groupby(
            sorted(found, key=lambda row: (row.rule, row.state)), lambda row: (row.rule, row.state)
        )
    }
    return tuple(
        Group(
            rule, ruled(rule), severity, why.get(rule, ""), opened, new, articles, shown.get((rule, "open"), ()),
            waived, shown.get((rule, "waived"), ()),
        )
        for rule, severity, opened, new, waived, articles in con.execute(_SQL["rules"], {"run_id": run_id}).fetchall()
    )  # fmt: skip


def finding(row: Row) -> Finding:
    """A finding as it is shown."""
    return Finding(
        row.severity, plain(row.message, 400), _words(row), _better(row), _beside(row.rule, row.names_article),
        row.article_id, clip(row.title or row.label or row.subject, 76), row.source_id or "", row.published_day,
        row.since or "", row.new,
    )  # fmt: skip


def _better(row: Row) -> Shown:
    if not row.suggestion:
        return ()
    if row.names_article:
        return plain(row.other_title or row.suggestion)
    return difference(row.evidence, row.suggestion)[1] if row.evidence else plain(row.suggestion)


def _beside(rule: str, names_article: bool) -> str:
    return "the other" if names_article else "elsewhere" if rule in _ELSEWHERE else "better"


def _words(row: Row) -> Shown:
    """The words at fault in their sentence, or alone where the finding has no place in a text."""
    if row.around is not None and row.at is not None and row.size is not None:
        at = max(row.at, 0)
        cut = bool(row.cut_before), bool(row.cut_after)
        return sentence(row.around, at, at + row.size, cut_before=cut[0], cut_after=cut[1])
    if not row.evidence:
        return ()
    if not row.suggestion or row.names_article:
        return (Piece(clip(row.evidence), "fault"),)
    return difference(row.evidence, row.suggestion)[0]
