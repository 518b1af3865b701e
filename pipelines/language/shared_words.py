"""Two texts -> the longest run of words that they share where at least one of them quotes it.

One rule of equality for words in quotes: case, apostrophes, quotation marks, dashes and hyphens do not count (a
hyphenated word is two), nor does punctuation between words; but an ellipsis, which says that words are missing, ends a
run.
"""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.quotes import quotes

_ELLIPSIS = "…"
_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*|\.{3,}|(?:\. ){2,}\.|…")
_APOSTROPHE = re.compile("['’ʼ]")


class Words(NamedTuple):
    """The words of a text in normal form, where they stand, and which of them stand within quotation marks."""

    normal: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]
    quoted: tuple[bool, ...]


class SharedRun(NamedTuple):
    """A shared run: number of words and character spans in both texts."""

    words: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def words(text: str) -> Words:
    """Words of a text; linear in it."""
    found = list(_WORD.finditer(text))
    spans = tuple(map(re.Match.span, found))
    inside = _marked(text)
    return Words(
        tuple(map(_normal, map(re.Match.group, found))), spans, tuple([inside[start] == 1 for start, _ in spans])
    )


@lru_cache(maxsize=100_000)
def _normal(word: str) -> str:
    if word.isascii() and word.isalnum():
        return word.lower()
    if not word[0].isalnum():
        return _ELLIPSIS
    return _APOSTROPHE.sub("", word if word.isascii() else unicodedata.normalize("NFKC", word)).casefold()


def longest_quoted_run(a: Words, b: Words, at_least: int) -> SharedRun | None:
    """The longest shared run of `at_least` words or more that is wholly quoted in `a` or in `b`; the first of equals.

    Places where `at_least` quoted words of one text stand in the other are looked up and extended as far as both texts
    and the quote go.
    """
    best = max(_runs(a, b, at_least), default=None, key=lambda run: (run[0], -run[1], -run[2]))
    swapped = max(_runs(b, a, at_least), default=None, key=lambda run: (run[0], -run[2], -run[1]))
    if swapped and (not best or swapped[0] > best[0]):
        best = (swapped[0], swapped[2], swapped[1])
    if not best:
        return None
    count, i, j = best
    return SharedRun(count, a.spans[i][0], a.spans[i + count - 1][1], b.spans[j][0], b.spans[j + count - 1][1])


def _runs(quoting: Words, other: Words, at_least: int) -> list[tuple[int, int, int]]:
    """(words, place in `quoting`, place in `other`) of runs that `quoting` quotes."""
    starts = _quoted_starts(quoting, at_least)
    firsts = {quoting.normal[i] for i in starts}
    places: dict[tuple[str, ...], int] = {}
    for place in range(len(other.normal) - at_least, -1, -1) if firsts else ():
        if other.normal[place] in firsts:
            places[other.normal[place : place + at_least]] = place
    runs: list[tuple[int, int, int]] = []
    resume = 0
    for i in starts if places else ():
        words_here = quoting.normal[i : i + at_least]
        j = places.get(words_here)
        if i >= resume and j is not None and _ELLIPSIS not in words_here:
            count = _extended(quoting, other, i, j, at_least)
            runs.append((count, i, j))
            resume = i + count - at_least + 1
    return runs


def _quoted_starts(quoting: Words, at_least: int) -> list[int]:
    """Places where `at_least` words or more are quoted."""
    starts, quoted = [], 0
    for place, inside in enumerate(quoting.quoted):
        quoted = quoted + 1 if inside else 0
        if quoted >= at_least:
            starts.append(place - at_least + 1)
    return starts


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
