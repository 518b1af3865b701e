"""Two texts -> the longest run of words that they share where at least one of them quotes it.

One rule of equality for words in quotes: case, apostrophes, quotation marks, dashes and hyphens do not count (a
hyphenated word is two), nor does punctuation between words.
"""

import re
import unicodedata
from typing import NamedTuple

from pipelines.language.quotes import quotes

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
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
    inside = _marked(text)
    return Words(
        tuple(_APOSTROPHE.sub("", unicodedata.normalize("NFKC", match.group())).casefold() for match in found),
        tuple(match.span() for match in found),
        tuple(bool(inside[match.start()]) for match in found),
    )


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
    places: dict[tuple[str, ...], int] = {}
    for j in range(len(other.normal) - at_least, -1, -1):
        places[other.normal[j : j + at_least]] = j
    runs, i = [], 0
    while i <= len(quoting.normal) - at_least:
        j = places.get(quoting.normal[i : i + at_least]) if all(quoting.quoted[i : i + at_least]) else None
        if j is None:
            i += 1
            continue
        count = at_least
        while (
            i + count < len(quoting.normal) and j + count < len(other.normal)
            and quoting.quoted[i + count] and quoting.normal[i + count] == other.normal[j + count]
        ):  # fmt: skip
            count += 1
        runs.append((count, i, j))
        i += count - at_least + 1
    return runs


def _marked(text: str) -> bytearray:
    inside = bytearray(len(text) + 1)
    for quote in quotes(text):
        inside[quote.start : quote.end] = b"\x01" * (quote.end - quote.start)
    return inside
