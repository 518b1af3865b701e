"""Two texts -> the longest run of words that they share where at least one of them quotes it.

One rule of equality for words in quotes: case, apostrophes, quotation marks, dashes and hyphens do not count (a
hyphenated word is two), nor does punctuation between words; but an ellipsis, which says that words are missing, ends a
run.

A text is prepared once, a pair is then an intersection of two small sets: a text meets very many others.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.quotes import quotes

_ELLIPSIS = "…"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|\.{3,}|(?:\. ){2,}\.|…")
_APOSTROPHE = re.compile("['’ʼ]")


class Words(NamedTuple):
    """The words of a text in normal form, where they stand, which are quoted; and where each run of `length` begins.

    `places` gives the first place of a run by its hash (of this process: never stored), `quoted_runs` holds the hashes
    of those that are wholly within quotation marks.
    """

    normal: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: bytes
    length: int
    places: Mapping[int, int]
    quoted_runs: Mapping[int, tuple[int, ...]]


class SharedRun(NamedTuple):
    """A shared run: number of words and character spans in both texts."""

    words: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def words(text: str, length: int) -> Words:
    """Words of a text, made ready to be compared by runs of `length` words or more; linear in it."""
    found = list(_WORD.finditer(text))
    inside = _marked(text)
    normal = tuple([_normal(match.group()) for match in found])
    quoted = bytes([inside[match.start()] for match in found])
    places: dict[int, int] = {}
    quoted_runs: dict[int, tuple[int, ...]] = {}
    for at, run in _runs(normal, length):
        key = hash(run)
        places.setdefault(key, at)
        if quoted.startswith(b"\x01" * length, at):
            quoted_runs[key] = (*quoted_runs.get(key, ()), at)
    return Words(normal, tuple([match.span() for match in found]), quoted, length, places, quoted_runs)


def _runs(normal: tuple[str, ...], length: int) -> Iterator[tuple[int, tuple[str, ...]]]:
    """Each run of words without an ellipsis, with its place."""
    free = 0
    for last, word in enumerate(normal):
        if word == _ELLIPSIS:
            free = last + 1
        elif last + 1 - free >= length:
            yield last + 1 - length, normal[last + 1 - length : last + 1]


@lru_cache(maxsize=100_000)
def _normal(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word[0].isalnum():
        return _ELLIPSIS
    return _APOSTROPHE.sub("", word if word.isascii() else unicodedata.normalize("NFKC", word)).casefold()


def longest_quoted_run(a: Words, b: Words) -> SharedRun | None:
    """The longest shared run of words that is wholly quoted in `a` or in `b`; the first of equals.

    Places where a quoted run of one text stands in the other are looked up and extended as far as both texts and the
    quote go.
    """
    best = max(_shared(a, b), default=None, key=lambda run: (run[0], -run[1], -run[2]))
    swapped = max(_shared(b, a), default=None, key=lambda run: (run[0], -run[2], -run[1]))
    if swapped and (not best or swapped[0] > best[0]):
        best = (swapped[0], swapped[2], swapped[1])
    if not best:
        return None
    count, i, j = best
    return SharedRun(count, a.spans[i][0], a.spans[i + count - 1][1], b.spans[j][0], b.spans[j + count - 1][1])


def _shared(quoting: Words, other: Words) -> Iterator[tuple[int, int, int]]:
    """(words, place in `quoting`, place in `other`) of runs that `quoting` quotes."""
    common = quoting.quoted_runs.keys() & other.places.keys()
    free = 0
    least = quoting.length
    for i, j in sorted((place, other.places[run]) for run in common for place in quoting.quoted_runs[run]):
        if i >= free and quoting.normal[i : i + least] == other.normal[j : j + least]:
            count = _extended(quoting, other, i, j, least)
            free = i + count - least + 1
            yield count, i, j


def _extended(quoting: Words, other: Words, i: int, j: int, count: int) -> int:
    """How far a run goes: as long as the words are equal and the quotation lasts."""
    limit = min(len(quoting.normal) - i, len(other.normal) - j)
    while (
        count < limit
        and quoting.quoted[i + count]
        and quoting.normal[i + count] == other.normal[j + count] != _ELLIPSIS
    ):
        count += 1
    return count


def _marked(text: str) -> bytearray:
    inside = bytearray(len(text) + 1)
    for quote in quotes(text):
        inside[quote.start : quote.end] = b"\x01" * (quote.end - quote.start)
    return inside
