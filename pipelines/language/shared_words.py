"""Two texts -> the longest run of words that they share where at least one of them quotes it.

One rule of equality for words in quotes: case, apostrophes, quotation marks, dashes and hyphens do not count (a
hyphenated word is two), nor does punctuation between words; but an ellipsis, which says that words are missing, ends a
run.

A text is prepared once, a pair is then a search of some runs among others that are in order: a text meets very many.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from pipelines.language.ordered import find
from pipelines.language.quotes import quotes

_ELLIPSIS = "…"
_WORD = re.compile(r"([^\W_]+(?:['’ʼ][^\W_]+)*|\.{3,}|(?:\. ){2,}\.|…)")
_APOSTROPHE = re.compile("['’ʼ]")
_MULTIPLIER = np.int64(0x1E3779B97F4A7C15)


class Words(NamedTuple):
    """The words of a text in normal form, which are quoted, and where each run of `length` begins.

    `starts` and `ends` are where they stand in the text. `runs` are the hashes of the runs in order (of this process:
    never stored), `places` where they begin, of equals the first one first; `quoted_places` are the places of those
    that are wholly within quotation marks, `quoted_runs` their hashes.
    """

    normal: tuple[str, ...]
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    quoted: bytes
    length: int
    runs: NDArray[np.int64]
    places: NDArray[np.intp]
    quoted_runs: NDArray[np.int64]
    quoted_places: NDArray[np.intp]


class SharedRun(NamedTuple):
    """A shared run: number of words and character spans in both texts."""

    words: int
    a_start: int
    a_end: int
    b_start: int
    b_end: int


def words(text: str, length: int) -> Words:
    """Words of a text, made ready to be compared by runs of `length` words or more; linear in it."""
    parts = _WORD.split(text)  # what stands between words, a word, what stands between words, …
    borders = np.cumsum(np.fromiter(map(len, parts), np.int64, len(parts)))
    starts, ends = borders[:-1:2], borders[1::2]
    normal = tuple(map(_normal, parts[1::2]))
    quoted = _quoted(text, starts)
    runs = _runs(normal, length)
    free = _within(_unbroken(normal), length)
    whole = np.flatnonzero(free)
    places = whole[np.argsort(runs[whole], kind="stable")]
    quoted_places = np.flatnonzero(free & _within(quoted, length))
    return Words(
        normal, starts, ends, quoted.tobytes(), length, runs[places], places, runs[quoted_places], quoted_places
    )


def _runs(normal: tuple[str, ...], length: int) -> NDArray[np.int64]:
    """Hash of each run of words."""
    hashes = np.fromiter(map(hash, normal), np.int64, len(normal))
    runs = np.zeros(max(0, len(normal) - length + 1), np.int64)
    for offset in range(length):
        runs ^= hashes[offset : offset + len(runs)]
        runs *= _MULTIPLIER
        runs ^= runs >> 29
    return runs


def _unbroken(normal: tuple[str, ...]) -> NDArray[np.bool_]:
    """Which of the words are no ellipsis."""
    if _ELLIPSIS not in normal:
        return np.ones(len(normal), dtype=bool)
    return np.fromiter((word != _ELLIPSIS for word in normal), bool, len(normal))


def _within(marked: NDArray[np.bool_], length: int) -> NDArray[np.bool_]:
    """Whether each run of `length` is marked from its beginning to its end."""
    if len(marked) < length:
        return np.zeros(0, dtype=bool)
    counts = np.concatenate(([0], np.cumsum(marked)))
    return counts[length:] - counts[:-length] == length


def _quoted(text: str, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of the words that begin there stand within quotation marks."""
    quoted = np.zeros(len(starts), dtype=bool)
    borders = [(quote.start, quote.end) for quote in quotes(text)]
    for first, end in starts.searchsorted(borders).tolist() if borders else ():
        quoted[first:end] = True
    return quoted


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
    last = count - 1
    return SharedRun(count, int(a.starts[i]), int(a.ends[i + last]), int(b.starts[j]), int(b.ends[j + last]))


def _shared(quoting: Words, other: Words) -> Iterator[tuple[int, int, int]]:
    """(words, place in `quoting`, place in `other`) of runs that `quoting` quotes."""
    found, common = find(other.runs, quoting.quoted_runs)
    free = 0
    least = quoting.length
    for i, j in zip(quoting.quoted_places[common].tolist(), other.places[found[common]].tolist(), strict=True):
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
