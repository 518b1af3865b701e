"""Rows of the table of verbs -> their forms, each with its lemma and what it may be in a clause."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.language.listed import listed

# What a form may be: the verb of a clause (past; third person; base, after a plural or a modal), a participle, -ing.
PAST, THIRD, BASE, PARTICIPLE, ING = "past", "third", "base", "participle", "ing"
_VOWELS = frozenset("aeiou")
# Verbs of two syllables that double their last letter, because it is stressed; and those that may or may not.
_DOUBLED = listed("admit commit compel control equip expel occur permit prefer refer regret submit transfer")
_EITHER = listed("cancel label model signal total travel")


class Verb(NamedTuple):
    lemma: str
    shapes: frozenset[str]


def verbs(rows: Iterable[tuple[str, str, str]]) -> dict[str, Verb]:
    """(lemma, past, participle) -> form -> verb; past and participle are '' of regular ones. Of two verbs with one form
    the first has it.
    """
    found: dict[str, Verb] = {}
    for lemma, past, participle in rows:
        for form, shape in _forms(lemma, past, participle):
            known = found.setdefault(form, Verb(lemma, frozenset()))
            if known.lemma == lemma:
                found[form] = Verb(lemma, known.shapes | {shape})
    return found


def _forms(lemma: str, past: str, participle: str) -> Iterator[tuple[str, str]]:
    yield lemma, BASE
    yield _third(lemma), THIRD
    for stem in _stems(lemma):
        yield stem + "ing", ING
        if not past:
            regular = _regular(lemma, stem)
            yield regular, PAST
            yield regular, PARTICIPLE
    if past:
        yield past, PAST
        yield participle, PARTICIPLE


def _third(lemma: str) -> str:
    if lemma.endswith(("s", "sh", "ch", "x", "z", "o")):
        return lemma + "es"
    return lemma[:-1] + "ies" if _ends_in_y(lemma) else lemma + "s"


def _regular(lemma: str, stem: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    return (lemma[:-1] + "i" if _ends_in_y(lemma) else stem) + "ed"


def _stems(lemma: str) -> tuple[str, ...]:
    """What -ing and -ed are put to: mak, stopp, cancel and cancell."""
    if lemma.endswith("ie"):
        return (lemma[:-2] + "y",)
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")):
        return (lemma[:-1],)
    if lemma in _EITHER:
        return lemma, lemma + lemma[-1]
    return (lemma + lemma[-1],) if lemma in _DOUBLED or _short(lemma) else (lemma,)


def _short(lemma: str) -> bool:
    """One syllable that ends in one vowel and one consonant: stop, plan, quit."""
    if len(lemma) < 3 or lemma[-1] in "aeiouwxy" or lemma[-2] not in _VOWELS:
        return False
    before = lemma[:-2].removesuffix("u") if lemma[:-2].endswith("qu") else lemma[:-2]
    return _VOWELS.isdisjoint(before)


def _ends_in_y(lemma: str) -> bool:
    return lemma.endswith("y") and lemma[-2] not in _VOWELS
