"""The counts of a store -> is the news well, in one sentence, and five figures against the run before. Pure."""

from collections.abc import Sequence
from typing import NamedTuple

from pipelines.report.overview import Overview
from pipelines.report.words import counted, percent, ruled

# Below this share of unusable articles those that can be used are the news, and the others the exception.
_FEW = 0.1
_FIGURES = ("articles", "can be used", "critical", "warnings", "not readable")


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


def head(seen: Overview, common: Sequence[tuple[str, int]]) -> Head:
    """The head of the page; `common` are the rules that make the most articles unusable."""
    answer, sentence = verdict(seen)
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


def _because(seen: Overview, common: Sequence[tuple[str, int]]) -> str:
    parts = []
    if common and seen.unusable:
        named = ", ".join(f"{ruled(rule)} ({articles:,})" for rule, articles in common)
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
    values = _values(seen)
    if seen.before_run is None:
        return tuple(Figure(label, value, "first run", "") for label, value in zip(_FIGURES, values, strict=True))
    return tuple(
        Figure(label, value, change, "bad" if worse > 0 else "good" if worse < 0 else "")
        for label, value, (change, worse) in zip(_FIGURES, values, _changes(seen), strict=True)
    )


def _values(seen: Overview) -> tuple[str, ...]:
    usable = percent(seen.articles - seen.unusable, seen.articles)
    return f"{seen.articles:,}", usable, f"{seen.critical:,}", f"{seen.warnings:,}", f"{seen.rejected:,}"


def _changes(seen: Overview) -> tuple[tuple[str, float], ...]:
    """What each was or how much it has changed, and by how much that is worse."""
    before = seen.articles - seen.new_articles
    usable, was = _values(seen)[1], percent(before - seen.unusable_before, before)
    return (
        (f"{seen.new_articles:,} new", 0),
        (_was(usable, was), _share(seen.unusable, seen.articles) - _share(seen.unusable_before, before)),
        (_more(seen.critical_more), seen.critical_more),
        (_more(seen.warning_more), seen.warning_more),
        (_was(f"{seen.rejected:,}", f"{seen.rejected_before:,}"), seen.rejected - seen.rejected_before),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0


def _was(now: str, before: str) -> str:
    return "as before" if now == before else f"was {before}"


def _more(count: int) -> str:
    if not count:
        return "as before"
    return f"{abs(count):,} {'more' if count > 0 else 'fewer'} than before"
