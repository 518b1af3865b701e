"""Pairs of claims of one story -> relations: reworded quotations, numbers and negations that contradict.

Precision first: what may be rounding, house style or another occasion is no relation.
"""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

import duckdb

from pipelines.language.listed import listed
from pipelines.language.numbers import Quantity, quantities
from pipelines.language.quotes import quotes
from pipelines.language.wordings import Rewording, rewording

# A contradiction is looked for only between claims that say the same but for the slot.
MIN_WORDS, MIN_CONTAINED, MIN_JACCARD = 4, 0.6, 0.4
MIN_JACCARD_NEGATED = 0.8
MAX_LONGER = 2.5
# A capitalised word within a claim: the first word of a sentence need be no name.
_PROPER = re.compile(r"\b[A-Z]\w{2,}")
_MONTHS = listed("January February March April May June July August September October November December")
_CALENDAR = _MONTHS | listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_TIME = re.compile(rf"\b(?:(?:19|20)[0-9]{{2}}|{'|'.join(sorted(_MONTHS))})\b")
# Words in a row by which a quotation is the same whoever is said to have said it.
SURE_RUN = 8
# What may have another figure tomorrow: tolls, counts, prices.
_CHANGING = re.compile(
    r"\b(?:died|dead|deaths?|killed|injured|wounded|missing|infected|cases|arrested|displaced|survivors|toll|so far"
    r"|latest|updated|revised|rose|fell|gained|dropped|climbed|slipped|jumped|edged|closed|settled|traded|shares|prices)\b",
    re.I,
)
# Two figures of which one is the other rounded do not contradict: relative difference below this, where one is rounder.
ROUNDED = Decimal("0.05")


class Side(NamedTuple):
    """One claim of a pair."""

    claim_id: str
    day: date | None
    content: str
    start: int
    quote_type: str | None
    negated: bool
    modality: str
    speaker: str | None
    copy_group: str


Relation = tuple[str, str, str, str, str | None, str | None, int | None, int | None, int | None, int | None]

_SIDES = """
    a.claim_id, a.published_day, a.content, a.content_start, a.quote_type, a.negated, a.modality, a.speaker_resolved,
    a.copy_group,
    b.claim_id, b.published_day, b.content, b.content_start, b.quote_type, b.negated, b.modality, b.speaker_resolved,
    b.copy_group
"""
_PAIRS = f"""
SELECT
    {_SIDES}, words, words / greatest(1, least(a_plain, b_plain)) AS contained,
    words / greatest(1, a_plain + b_plain - words) AS jaccard
FROM claim_pairs JOIN claim_keys a ON a.claim_id = a_id JOIN claim_keys b ON b.claim_id = b_id
WHERE words >= $words AND shared >= least(a_size, b_size) * 0.5
"""
_FIGURES = f"""
SELECT {_SIDES}
FROM figure_pairs JOIN claim_figures a ON a.claim_id = a_id JOIN claim_figures b ON b.claim_id = b_id
"""
_QUOTES = f"""
SELECT {_SIDES}
FROM quote_pairs JOIN claim_quotes a ON a.claim_id = a_id JOIN claim_quotes b ON b.claim_id = b_id
"""


def relations(con: duckdb.DuckDBPyConnection) -> Iterator[Relation]:
    """The relations of the pairs in `claim_pairs`, `figure_pairs` and `quote_pairs`, as rows of claim_relations."""
    for row in con.execute(_FIGURES).fetchall():
        a, b = _in_order(row)
        if _about_the_same(a, b):
            yield from _numbers(a, b)
    for row in con.execute(_QUOTES).fetchall():
        yield from _reworded(*_in_order(row))
    rows = con.execute(_PAIRS, {"words": MIN_WORDS - 1}).fetchall()
    for row in rows:
        a, b = _in_order(row)
        words, contained, jaccard = row[18:]
        yield from _reworded(a, b)
        if a.copy_group != b.copy_group and words >= MIN_WORDS and _about_the_same(a, b):
            if contained >= MIN_CONTAINED and jaccard >= MIN_JACCARD:
                yield from _numbers(a, b)
            if jaccard >= MIN_JACCARD_NEGATED and a.negated != b.negated and a.modality == b.modality == "asserted":
                yield _relation(a, b, "contradicts", "negation", str(a.negated).lower(), str(b.negated).lower())


