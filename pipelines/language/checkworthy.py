"""A sentence -> how much it is worth checking, and why: hand-named features, weights from a table. Linear."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# At and above this score a sentence of news is kept as a claim: the middle of the logistic scale.
THRESHOLD = 0.5
# A figure; a capitalised word within the sentence, other than "I".
_DIGIT, _CAPITAL = re.compile(r"(?<!\w)\d"), re.compile(r"[\w,] [A-Z](?!\b)")
SHORT, LONG, VERY_LONG = 7, 15, 25  # words
_WORD = re.compile(r"[$£€]|[^\W_]+(?:[-'’.,][^\W_]+)*")


class Weights(NamedTuple):
    """The table: the features that a word shows, and the weight of each feature."""

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


def checkworthy(sentence: str, table: Weights) -> Score:
    """The score, 0 to 1, and the features that speak for checking, the strongest first. Each feature counts once."""
    words = _WORD.findall(sentence.lower())
    shown = {name for word in words if word in table.by_word for name in table.by_word[word]}
    shown.update(_shape(sentence, words))
    total = sum(table.of[name] for name in sorted(shown)) + table.of["bias"]
    reasons = sorted((name for name in shown if table.of[name] > 0), key=lambda name: (-table.of[name], name))
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(reasons))


def _shape(sentence: str, words: list[str]) -> Iterable[str]:
    if _DIGIT.search(sentence):
        yield "number"
    if _CAPITAL.search(sentence):
        yield "name"
    if "?" in sentence:
        yield "question"
    if len(words) < SHORT:
        yield "short"
    if len(words) >= LONG:
        yield "long"
    if len(words) >= VERY_LONG:
        yield "very_long"
