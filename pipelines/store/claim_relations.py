"""Pairs of claims -> relations: reworded quotations, and negations that contradict. Figures are compared in figures.py.

Precision first: what may be house style or another occasion is no relation.
"""

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

import duckdb

from pipelines.language.listed import listed
from pipelines.language.quotes import quotes
from pipelines.language.wordings import Rewording, rewording
from pipelines.store.sql import rows

# A contradiction is looked for only between claims that say the same but for the slot.
SAME_BUT_DENIED = {"words": 4, "jaccard": 0.8, "own_words": 1}
MAX_LONGER = 2.5
# A capitalised word within a claim: the first word of a sentence need be no name.
_PROPER = re.compile(r"\b[A-Z]\w{2,}")
MONTHS = listed("January February March April May June July August September October November December")
CALENDAR = MONTHS | listed("Monday Tuesday Wednesday Thursday Friday Saturday Sunday")
_DENIES = re.compile(r"\b(?:not|never|cannot|no|none|nobody|nothing|neither|nor|den(?:y|ies|ied))\b|n['’]t\b", re.I)
_TIME = re.compile(rf"\b(?:(?:1[6-9]|20)[0-9]{{2}}|{'|'.join(sorted(MONTHS))})\b")
OCCASION = 2  # days
# Words in a row by which a quotation is the same whoever is said to have said it.
SURE_RUN = 8


class Side(NamedTuple):
    """One claim of a pair."""

    claim_id: str
    day: date | None
    content: str
    start: int
    quote_type: str | None
    negated: bool
    speaker: str | None


Relation = tuple[str, str, str, str, str | None, str | None, int | None, int | None, int | None, int | None]

_SIDES = """
    a.claim_id, a.day, a.content, a.content_start, a.quote_type, a.negated, a.speaker_resolved,
    b.claim_id, b.day, b.content, b.content_start, b.quote_type, b.negated, b.speaker_resolved
"""
_QUOTES = f"""
SELECT {_SIDES}
FROM quote_pairs JOIN claim_quotes a ON a.n = a_n JOIN claim_quotes b ON b.n = b_n
"""
_DENIALS = f"""
SELECT {_SIDES}
FROM claim_pairs JOIN claim_keys a ON a.n = a_n JOIN claim_keys b ON b.n = b_n
WHERE one_denies AND NOT one_group AND a.modality = 'asserted' AND b.modality = 'asserted'
    AND words >= $words AND words >= $jaccard * (a_plain + b_plain - words)
    AND greatest(a_plain, b_plain) - words <= $own_words  -- what is denied is no further thing
"""


def relations(con: duckdb.DuckDBPyConnection) -> Iterator[Relation]:
    """The relations of the pairs in `claim_pairs` and `quote_pairs`, as rows of claim_relations."""
    for a, b in map(_in_order, rows(con, _QUOTES)):
        yield from _reworded(a, b)
    for a, b in map(_in_order, rows(con, _DENIALS, SAME_BUT_DENIED)):
        if _one_denies(a, b) and _about_the_same(a, b):
            yield _relation(a, b, "contradicts", "negation", str(a.negated).lower(), str(b.negated).lower())


def _in_order(row: tuple) -> tuple[Side, Side]:
    """The two sides of a row of _SIDES, the older first."""
    a, b = sorted((Side(*row[:7]), Side(*row[7:])), key=lambda side: (side.day or date.max, side.claim_id))
    return a, b


def _one_denies(a: Side, b: Side) -> bool:
    """Whether the claim that does not deny has no word of denial anywhere, not even in what it quotes."""
    return _DENIES.search(b.content if a.negated else a.content) is None


def _about_the_same(a: Side, b: Side) -> bool:
    """Whether two claims are of one size and of one matter."""
    names, others = (frozenset(_PROPER.findall(side.content, 1)) - CALENDAR for side in (a, b))
    return about_one_size(a.content, b.content) and of_one_matter(names, others, times(a.content), times(b.content))


def of_one_matter(
    names: frozenset[str], others: frozenset[str], told: frozenset[str], told_there: frozenset[str]
) -> bool:
    """Whether two texts share a name where both have one, and not each has times that the other has not: "by May 2019"
    and "by June 2020" are two things.
    """
    return not (names and others and names.isdisjoint(others)) and (told <= told_there or told_there <= told)


@lru_cache(maxsize=20_000)  # a sentence stands in very many pairs
def times(text: str) -> frozenset[str]:
    """The years and months that a text names."""
    return frozenset(_TIME.findall(text))


def about_one_size(a: str, b: str) -> bool:
    """Whether neither of two claims says much more than the other."""
    shorter, longer = sorted((len(a), len(b)))
    return longer <= MAX_LONGER * shorter


def _reworded(a: Side, b: Side) -> Iterator[Relation]:
    """The first pair of quoted pieces that are one quotation in other words."""
    for a_at, a_text in _quoted(a):
        for b_at, b_text in _quoted(b):
            found = rewording(a_text, b_text)
            if found is None or (_omits(found) and not _one_occasion(a, b)):
                continue
            if _one_speaker(a, b) or found.longest >= SURE_RUN:
                yield _words(a, b, a_at, b_at, found)
                return


def _omits(found: Rewording) -> bool:
    """Whether a word is left out: who says a thing again some days later often does."""
    return any(one.a_start == one.a_end or one.b_start == one.b_end for one in found.changes)


def _one_occasion(a: Side, b: Side) -> bool:
    return a.day is None or b.day is None or abs((a.day - b.day).days) <= OCCASION


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


def _relation(
    a: Side, b: Side, kind: str, slot: str, a_value: str, b_value: str,
    a_span: tuple[int, int] | None = None, b_span: tuple[int, int] | None = None,
) -> Relation:  # fmt: skip
    """A row; spans count in the content and become spans in the articles' texts."""
    a_start, a_end = a_span or (0, len(a.content))
    b_start, b_end = b_span or (0, len(b.content))
    places = a.start + a_start, a.start + a_end, b.start + b_start, b.start + b_end
    return a.claim_id, b.claim_id, kind, slot, a_value, b_value, *places
