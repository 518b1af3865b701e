"""A sentence -> how much it is worth checking, and why: hand-named features, weights from a table. Linear."""

import math
import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

# At and above this score a sentence of news is kept as a claim: the middle of the logistic scale.
THRESHOLD = 0.5
SHORT, LONG, VERY_LONG = 7, 15, 25  # words
_WORD = re.compile(r"[$£€]|[^\W_]+(?:[-'’.,][^\W_]+)*")
_NEGATION = re.compile(
    r"\b(?:not(?! only| just)|never|cannot|no longer|neither|none|nobody|nothing|no one)\b|\w+n['’]t\b"
    r"|\b(?:is|are|was|were|be|has|have|had) no\b|^no\b",
    re.IGNORECASE,
)
_SUBORDINATE = re.compile(
    r"[;:—?!]|[.](?=\s)|(?<=\w)[,]?\s(?:which|who|whom|whose|because|although|though|while|unless|if|when|where|that|after|before)\b",
    re.IGNORECASE,
)
_PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|(?:is|are|am|was|were)(?: not)? going to|(?:is|are) (?:expected|likely|poised|set) to)\b|\w['’]ll\b",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"\b(?:should|shouldn['’]t|ought|I (?:think|believe|feel|hope|guess)|we (?:think|believe|feel|hope)|in my (?:view|opinion)"
    r"|(?:un)?fair|wrong|terrible|horrible|wonderful|disgraceful|disgusting|shameful|outrageous|ridiculous|mistake)\b",
    re.IGNORECASE,
)


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
    shown = {feature for word in words for feature in table.by_word.get(word.lower(), ())}
    shown |= {table.others[name] for name in _shape(sentence, words) if name in table.others}
    total = sum(feature.weight for feature in shown) + table.others["bias"].weight
    reasons = sorted((feature for feature in shown if feature.weight > 0), key=lambda feature: (-feature.weight, feature.name))
    return Score(round(1 / (1 + math.exp(-total)), 4), tuple(feature.name for feature in reasons))


def _shape(sentence: str, words: list[str]) -> Iterable[str]:
    if any(word[0].isdigit() for word in words):
        yield "number"
    if any(word[0].isupper() for word in words[1:] if word != "I" and not word.startswith(("I'", "I’"))):
        yield "name"
    if "?" in sentence:
        yield "question"
    if len(words) < SHORT:
        yield "short"
    if len(words) >= LONG:
        yield "long"
    if len(words) >= VERY_LONG:
        yield "very_long"


def modality(content: str) -> str:
    """asserted, question, opinion or prediction."""
    if content.rstrip("\"”’' ").endswith("?"):
        return "question"
    if _OPINION.search(content):
        return "opinion"
    return "prediction" if _PREDICTION.search(content) else "asserted"


def negated(content: str) -> bool:
    """Whether the main clause denies: a negation before its first subordinate clause."""
    start = len(content) - len(content.lstrip("\"“”‘'« "))
    if content[start : start + 5].lower() == "that ":
        start += 5
    subordinate = _SUBORDINATE.search(content, min(start + 12, len(content)))
    return _NEGATION.search(content[start : subordinate.start() if subordinate else len(content)]) is not None
