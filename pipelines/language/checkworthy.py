"""A sentence -> how much it is worth checking, and why: hand-named features, weights from a table. Linear."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from pipelines.language.lexemes import lexemes

# At and above this score a sentence of news is kept as a claim. The weights were learnt on debates, where .5 is the
# cut; news is denser in facts: there .75 keeps two of five sentences, and 86 of 100 that have a figure.
THRESHOLD = 0.75
# A figure; a capitalised word within the sentence, other than "I".
# The looks back stand behind what they look back from: a pattern that begins with a plain class is searched fast.
_FIGURE, _CAPITAL = re.compile(r"[0-9](?<!\w[0-9])"), re.compile(r"[A-Z](?<=[\w,] [A-Z])(?!\b)")
LONG = 15  # words
SEVERAL_NAMES = 3
_PAST = re.compile(r"ed\b(?<=[a-z]{3}ed)")  # a regular past form


Features = tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Weights:
    """The features that a word shows anywhere, as the first of a sentence, or with the word behind it; the weight of
    each feature. Equal to itself only, so it can be a key.
    """

    by_word: Mapping[str, Features]
    by_first: Mapping[str, Features]
    by_pair: Mapping[tuple[str, str], Features]
    of: Mapping[str, float]


class Score(NamedTuple):
    score: float
    reasons: tuple[str, ...]


def weights(rows: Iterable[tuple[str, str, str]]) -> Weights:
    """(feature, weight, words joined by ;) -> the table. Features without words are those of `_shape`, and the bias.

    `^he` is a word that begins the sentence, `want to` two words in a row; `%` is a word too.
    """
    by_word: dict[str, Features] = {}
    by_first: dict[str, Features] = {}
    by_pair: dict[tuple[str, str], Features] = {}
    of: dict[str, float] = {}
    for name, weight, words in rows:
        of[name] = float(weight)
        for word in filter(None, words.split(";")):
            one, _, two = word.partition(" ")
            if two:
                by_pair[one, two] = (*by_pair.get((one, two), ()), name)
            else:
                table, one = (by_first, one[1:]) if one.startswith("^") else (by_word, one)
                table[one] = (*table.get(one, ()), name)
    return Weights(by_word, by_first, by_pair, of)


def checkworthy(sentence: str, table: Weights, words: Sequence[str] | None = None) -> Score:
    """The score, 0 to 1, and the features that speak for checking, the strongest first. Each feature counts once.

    `words` are its words in lower case, where known.
    """
    return _scored(shown(sentence, table, words), table)


def shown(sentence: str, table: Weights, words: Sequence[str] | None = None) -> frozenset[str]:
    """The features that a sentence shows."""
    words = lexemes(sentence).words if words is None else words
    found = _shape(sentence, len(words))
    if words:
        found.update(table.by_first.get(words[0], ()))
    for word in table.by_word.keys() & words:
        found.update(table.by_word[word])
    for pair in table.by_pair.keys() & pairwise(words):
        found.update(table.by_pair[pair])
    if "%" in sentence:
        found.update(table.by_word.get("%", ()))
    return frozenset(found)


@lru_cache(maxsize=16_384)  # sentences show few of the many sets of features
def _scored(features: Set[str], table: Weights) -> Score:
    total = sum(table.of[name] for name in sorted(features)) + table.of["bias"]
    reasons = sorted((name for name in features if table.of[name] > 0), key=lambda name: (-table.of[name], name))
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(reasons))


def _shape(sentence: str, words: int) -> set[str]:
    found: set[str] = set()
    if _FIGURE.search(sentence):
        found.add("number")
    capitals = len(_CAPITAL.findall(sentence))
    if capitals:
        found.update(("name", "several_names") if capitals >= SEVERAL_NAMES else ("name",))
    if _PAST.search(sentence):
        found.add("past_regular")
    if "?" in sentence:
        found.add("question")
    if words >= LONG:
        found.add("long")
    return found
