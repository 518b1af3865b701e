"""Names of an article -> who of them are people, and whom a surname means. Pure; linear."""

import re
from collections.abc import Iterable, Mapping, Sequence, Set
from functools import lru_cache

from pipelines.language.listed import listed
from pipelines.language.name_runs import TITLES
from pipelines.rows import NameMention

Name = NameMention
_HALF_TITLES = listed("Prime Vice")  # the word behind them is part of the title, however it is spelt
_DIRECTIONS = listed("Latin South North East West Central New Northern Southern Eastern Western")
_BEFORE_PERSON = re.compile(r"\b(?:said|says|told|asked|added|wrote) $")
_AFTER_PERSON = re.compile(r" (?:said|says|told|added|asked|wrote|who|also said)\b|, (?:who|an?|the|\d\d),? ")
_PARTICLES = listed("de van von der bin")
_SMALL = frozenset("abcdefghijklmnopqrstuvwxyzéèüöáíó’'")


def people(
    text: str, found: Sequence[Name], known: Mapping[str, tuple[str, str]], doubtful: Sequence[Name] = ()
) -> tuple[Name, ...]:
    """The names, those of people told as such, with the full name where the article gives one.

    `doubtful` are words that need be no names; those that are the surname of somebody are.
    """
    single = {name.text for name in found if " " not in name.text}
    told = [
        _as_person(text, name, single, known) if name.kind == "other" and " " in name.text else name for name in found
    ]
    full = _full_names(told)
    surnames = [_resolved(name, full) for name in doubtful if full.get(name.text)]
    return tuple(sorted([_resolved(name, full) for name in told] + surnames))


@lru_cache(maxsize=16_384)  # asked again and again of the same few names
def without_titles(name: str) -> str:
    """U.S. President Donald Trump -> Donald Trump. A name that ends with a title stays."""
    if " " not in name:
        return name
    parts = name.split(" ")
    for last in range(len(parts) - 1, -1, -1):
        if parts[last].strip(".") in TITLES:
            half = parts[last] in _HALF_TITLES and last + 2 < len(parts)
            return " ".join(parts[last + 1 + half :]) or name
    return name


def _as_person(text: str, name: Name, single: Set[str], known: Mapping[str, tuple[str, str]]) -> Name:
    """Two to four words of which the last stands alone elsewhere, or that speak or are described, are a person."""
    parts = name.text.split(" ")
    if name.canonical or len(parts) > 4 or not all(map(_personal, parts)):
        return name
    if parts[0] in _DIRECTIONS:  # New Ulm, Latin American
        return name._replace(kind="place") if parts[-1].lower() in known else name
    if parts[-1].lower() in known:
        return name
    told = parts[-1] in single or _AFTER_PERSON.match(text, name.end_)
    if told or _BEFORE_PERSON.search(text[max(0, name.start - 8) : name.start]):
        return name._replace(kind="person")
    return name


def _personal(part: str) -> bool:
    """Anna, O’Malley, J. and de: a capital and small letters, or an initial."""
    if part in _PARTICLES or (len(part) == 2 and part[1] == "."):
        return True
    return part[0].isupper() and part[1:2] in _SMALL and "n't" not in part


def _full_names(found: Iterable[Name]) -> dict[str, str | None]:
    """Surname -> the one full name that the article gives it, without titles; None where it gives several."""
    full: dict[str, str | None] = {}
    for name in found:
        if name.kind != "person":
            continue
        whole = without_titles(name.text)
        surname = whole.rpartition(" ")[2]
        if surname == whole:
            continue
        known = full.setdefault(surname, whole)
        if known is not None and known != whole:
            full[surname] = _same_person(known, whole)
    return full


def _same_person(one: str, other: str) -> str | None:
    """The longer of two names with one first name (Donald Trump, Donald J. Trump); else None."""
    return max(one, other, key=lambda name: (len(name), name)) if one.split(" ")[0] == other.split(" ")[0] else None


def _resolved(name: Name, full: Mapping[str, str | None]) -> Name:
    if name.canonical is not None or name.kind not in ("person", "other"):
        return name
    whole = full.get(name.text.rpartition(" ")[2])
    if whole is None:
        return name
    first, _, surname = without_titles(name.text).partition(" ")
    same = not surname or first == whole.partition(" ")[0]
    return name._replace(kind="person", canonical=whole) if same else name
