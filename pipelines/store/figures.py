"""Pairs of figures beside like words -> those that cannot both be right, or that follow one another.

Precision first: what may be rounding, another time, another person or another part of a list is no relation.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from operator import attrgetter
from typing import Any, NamedTuple

import duckdb
from numpy.typing import NDArray

from pipelines.language.terms import STOP_WORDS
from pipelines.lexicon import lexicon
from pipelines.store.claim_relations import CALENDAR, of_one_matter, times
from pipelines.store.sql import beside, rows

# Share of the words next to two figures that is the same, and their number: where no other figure of the two sentences
# agrees (and always for small counts, which say little), where one does. Set on news of one month.
ALONE, ALONE_WORDS = 0.45, 4
SMALL, SMALL_LIKENESS = 10, 0.6
# Two figures of which one is the other rounded do not contradict: relative difference below this, where one is rounder.
ROUNDED = Decimal("0.05")
# Pairs that are looked at at a time.
_AT_A_TIME = 10_000
BESIDE = 40  # characters: what changes stands beside its figure
_AT_LEAST = re.compile(r"\b(?:over|above|more than|at least|no less than|exceed(?:s|ed|ing)?) [$£€¥₹]?$", re.I)
_AT_MOST = re.compile(r"\b(?:under|below|less than|fewer than|up to|at most|as many as|nearly|almost) [$£€¥₹]?$", re.I)
_PROPER = re.compile(r"\b[A-Z][\w’'-]{2,}")
_ROLE = re.compile(r"\b(from|to|of|by) (?:\w+ ){0,2}[$£€¥₹]?$")
# A figure of three or more in a row: "12 percent, 25 percent and 35 percent".
_FIGURE, _JOINED = r"[$£€¥₹]?\d[\d.,]*(?: ?%| percent| million| billion| trillion)?", r"(?:,|,? and|,? or) "
_FIGURES = re.compile(_FIGURE)
_ROW = re.compile(rf"{_FIGURE}(?:{_JOINED}{_FIGURE}){{2,}}")
# Two polls ask other people: only nearly the same sentence speaks of one of them.
_POLL = re.compile(r"\b(?:polls?|polled|surveys?|surveyed|margin of (?:sampling )?error)\b", re.I)
POLL_LIKENESS = 0.7
_DEAD = re.compile(r"\b(?:died|dead|deaths?|dying|kill(?:ed|ing|s)?|lives)\b", re.I)
_HURT = re.compile(r"\b(?:injur(?:ed|ing|ies)|wound(?:ed|ing|s)?|hurt|hospitali[sz]ed)\b", re.I)
_FATES = (("dead", _DEAD), ("hurt", _HURT))
# What may have another figure tomorrow: tolls, counts, prices.
_CHANGING = re.compile(
    r"\b(?:died|dead|deaths?|killed|injured|wounded|missing|infected|cases|arrested|displaced|survivors|toll|so far"
    r"|latest|updated|revised|rose|fell|gained|dropped|climbed|slipped|jumped|edged|closed|settled|trading|shares|prices)\b",
    re.I,
)


@dataclass(frozen=True)
class Side:
    """One figure in its sentence; it stands in very many pairs, so what it says by itself is found once."""

    article_id: str
    day: date | None
    start: int
    end: int
    value: str
    unit: str
    approximate: bool
    sentence_start: int
    sentence: str
    source_id: str
    correction: str | None

    @cached_property
    def number(self) -> Decimal:
        return Decimal(self.value)

    @cached_property
    def place(self) -> tuple[int, int]:
        """Where it stands in the sentence."""
        return self.start - self.sentence_start, self.end - self.sentence_start

    @cached_property
    def age(self) -> tuple[date, str]:
        """By which the older of two is told."""
        return self.day or date.max, self.article_id

    @cached_property
    def names(self) -> frozenset[str]:
        """The capitalised words of the sentence, without a first one that has its capital from there: "Reduces"."""
        written = _PROPER.findall(self.sentence)
        found = frozenset(written) - CALENDAR
        return found - {written[0]} if written and _plain(written[0].lower()) else found

    @cached_property
    def times(self) -> frozenset[str]:
        return times(self.sentence)

    @cached_property
    def polled(self) -> bool:
        return _POLL.search(self.sentence) is not None

    @cached_property
    def listed(self) -> int | None:
        """Which of a row of figures it is."""
        start, _ = self.place
        rows = (row.span() for row in _ROW.finditer(self.sentence))
        row = next(((first, end) for first, end in rows if first <= start < end), None)
        return len(_FIGURES.findall(self.sentence, row[0], start)) if row else None

    @cached_property
    def fate(self) -> str | None:
        """Whether it counts the dead or the hurt, by the nearest word that tells."""
        start, end = self.place
        told = [(word.span(), fate) for fate, words in _FATES for word in words.finditer(self.sentence)]
        apart = [(first - end if first >= end else start - last, fate) for (first, last), fate in told]
        return min(apart)[1] if apart else None

    @cached_property
    def role(self) -> str | None:
        """The word before it that says what it is to the sentence: from, to, of, by."""
        found = _ROLE.search(self.sentence, 0, self.place[0])
        return found[1] if found else None

    @cached_property
    def at_least(self) -> bool:
        return _AT_LEAST.search(self.sentence, 0, self.place[0]) is not None

    @cached_property
    def at_most(self) -> bool:
        return _AT_MOST.search(self.sentence, 0, self.place[0]) is not None

    @cached_property
    def changes(self) -> bool:
        """Whether it may be another tomorrow."""
        first, last = self.place
        return _CHANGING.search(self.sentence[max(0, first - BESIDE) : last + BESIDE]) is not None

    @property
    def written(self) -> str:
        """The figure as its sentence has it, without unit."""
        return self.sentence[self.place[0] :].split()[0].strip(".,;:()”\"'")


class Pair(NamedTuple):
    """Two figures with one unit, the older first, and how much of what stands beside them is the same.

    `updated`: the one article is an update of the other.
    """

    words: int
    likeness: float
    same_figures: int
    updated: bool
    older: Side
    later: Side


_AGE, _NUMBER = attrgetter("age"), attrgetter("number")

FigureRelation = tuple[str, str, str, str, str, int, int, int, int]


class Compared(NamedTuple):
    """Figures by number, and the columns of their pairs: two numbers and the fields of a Pair. As arrays they take a
    tenth of the memory.
    """

    sides: Mapping[int, Side]
    pairs: Sequence[NDArray[Any]]


def compared(con: duckdb.DuckDBPyConnection) -> Compared:
    """What stands in `figure_pairs`."""
    sql = beside(__file__)
    sides = {n: Side(*side) for n, *side in rows(con, sql["sides"])}
    return Compared(sides, list(con.execute(sql["pairs"]).fetchnumpy().values()))


def figure_relations(figures: Compared) -> list[FigureRelation]:
    """The relations of the pairs, as rows of figure_relations, sorted."""
    return sorted(_relations(figures))


def _relations(figures: Compared) -> Iterator[FigureRelation]:
    sides, pairs = figures
    for first in range(0, len(pairs[0]), _AT_A_TIME):
        some = (column[first : first + _AT_A_TIME].tolist() for column in pairs)
        for a_n, b_n, words, likeness, same_figures, updated in zip(*some, strict=True):
            older, later = sorted((sides[a_n], sides[b_n]), key=_AGE)
            pair = Pair(words, likeness, same_figures, updated, older, later)
            if _alike(pair) and _conflict(older, later) and _about_the_same(older, later):
                values = [f"{side.value} {side.unit}".rstrip() for side in (older, later)]
                places = older.start, older.end, later.start, later.end
                yield older.article_id, later.article_id, _kind(pair), values[0], values[1], *places


def _alike(pair: Pair) -> bool:
    """Whether the words say that it is one claim."""
    if pair.likeness < POLL_LIKENESS and (pair.older.polled or pair.later.polled):
        return False
    if max(pair.older.number, pair.later.number) < SMALL:
        return pair.likeness >= SMALL_LIKENESS and pair.words >= ALONE_WORDS
    if pair.likeness >= ALONE and pair.words >= ALONE_WORDS:
        return True
    named = bool(pair.older.names) == bool(pair.later.names)
    return pair.same_figures > 0 and named and pair.older.times == pair.later.times


def _about_the_same(a: Side, b: Side) -> bool:
    """Whether two sentences share a name where both have one, name no other years or months each, and the figures are
    not the one from which and the one to which something changes, nor the one of a list, nor of the dead and the hurt.
    """
    if not of_one_matter(a.names, b.names, a.times, b.times):
        return False
    if a.listed != b.listed or _moving(a, b) or {a.fate, b.fate} == {"dead", "hurt"}:
        return False
    return not (a.role and b.role and a.role != b.role)


def _moving(a: Side, b: Side) -> bool:
    """Whether prices and tolls are told for days that nobody knows."""
    return (a.day is None or b.day is None) and (a.changes or b.changes)


def _plain(word: str) -> bool:
    return word in STOP_WORDS or word.endswith("ly") or word in lexicon().clauses.verbs


def _conflict(a: Side, b: Side) -> bool:
    """Whether two figures cannot both be: they differ, and neither bounds the other or is it rounded."""
    less, more = sorted((a, b), key=_NUMBER)
    if less.number == more.number or less.number <= 1:  # "one of them" is no count
        return False
    # "over 3" and "3.4": the one gives a bound that the other's plain figure keeps.
    if (less.at_least and not more.at_least) or (more.at_most and not less.at_most):
        return False
    near = more.number - less.number <= ROUNDED * more.number
    return not (near and (a.approximate != b.approximate or _digits(a.number) != _digits(b.number)))


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _kind(pair: Pair) -> str:
    """updates: of another day, and of what changes from day to day; corrects: the later text is an update of the other,
    or its note of correction gives both figures.
    """
    older, later = pair.older, pair.later
    if older.day and later.day and older.day < later.day and (older.changes or later.changes):
        return "updates"
    note = later.correction or ""
    noted = older.written in note and later.written in note
    return "corrects" if older.source_id == later.source_id and (pair.updated or noted) else "contradicts"
