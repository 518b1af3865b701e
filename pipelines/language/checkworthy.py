"""A sentence -> how much it is worth checking, and why: hand-named features, weights from a table. Linear."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.lexemes import lexemes

# At and above this score a sentence of news is kept as a claim. The weights were learnt on debates, where .5 is the
# cut; agency news is denser in facts: there .75 keeps half of all sentences, and 95 of 100 that have a figure.
THRESHOLD = 0.75
# A figure; a year among them; a capitalised word within the sentence, other than "I".
# The looks back stand behind what they look back from: a pattern that begins with a plain character is searched fast.
_FIGURE, _CAPITAL = re.compile(r"[0-9](?<!\w[0-9])[0-9.,]*"), re.compile(r" (?<=[\w,] )[A-Z](?!\b)")
_YEAR = re.compile(r"(?:1[89]|20)[0-9][0-9][.,]?")
SHORT, LONG = 7, 15  # words
SEVERAL_NAMES = 3
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
    return _scored(shown(sentence, table, words), table)


def shown(sentence: str, table: Weights, words: Sequence[str] | None = None) -> frozenset[str]:
    """The features that a sentence shows."""
    words = lexemes(sentence).words if words is None else words
    if "$" in sentence or not sentence.isascii():
        words = [*words, *_MONEY.findall(sentence)]
    found = _shape(sentence, len(words))
    for word in table.by_word.keys() & words:
        found.update(table.by_word[word])
    return frozenset(found)


@lru_cache(maxsize=16_384)  # sentences show few of the many sets of features
def _scored(features: Set[str], table: Weights) -> Score:
    total = sum(table.of[name] for name in sorted(features)) + table.of["bias"]
    reasons = sorted((name for name in features if table.of[name] > 0), key=lambda name: (-table.of[name], name))
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(reasons))


def _shape(sentence: str, words: int) -> set[str]:
    found: set[str] = set()
    figures = _FIGURE.findall(sentence)
    if figures:
        found.update(("number", "several_numbers") if len(figures) > 1 else ("number",))
        if any(map(_YEAR.fullmatch, figures)):
            found.add("year")
    capitals = len(_CAPITAL.findall(sentence))
    if capitals:
        found.update(("name", "several_names") if capitals >= SEVERAL_NAMES else ("name",))
    if "?" in sentence:
        found.add("question")
    if words < SHORT:
        found.add("short")
    elif words >= LONG:
        found.add("long")
    return found
