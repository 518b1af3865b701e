"""A sentence -> how much it is worth checking, and why: hand-named features, weights from a table. Linear."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.lexemes import lexemes

# At and above this score a sentence of news is kept as a claim: the middle of the logistic scale.
THRESHOLD = 0.5
# A figure; a capitalised word within the sentence, other than "I".
# The looks back stand behind what they look back from: a pattern that begins with a plain character is searched fast.
_DIGIT, _CAPITAL = re.compile(r"[0-9](?<!\w[0-9])"), re.compile(r" (?<=[\w,] )[A-Z](?!\b)")
SHORT, LONG, VERY_LONG = 7, 15, 25  # words
_MONEY = re.compile(r"[$£€]")  # words of their own


@dataclass(frozen=True, eq=False)
class Weights:
    """The features that a word shows, and the weight of each feature. Equal to itself only, so it can be a key."""

    by_word: Mapping[str, tuple[str, ...]]
    of: Mapping[str, float]


class Score(NamedTuple):
    score: float
    reasons: tuple[str, ...]


def weights(rows: Iterable[tuple[str, str, str]]) -> Weights:
    """(feature, weight, words joined by ;) -> the table. Features without words are those of `_shape`, and the bias."""
    by_word: dict[str, tuple[str, ...]] = {}
    of: dict[str, float] = {}
    for name, weight, shown in rows:
        of[name] = float(weight)
        for word in filter(None, shown.split(";")):
            by_word[word] = (*by_word.get(word, ()), name)
    return Weights(by_word, of)


def checkworthy(sentence: str, table: Weights, words: Sequence[str] | None = None) -> Score:
    """The score, 0 to 1, and the features that speak for checking, the strongest first. Each feature counts once.

    `words` are its words in lower case, where known.
    """
    words = lexemes(sentence).words if words is None else words
    if "$" in sentence or not sentence.isascii():
        words = [*words, *_MONEY.findall(sentence)]
    shown = _shape(sentence, len(words))
    for word in table.by_word.keys() & words:
        shown.update(table.by_word[word])
    return _scored(frozenset(shown), table)


@lru_cache(maxsize=16_384)  # sentences show few of the many sets of features
def _scored(shown: Set[str], table: Weights) -> Score:
    total = sum(table.of[name] for name in sorted(shown)) + table.of["bias"]
    reasons = sorted((name for name in shown if table.of[name] > 0), key=lambda name: (-table.of[name], name))
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(reasons))


def _shape(sentence: str, words: int) -> set[str]:
    shown = set()
    if _DIGIT.search(sentence):
        shown.add("number")
    if _CAPITAL.search(sentence):
        shown.add("name")
    if "?" in sentence:
        shown.add("question")
    if words < SHORT:
        shown.add("short")
    elif words >= LONG:
        shown.update(("long", "very_long") if words >= VERY_LONG else ("long",))
    return shown
