"""Known claims and a text -> which of them the text repeats, the likeliest first. Pure; no model.

Two views of the words are added: their stems, which a paraphrase keeps, and runs of four letters, which also meet in
other forms, compounds and misspelt names. Similarity says nothing about agreement: that is for the slots to tell.
"""

import heapq
import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from pipelines.language.terms import STOP_WORDS, stem

# BM25 with its usual constants (Robertson and Zaragoza 2009): how soon a repeated word is enough, and how much the
# length of a text counts.
SATURATION, LENGTH = 1.2, 0.75
GRAM = 4  # letters of a run
WEIGHT_OF_GRAMS = 0.5  # a word has several runs
_ADDRESS = re.compile(r"https?://\S+|\b\w+(?:\.\w+)+/\S+")
_WORD = re.compile(r"[^\W_]+")


class KnownClaims:
    """Claims to be found again: (id, title, text) of each."""

    def __init__(self, claims: Iterable[tuple[str, str, str]]) -> None:
        rows = [(claim_id, _words(f"{title} {text}")) for claim_id, title, text in claims]
        self._ids = [claim_id for claim_id, _ in rows]
        self._views = [
            (read, weight, _postings([read(words) for _, words in rows]))
            for read, weight in ((_stems, 1.0), (_grams, WEIGHT_OF_GRAMS))
        ]

    def rank(self, text: str, depth: int) -> list[tuple[str, float]]:
        """The ids and scores of at most `depth` claims that share something with the text."""
        words = _words(text)
        scores: dict[int, float] = defaultdict(float)
        for read, weight, postings in self._views:
            for feature in sorted(set(read(words))):
                for claim, score in postings.get(feature, ()):
                    scores[claim] += weight * score
        best = heapq.nsmallest(depth, scores.items(), key=lambda item: (-item[1], item[0]))
        return [(self._ids[claim], round(score, 4)) for claim, score in best]


def _words(text: str) -> list[str]:
    return _WORD.findall(_ADDRESS.sub(" ", text).lower())


def _stems(words: list[str]) -> list[str]:
    return [stem(word) for word in words if word not in STOP_WORDS]


def _grams(words: list[str]) -> list[str]:
    """Runs of letters of each word with a blank at both ends; a short word is one."""
    padded = [f" {word} " for word in words]
    return [word[at : at + GRAM] for word in padded for at in range(max(1, len(word) - GRAM + 1))]


def _postings(texts: list[list[str]]) -> dict[str, list[tuple[int, float]]]:
    """Feature -> the claims that have it, and what it counts in each."""
    counts = [Counter(features) for features in texts]
    spread = Counter(feature for counted in counts for feature in counted)
    mean = sum(map(len, texts)) / max(1, len(texts)) or 1
    found: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for claim, counted in enumerate(counts):
        norm = SATURATION * (1 - LENGTH + LENGTH * len(texts[claim]) / mean)
        for feature, count in counted.items():
            rarity = math.log(1 + (len(texts) - spread[feature] + 0.5) / (spread[feature] + 0.5))
            found[feature].append((claim, rarity * count * (SATURATION + 1) / (count + norm)))
    return found
