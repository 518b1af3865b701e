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


class Feature(NamedTuple):
    name: str
    weight: float


class Weights(NamedTuple):
    """The table: features by the word that shows them, and those that are not shown by a word."""

    by_word: Mapping[str, tuple[Feature, ...]]
    others: Mapping[str, Feature]


class Score(NamedTuple):
    score: float
    reasons: tuple[str, ...]


def weights(rows: Iterable[tuple[str, str, str]]) -> Weights:
    """(feature, weight, words joined by ;) -> the table."""
    by_word: dict[str, tuple[Feature, ...]] = {}
    others: dict[str, Feature] = {}
    for name, weight, shown in rows:
        feature = Feature(name, float(weight))
        if not shown:
            others[name] = feature
        for word in filter(None, shown.split(";")):
            by_word[word] = (*by_word.get(word, ()), feature)
    return Weights(by_word, others)


def checkworthy(sentence: str, table: Weights) -> Score:
    """The score, 0 to 1, and the features that speak for checking, the strongest first. Each feature counts once."""
    words = _WORD.findall(sentence)
    shown = {
        feature for word in table.by_word.keys() & _WORD.findall(sentence.lower()) for feature in table.by_word[word]
    }
    shown |= {table.others[name] for name in _shape(sentence, words) if name in table.others}
    total = sum(feature.weight for feature in shown) + table.others["bias"].weight
    reasons = sorted(
        (feature for feature in shown if feature.weight > 0), key=lambda feature: (-feature.weight, feature.name)
    )
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(feature.name for feature in reasons))


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
