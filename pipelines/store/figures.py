"""Pairs of figures beside like words -> those that cannot both be right, or that follow one another.

Precision first: what may be rounding, another time, another person or another part of a list is no relation.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

import duckdb

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
# What may have another figure tomorrow: tolls, counts, prices.
_CHANGING = re.compile(
    r"\b(?:died|dead|deaths?|killed|injured|wounded|missing|infected|cases|arrested|displaced|survivors|toll|so far"
    r"|latest|updated|revised|rose|fell|gained|dropped|climbed|slipped|jumped|edged|closed|settled|trading|shares|prices)\b",
    re.I,
)


class Side(NamedTuple):
    """One figure of a pair, in its sentence."""

    article_id: str
    day: date | None
    start: int
    end: int
    value: str
    approximate: bool
    sentence_start: int
    sentence: str
    source_id: str
    correction: str | None


class Pair(NamedTuple):
    """Two figures with one unit, the older first, and how much of what stands beside them is the same.

    `updated`: the one article is an update of the other.
    """

    words: int
    likeness: float
    same_figures: int
    updated: bool
    unit: str
    older: Side
    later: Side


FigureRelation = tuple[str, str, str, str, str, int, int, int, int]


def figure_relations(con: duckdb.DuckDBPyConnection) -> Iterator[FigureRelation]:
    """The relations of the pairs in `figure_pairs`, as rows of figure_relations."""
    for row in rows(con, beside(__file__)["sides"]):
        older, later = sorted(
            (Side(*row[5:15]), Side(*row[15:])), key=lambda side: (side.day or date.max, side.article_id)
        )
        words, likeness, same_figures, updated, unit = row[:5]
        pair = Pair(words, likeness, same_figures, updated, unit, older, later)
        if _alike(pair) and _conflict(older, later) and _about_the_same(older, later):
            values = [f"{side.value} {pair.unit}".rstrip() for side in (older, later)]
            places = older.start, older.end, later.start, later.end
            yield older.article_id, later.article_id, _kind(pair), values[0], values[1], *places


def _alike(pair: Pair) -> bool:
    """Whether the words say that it is one claim."""
    if pair.likeness < POLL_LIKENESS and (_polled(pair.older.sentence) or _polled(pair.later.sentence)):
        return False
    if max(Decimal(pair.older.value), Decimal(pair.later.value)) < SMALL:
        return pair.likeness >= SMALL_LIKENESS and pair.words >= ALONE_WORDS
    if pair.likeness >= ALONE and pair.words >= ALONE_WORDS:
        return True
    named = bool(_names(pair.older.sentence)) == bool(_names(pair.later.sentence))
    return pair.same_figures > 0 and named and times(pair.older.sentence) == times(pair.later.sentence)


def _about_the_same(a: Side, b: Side) -> bool:
    """Whether two sentences share a name where both have one, name no other years or months each, and the figures are
    not the one from which and the one to which something changes, nor the one of a list, nor of the dead and the hurt.
    """
    names, others = _names(a.sentence), _names(b.sentence)
    if not of_one_matter(names, others, times(a.sentence), times(b.sentence)):
        return False
    if _listed(a) != _listed(b) or _moving(a, b) or {_fate(a), _fate(b)} == {"dead", "hurt"}:
        return False
    roles = [_ROLE.search(side.sentence, 0, side.start - side.sentence_start) for side in (a, b)]
    return not (roles[0] and roles[1] and roles[0][1] != roles[1][1])


def _listed(side: Side) -> int | None:
    """Which of a row of figures it is."""
    start = side.start - side.sentence_start
    row = next(((first, end) for first, end in _rows(side.sentence) if first <= start < end), None)
    return len(_FIGURES.findall(side.sentence, row[0], start)) if row else None


def _moving(a: Side, b: Side) -> bool:
    """Whether prices and tolls are told for days that nobody knows."""
    return (a.day is None or b.day is None) and (_changes(a) or _changes(b))


def _fate(side: Side) -> str | None:
    """Whether a figure counts the dead or the hurt, by the nearest word that tells."""
    start, end = side.start - side.sentence_start, side.end - side.sentence_start
    apart = [(first - end if first >= end else start - last, fate) for first, last, fate in _fates(side.sentence)]
    return min(apart)[1] if apart else None


# A sentence stands in very many pairs.
@lru_cache(maxsize=20_000)
def _polled(sentence: str) -> bool:
    return _POLL.search(sentence) is not None


@lru_cache(maxsize=20_000)
def _rows(sentence: str) -> tuple[tuple[int, int], ...]:
    return tuple(row.span() for row in _ROW.finditer(sentence))


@lru_cache(maxsize=20_000)
def _fates(sentence: str) -> tuple[tuple[int, int, str], ...]:
    told = (("dead", _DEAD), ("hurt", _HURT))
    return tuple((*word.span(), fate) for fate, words in told for word in words.finditer(sentence))


@lru_cache(maxsize=20_000)
def _names(sentence: str) -> frozenset[str]:
    """The capitalised words, without a first one that has its capital from the sentence: "Reduces", "Permanently"."""
    written = _PROPER.findall(sentence)
    found = frozenset(written) - CALENDAR
    return found - {written[0]} if written and _plain(written[0].lower()) else found


def _plain(word: str) -> bool:
    return word in STOP_WORDS or word.endswith("ly") or word in lexicon().clauses.verbs


def _conflict(a: Side, b: Side) -> bool:
    """Whether two figures cannot both be: they differ, and neither bounds the other or is it rounded."""
    one, other = Decimal(a.value), Decimal(b.value)
    if one == other or min(one, other) <= 1:  # "one of them" is no count
        return False
    if any(_within(first, second) for first, second in ((a, b), (b, a))):
        return False
    near = abs(one - other) <= ROUNDED * max(one, other)
    return not (near and (a.approximate != b.approximate or _digits(one) != _digits(other)))


def _within(bound: Side, side: Side) -> bool:
    """Whether the one gives a bound that the other's plain figure keeps: "over 3" and "3.4"."""
    before, others = (one.sentence[: one.start - one.sentence_start] for one in (bound, side))
    more = Decimal(side.value) > Decimal(bound.value)
    pattern = _AT_LEAST if more else _AT_MOST
    return pattern.search(before) is not None and pattern.search(others) is None


def _digits(value: Decimal) -> int:
    return len(value.normalize().as_tuple().digits)


def _kind(pair: Pair) -> str:
    """updates: of another day, and of what changes from day to day; corrects: the later text is an update of the other,
    or its note of correction gives both figures.
    """
    older, later = pair.older, pair.later
    if older.day and later.day and older.day < later.day and (_changes(older) or _changes(later)):
        return "updates"
    note = later.correction or ""
    noted = _written(older) in note and _written(later) in note
    return "corrects" if older.source_id == later.source_id and (pair.updated or noted) else "contradicts"


def _changes(side: Side) -> bool:
    first, last = side.start - side.sentence_start, side.end - side.sentence_start
    return _CHANGING.search(side.sentence[max(0, first - BESIDE) : last + BESIDE]) is not None


def _written(side: Side) -> str:
    """The figure as its sentence has it, without unit."""
    return side.sentence[side.start - side.sentence_start :].split()[0].strip(".,;:()”\"'")