def _in_order(row: tuple) -> tuple[Side, Side]:
    """The two sides of a row of _SIDES, the older first."""
    a, b = sorted((Side(*row[:9]), Side(*row[9:18])), key=lambda side: (side.day or date.max, side.claim_id))
    return a, b


def _about_the_same(a: Side, b: Side) -> bool:
    """Whether two claims are of one size, where both name somebody or something share a name, and where both name years
    or months, not each some that the other has not: "by May 2019" and "by June 2020" are two things.
    """
    shorter, longer = sorted((len(a.content), len(b.content)))
    if longer > MAX_LONGER * shorter:
        return False
    names, others = (set(_PROPER.findall(side.content, 1)) - _CALENDAR for side in (a, b))
    if names and others and names.isdisjoint(others):
        return False
    times, other_times = (set(_TIME.findall(side.content)) for side in (a, b))
    return not (times - other_times and other_times - times)


def _reworded(a: Side, b: Side) -> Iterator[Relation]:
    """The first pair of quoted pieces that are one quotation in other words."""
    for a_at, a_text in _quoted(a):
        for b_at, b_text in _quoted(b):
            found = rewording(a_text, b_text)
            if found is not None and (_one_speaker(a, b) or found.longest >= SURE_RUN):
                yield _words(a, b, a_at, b_at, found)
                return


def _quoted(side: Side) -> list[tuple[int, str]]:
    """Offset in the content and text of what a claim quotes."""
    if side.quote_type == "direct":
        return [(0, side.content)]
    if side.quote_type != "mixed":
        return []
    return [(quote.start, side.content[quote.start : quote.end]) for quote in quotes(side.content)]


def _one_speaker(a: Side, b: Side) -> bool:
    """Whether the same one may speak: a name is missing, or the last words of the names agree."""
    return not a.speaker or not b.speaker or a.speaker.split()[-1] == b.speaker.split()[-1]


def _words(a: Side, b: Side, a_at: int, b_at: int, found: Rewording) -> Relation:
    first, last = found.changes[0], found.changes[-1]
    a_span = (a_at + first.a_start, a_at + last.a_end)
    b_span = (b_at + first.b_start, b_at + last.b_end)
    return _relation(a, b, "reworded", "words", a.content[slice(*a_span)], b.content[slice(*b_span)], a_span, b_span)


def _numbers(a: Side, b: Side) -> Iterator[Relation]:
    """Figures with one unit that differ, where all others with that unit agree."""
    ours, theirs = quantities(a.content), quantities(b.content)
    common = {one.key for one in ours} & {other.key for other in theirs}
    left = [one for one in ours if one.key not in common]
    right = [other for other in theirs if other.key not in common]
    for one in left:
        others = [other for other in right if other.unit == one.unit]
        if len(others) == 1 and sum(mine.unit == one.unit for mine in left) == 1 and _conflict(one, others[0]):
            yield _relation(
                a, b, "updates" if _may_have_changed(a, b) else "contradicts", "number", one.key, others[0].key,
                (one.start, one.end), (others[0].start, others[0].end),
            )  # fmt: skip


def _may_have_changed(a: Side, b: Side) -> bool:
    """Whether the later claim may tell a newer state: of another day, and of what changes from day to day."""
    days = a.day is not None and b.day is not None and a.day < b.day
    return days and any(_CHANGING.search(side.content) is not None for side in (a, b))


def _conflict(one: Quantity, other: Quantity) -> bool:
    """Whether two figures cannot both be: they differ, and neither is the other hedged or rounded."""
    if one.value == other.value or min(one.value, other.value) <= 1:  # "one of them" is no count
        return False
    near = abs(one.value - other.value) <= ROUNDED * max(abs(one.value), abs(other.value))
    return not (near and (one.approximate or other.approximate or _digits(one) != _digits(other)))


def _digits(quantity: Quantity) -> int:
    return len(quantity.value.normalize().as_tuple().digits)


def _relation(
    a: Side, b: Side, kind: str, slot: str, a_value: str, b_value: str,
    a_span: tuple[int, int] | None = None, b_span: tuple[int, int] | None = None,
) -> Relation:  # fmt: skip
    """A row; spans count in the content and become spans in the articles' texts."""
    a_start, a_end = a_span or (0, len(a.content))
    b_start, b_end = b_span or (0, len(b.content))
    places = a.start + a_start, a.start + a_end, b.start + b_start, b.start + b_end
    return a.claim_id, b.claim_id, kind, slot, a_value, b_value, *places
