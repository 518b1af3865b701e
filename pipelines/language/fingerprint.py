"""Text -> its fingerprint: a hash of the normalised text, a sample of its shingles, hashes of its passages.

Two texts are compared by what they share: shingles (three words in a row) tell copies, passages (eight words in a row)
tell quotes. Hashes are xxh3 with a fixed seed and arithmetic of our own, so that they are equal in every process and
with every library version; `SCHEME` names them and is stored beside them.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import xxhash
from numpy.typing import NDArray

from pipelines.language.ordered import find
from pipelines.language.quotes import quotes
from pipelines.language.remembered import Remembered

# Normalisation 1, word 3-grams and 8-grams, xxh3-64 words with seed 42, FracMinHash 1/4, winnowing window 5.
SCHEME = "words1-xxh3s42-3g4-8g5"

SHINGLE_WORDS = 3  # 5 lose half of the scanned copies (../evals/dedupe measured 2 to 5)
PASSAGE_WORDS = 8  # the shortest run of words that counts as a shared quote
# FracMinHash (Irber et al. 2022): hashes below the bound are kept. A quarter decides as well as all of them do.
SAMPLE_BELOW = np.uint64(2**62)
# Of a short text every shingle is kept, or its sample would be too small to decide on.
SHORT_TEXT_SHINGLES = 64
# Winnowing (Schleimer et al. 2003): every run of PASSAGE_WORDS + 4 words shared by two texts shares a kept passage.
WINNOWING_WINDOW = 5

_SEED = 42
_WORD = re.compile(r"[^\W_]+")
_BETWEEN_WORDS = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
# What typesetting puts between words: without these most English texts are ASCII.
_MARKS = "“”„«»–—…‘‚•·\u00a0"
_DROPPED = re.compile("['’ʼ\u00ad\u200b\ufeff]")
_BROKEN_WORD = re.compile(r"(?<=[^\W\d_])-\r?\n[ \t]*(?=[^\W\d_])")
_MULTIPLIERS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F], dtype=np.uint64)
_FOLDS = np.array([29, 32], dtype=np.uint64)

Hashes = NDArray[np.uint64]


class Fingerprint(NamedTuple):
    """Distinct 64-bit hashes: `shingles` in the order of the text, passages sorted."""

    scheme: str
    text_hash: str
    shingle_count: int
    shingles: tuple[int, ...]
    quoted_passages: tuple[int, ...]
    plain_passages: tuple[int, ...]


def fingerprint(text: str) -> Fingerprint:
    """Fingerprint of a text of any length; linear in it. An empty text has no shingles."""
    words, quoted_words = _words_and_quotes(normalised(text))
    shingle_runs, passage_runs = _runs(_hashes(words), SHINGLE_WORDS, PASSAGE_WORDS)
    count = len(distinct(shingle_runs))
    sample = shingle_runs if count <= SHORT_TEXT_SHINGLES else shingle_runs[shingle_runs < SAMPLE_BELOW]
    quoted, plain = _passages(passage_runs, quoted_words)
    return Fingerprint(
        SCHEME, text_hash(words), count,
        tuple(dict.fromkeys(sample.tolist())), tuple(quoted.tolist()), tuple(plain.tolist()),
    )  # fmt: skip


def normalised(text: str) -> str:
    """The text without what typesetting changes: entities, letter forms, case, broken words, apostrophes."""
    plain = html.unescape(text) if "&" in text else text
    plain = plain if plain.isascii() else unicodedata.normalize("NFKC", plain)
    plain = _BROKEN_WORD.sub("", plain) if "-\n" in plain or "-\r\n" in plain else plain
    return (plain.replace("'", "") if plain.isascii() else _DROPPED.sub("", plain)).casefold()


def words_of(text: str) -> list[str]:
    """The normalised words of a text, in order."""
    return _words(normalised(text))


def shingles_in(words: Sequence[str]) -> Hashes:
    """Hash of every shingle of normalised words, in order."""
    return _runs(_hashes(words), SHINGLE_WORDS)[0]


def passing_shingles(words: Sequence[str]) -> Hashes:
    """The same in a fifth of the time, by hashes of this process: to compare texts with, never to be kept."""
    hashes = np.fromiter(map(hash, words), dtype=np.int64, count=len(words)).view(np.uint64)
    count = max(0, len(hashes) - SHINGLE_WORDS + 1)
    run = hashes[:count]
    for offset in range(1, SHINGLE_WORDS):
        run = run * _MULTIPLIERS[0] + hashes[offset : offset + count]
    return run


def distinct(hashes: Hashes) -> Hashes:
    """The hashes in order, each once."""
    ordered = np.sort(hashes)
    return ordered[_changes(ordered)] if len(ordered) else ordered


def text_hash(words: list[str]) -> str:
    """Hash of normalised words: equal for texts that differ only in style."""
    return xxhash.xxh3_128_hexdigest(" ".join(words).encode("utf-8", "surrogatepass"), seed=_SEED)


def _words_and_quotes(normal: str) -> tuple[list[str], list[tuple[int, int]]]:
    """The words of a normalised text, and which of them (first, after the last) stand within quotation marks."""
    words: list[str] = []
    quoted, place = [], 0
    for quote in quotes(normal):
        words += _words(normal[place : quote.start])
        first = len(words)
        words += _words(normal[quote.start : quote.end])
        quoted.append((first, len(words)))
        place = quote.end
    return words + _words(normal[place:]), quoted


def _words(normal: str) -> list[str]:
    """Its runs of letters and digits. Of ASCII alone they are told in half of the time that the pattern takes."""
    if not normal.isascii():
        for mark in _MARKS:
            normal = normal.replace(mark, " ")
    return normal.translate(_BETWEEN_WORDS).split() if normal.isascii() else _WORD.findall(normal)


def _passages(passages: Hashes, quoted_words: list[tuple[int, int]]) -> tuple[Hashes, Hashes]:
    """Hashes of the passages within quotation marks, all of them, and a winnowed sample of those outside."""
    inside = np.zeros(len(passages), dtype=bool)
    for first, end in quoted_words:
        inside[first : max(first, end - PASSAGE_WORDS + 1)] = True
    kept = _winnowed(passages)
    quoted = distinct(passages[inside])
    plain = distinct(passages[kept[~inside[kept]]])
    return quoted, plain[~find(quoted, plain)[1]]


def _winnowed(hashes: Hashes) -> NDArray[np.intp]:
    """Places of the smallest hash of each window."""
    if len(hashes) <= WINNOWING_WINDOW:
        return np.arange(len(hashes))
    # numpy's own view of sliding windows takes fifteen times as long to make as this one.
    windows = np.ndarray((len(hashes) - WINNOWING_WINDOW + 1, WINNOWING_WINDOW), hashes.dtype, hashes, 0, (8, 8))
    places = windows.argmin(axis=1) + np.arange(len(windows))
    return places[_changes(places)]  # places never go back


def _runs(hashes: Hashes, *lengths: int) -> list[Hashes]:
    """Hash of each run of so many words, for each length; they rise, so that a longer run goes on from a shorter."""
    found = []
    run, done = np.zeros(len(hashes), dtype=np.uint64), 0
    for length in lengths:
        count = max(0, len(hashes) - length + 1)
        run = run[:count]
        for offset in range(done, length):
            run ^= hashes[offset : offset + count]
            run *= _MULTIPLIERS[0]
            run ^= run >> _FOLDS[0]
        done = length
        whole = run * _MULTIPLIERS[1]
        whole ^= whole >> _FOLDS[1]
        found.append(whole)
    return found


def _changes(ordered: NDArray[Any]) -> NDArray[np.bool_]:
    """Where a value differs from the one before it."""
    changes = np.empty(len(ordered), dtype=bool)
    changes[0] = True
    np.not_equal(ordered[1:], ordered[:-1], out=changes[1:])
    return changes


def _hashes(words: Sequence[str]) -> Hashes:
    return np.fromiter(map(_WORD_HASHES.__getitem__, words), dtype=np.uint64, count=len(words))


def _word_hash(word: str) -> int:
    return xxhash.xxh3_64_intdigest(word.encode("utf-8", "surrogatepass"), seed=_SEED)


_WORD_HASHES = Remembered(_word_hash)
