"""Pairs of claims that say the same but for a day, a place or a direction -> relations. Figures: see figures.py.

Precision first: what may be another occasion, a place within the other, or the day of speaking is no relation.
"""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.language.lexemes import lexemes
from pipelines.lexicon import lexicon, place_levels
from pipelines.store.claim_relations import Relation, about_one_size
from pipelines.store.sql import rows, statements

# Of the terms beside the slot, so many must be the same, and this share of all.
MIN_WORDS = 4
MIN_JACCARD = 0.8
# One event is put on two days in a row by zones and nights.
NIGHT = 1
_SPOKEN = re.compile(r"\b(?:said|says|told|tweeted|announced|reported|wrote|added)\b[^.,;]{0,40}$", re.I)
_BEFORE_PLACE = re.compile(r"\b(in|at|near|from|to|into|outside|of|for|across) (?:the )?$", re.I)


class Side(NamedTuple):
    """One claim of a pair, and where in it the value stands (of a direction nowhere: it is told by the verb)."""

    claim_id: str
    day: date | None
    content: str
    start: int
    terms: list[str]
    numbers: list[str]
    negated: bool
    modality: str
    value: str
    span: tuple[int, int] | None


def slot_relations(con: duckdb.DuckDBPyConnection) -> Iterator[Relation]:
    """The relations of the pairs in `claim_pairs` by slots, as rows of claim_relations."""
    sql = statements(Path(__file__).with_suffix(".sql"))
    con.execute(sql["holds"], {"words": MIN_WORDS - 1})
    con.execute(sql["differing"], {"words": MIN_WORDS - 1})
    for slot, *row, updated in rows(con, sql["slots"]):
        older, later = sorted(
            (Side(*row[:10]), Side(*row[10:])), key=lambda side: (side.day or date.max, side.claim_id)
        )
        if _alike(slot, older, later) and _DIFFER[slot](older, later):
            yield _relation(_kind(slot, older, later, updated), slot, older, later)


def _alike(slot: str, a: Side, b: Side) -> bool:
    """Whether the claims say the same beside the slot: figures, denial and words."""
    if a.numbers != b.numbers or a.negated != b.negated or not about_one_size(a.content, b.content):
        return False
    if "question" in (a.modality, b.modality) or "opinion" in (a.modality, b.modality):
        return False
    one, other = (set(side.terms) - _terms_of(slot, side) for side in (a, b))
    same = len(one & other)
    return same >= MIN_WORDS and same >= MIN_JACCARD * len(one | other)


def _terms_of(slot: str, side: Side) -> set[str]:
    """The terms of the words that the slot stands in."""
    known = lexicon()
    if side.span is None:
        words = [word for word in lexemes(side.content).words if word in known.clauses.directions]
    else:
        words = list(lexemes(side.content[slice(*side.span)]).words)
    return set(known.terms.of(words))


def _other_day(a: Side, b: Side) -> bool:
    """Whether two days cannot both be right; the days of speaking can."""
    apart = abs((date.fromisoformat(a.value) - date.fromisoformat(b.value)).days)
    spoken = any(side.span and _SPOKEN.search(side.content, 0, side.span[0]) for side in (a, b))
    return apart > NIGHT and not spoken


def _other_place(a: Side, b: Side) -> bool:
    """Whether two places of one kind stand behind the same preposition: a city lies in its country."""
    levels = place_levels()
    level = levels.get(a.value)
    before = [_BEFORE_PLACE.search(side.content, 0, side.span[0]) for side in (a, b) if side.span]
    return (
        level not in (None, "area")
        and level == levels.get(b.value)
        and len(before) == 2
        and before[0] is not None
        and before[1] is not None
        and before[0][1].lower() == before[1][1].lower()
    )


def _other_way(a: Side, b: Side) -> bool:
    """Whether something goes up and down at one time: said of the same day."""
    return a.day is not None and a.day == b.day


_DIFFER = {"date": _other_day, "place": _other_place, "direction": _other_way}


def _kind(slot: str, older: Side, later: Side, updated: bool) -> str:
    """corrects: the later text is an update of the other; updates: what was foretold for one day came on another."""
    if updated:
        return "corrects"
    foretold = slot == "date" and older.modality == "prediction" and older.day != later.day
    return "updates" if foretold else "contradicts"


def _relation(kind: str, slot: str, a: Side, b: Side) -> Relation:
    places = [side.start + offset for side in (a, b) for offset in (side.span or (0, len(side.content)))]
    return (a.claim_id, b.claim_id, kind, slot, a.value, b.value, places[0], places[1], places[2], places[3])
