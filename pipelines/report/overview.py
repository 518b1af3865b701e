"""A store -> the head of the page: is the news well, in one sentence, and five figures against the run before."""

from typing import NamedTuple

import duckdb

from pipelines.report.words import counted, percent, ruled
from pipelines.store.sql import beside

_SQL = beside(__file__)
# Below this share of unusable articles those that can be used are the news, and the others the exception.
_FEW = 0.1
_FIGURES = ("articles", "can be used", "critical", "warnings", "not readable")


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


class Figure(NamedTuple):
    """One of the five: what it counts, its value, what it was, and whether that is good, bad or neither."""

    label: str
    value: str
    change: str
    tone: str


class Head(NamedTuple):
    """The top of the page: a word (Yes, No …), the sentence, what explains it, and the five figures."""

    answer: str
    sentence: str
    because: str
    figures: tuple[Figure, ...]


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


def head(con: duckdb.DuckDBPyConnection, seen: Overview) -> Head:
    """The head of the page."""
    answer, sentence = verdict(seen)
    common = [(ruled(rule), articles) for rule, articles in con.execute(_SQL["commonest"]).fetchall()]
    return Head(answer, sentence, _because(seen, common), figures(seen))


def verdict(seen: Overview) -> tuple[str, str]:
    """Whether the news is well, and why: the gravest thing that can be said."""
    articles = counted(seen.articles, "article")
    if not seen.articles:
        return "Nothing to tell.", "No article is stored yet."
    if seen.run_id is None:
        return "Nobody knows.", f"{articles} stored, and none has been checked yet."
    if seen.errored:
        return "Nobody can say.", f"{counted(seen.errored, 'check')} could not be run."
    if seen.unusable > seen.articles * _FEW:
        return "No.", f"{seen.unusable:,} of {articles} cannot be used as {_they(seen.unusable)}."
    if seen.unusable:
        return "Mostly.", f"All but {seen.unusable:,} of {articles} can be used."
    if seen.critical:
        return "No.", f"{counted(seen.critical, 'critical finding')} about the store itself."
    if seen.doubtful:
        verb = "has" if seen.doubtful == 1 else "have"
        return "Yes.", f"Every article can be used; {seen.doubtful:,} of {seen.articles:,} {verb} a warning."
    return "Yes.", "Every article can be used, and nothing graver than a hint was found."


def _they(count: int) -> str:
    return "it is" if count == 1 else "they are"


def _because(seen: Overview, common: list[tuple[str, int]]) -> str:
    parts = []
    if common and seen.unusable:
        named = ", ".join(f"{rule} ({articles:,})" for rule, articles in common)
        parts.append(f"Most often: {named}." if len(common) > 1 else f"The reason: {named}.")
    if seen.before_run:
        parts.append(_moved(seen.opened, seen.gone))
    if seen.waived:
        parts.append(f"{counted(seen.waived, 'finding')} waived, counted apart.")
    if seen.unchecked:
        parts.append(f"{counted(seen.unchecked, 'article')} not checked yet.")
    return " ".join(parts)


def _moved(opened: int, gone: int) -> str:
    if not opened and not gone:
        return "No finding has come or gone since the run before."
    return f"Since the run before, {counted(opened, 'finding')} came and {gone:,} went."


def figures(seen: Overview) -> tuple[Figure, ...]:
    """Articles, the share that can be used, critical findings, warnings, what could not be read."""
    usable = percent(seen.articles - seen.unusable, seen.articles)
    if seen.before_run is None:
        values = f"{seen.articles:,}", usable, f"{seen.critical:,}", f"{seen.warnings:,}", f"{seen.rejected:,}"
        return tuple(Figure(label, value, "first run", "") for label, value in zip(_FIGURES, values, strict=True))
    before = seen.articles - seen.new_articles
    was = percent(before - seen.unusable_before, before)
    better = _share(seen.unusable, seen.articles) - _share(seen.unusable_before, before)
    changes = (
        (f"{seen.articles:,}", f"{seen.new_articles:,} new", 0.0),
        (usable, _was(usable, was), better),
        (f"{seen.critical:,}", _more(seen.critical_more), seen.critical_more),
        (f"{seen.warnings:,}", _more(seen.warning_more), seen.warning_more),
        (
            f"{seen.rejected:,}",
            _was(f"{seen.rejected:,}", f"{seen.rejected_before:,}"),
            seen.rejected - seen.rejected_before,
        ),
    )
    return tuple(
        Figure(label, value, change, _tone(worse))
        for label, (value, change, worse) in zip(_FIGURES, changes, strict=True)
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _was(now: int | str, before: int | str) -> str:
    return "as before" if now == before else f"was {before:,}" if isinstance(before, int) else f"was {before}"


def _more(count: int) -> str:
    if not count:
        return "as before"
    return f"{abs(count):,} {'more' if count > 0 else 'fewer'} than before"


def _tone(worse: float) -> str:
    return "bad" if worse > 0 else "good" if worse < 0 else ""
