"""Two texts -> how much of the smaller stands in the other, and whether only the pattern is shared. Pure.

A decision looks at nothing but the two texts and a frozen list of boilerplate, so it is the same in every order.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from pipelines.language.fingerprint import Hashes, distinct, passing_shingles, shingles_in, words_of
from pipelines.language.ordered import find

# ../shared/evals/dedupe: containment of three-word shingles, at least 8 shared, parts copies from shared quotes.
COPY_CONTAINMENT = 0.5
COPY_SHARED = 8
# A scanned copy shares less, but everywhere: no long stretch of the smaller text is without a shared shingle. A reused
# quote or paragraph leaves the rest of a text unlike (measured there: .03 to .10, and .18 to .70).
SCANNED_CONTAINMENT, SCANNED_STRETCH = 0.3, 0.15
NEAR_COPY_JACCARD = 0.5
# Where the smaller text has at least so many names (or numbers), and so much of them is not in the other, the words of
# a pattern were filled in anew: another company, another match.
TEMPLATE_NAMES, TEMPLATE_NAMES_OTHER = 3, 0.5
# The same company's next quarter: the names stay, most numbers are others, and so is the period that is reported.
TEMPLATE_NUMBERS, TEMPLATE_NUMBERS_OTHER = 4, 0.6
_TEMPLATE_LEAST = min(TEMPLATE_NAMES * TEMPLATE_NAMES_OTHER, TEMPLATE_NUMBERS * TEMPLATE_NUMBERS_OTHER)
NO_BOILERPLATE: Hashes = np.empty(0, dtype=np.uint64)

# What stands before the capital is looked at after it: the search then goes from capital to capital.
_NAME = re.compile(r"[A-Z](?<=[^\W\d_A-Z][ ,][A-Z])[^\W\d_]+(?:['’-][^\W\d_]+)*")
_PERIODS = frozenset(
    [
        *("first", "second", "third", "fourth", "1st", "2nd", "3rd", "4th", "q1", "q2", "q3", "q4"),
        *("spring", "summer", "autumn", "winter", "january", "february", "march", "april", "may", "june", "july"),
        *("august", "september", "october", "november", "december"),
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
    ]
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@dataclass(frozen=True)
class Profile:
    """What of a text is compared. `runs` are its shingles in the order of the text, without those that are boilerplate;
    `shingles` these in the order of their hashes, each once; `whole` the same with the boilerplate.
    """

    text: str
    in_order: Sequence[str]
    runs: Hashes
    shingles: Hashes
    whole: Hashes

    @cached_property
    def words(self) -> frozenset[str]:
        """The words, each once."""
        return frozenset(self.in_order)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words of names."""
        return frozenset(words_of(" ".join(_NAME.findall(self.text))))

    @cached_property
    def numbers(self) -> frozenset[str]:
        """Words that are numbers."""
        return frozenset(filter(str.isdecimal, self.words))

    @cached_property
    def periods(self) -> frozenset[str]:
        """Words that name a time of the year, of the week, or a year."""
        return _PERIODS & self.words | frozenset(filter(_YEAR.fullmatch, self.numbers))


class Likeness(NamedTuple):
    """Shares of shingles, how many are shared, whether they stand everywhere, whether only a pattern is shared."""

    containment: float
    jaccard: float
    shared: int
    scattered: bool
    template: bool


def profile(text: str, boilerplate: Hashes = NO_BOILERPLATE) -> Profile:
    """Profile of a text of any length; linear in it."""
    words = words_of(text)
    if not len(boilerplate):
        runs = passing_shingles(words)
        whole = distinct(runs)
        return Profile(text, words, runs, whole, whole)
    runs = shingles_in(words)
    whole = distinct(runs)
    runs = runs[~np.isin(runs, boilerplate)]
    return Profile(text, words, runs, distinct(runs), whole)


def likeness(a: Profile, b: Profile) -> Likeness:
    """How alike two texts are; the same whichever comes first.

    Both the texts and what is left of them without boilerplate must be alike: boilerplate ties nobody, and taking it
    out makes no copy of two texts that share a quote.
    """
    shared, containment, jaccard = _shares(a.shingles, b.shingles)
    if a.shingles is not a.whole or b.shingles is not b.whole:
        containment = min(containment, _shares(a.whole, b.whole)[1])
    # The two answers that cost time are sought only where they decide.
    doubtful = SCANNED_CONTAINMENT <= containment < COPY_CONTAINMENT
    scattered = doubtful and _scattered(a, b)
    template = containment >= SCANNED_CONTAINMENT and _template(a, b)
    return Likeness(containment, jaccard, shared, scattered, template)


def copy_kind(like: Likeness, whole_is_later: bool) -> str | None:
    """Kind of the tie of a part to the whole: near_copy, update, excerpt or template; None where there is none."""
    if like.shared < COPY_SHARED or not (like.containment >= COPY_CONTAINMENT or like.scattered):
        return None
    if like.template:
        return "template"
    if like.jaccard >= NEAR_COPY_JACCARD or like.scattered:
        return "near_copy"
    return "update" if whole_is_later else "excerpt"


def longest_unshared(in_order: Hashes, other: Hashes) -> int:
    """How many hashes of a text, in its order, follow one another without one of the other's, which rise."""
    shared = np.flatnonzero(find(other, in_order)[1])
    return int(np.diff(shared, prepend=-1, append=len(in_order)).max() - 1)


def _shares(a: Hashes, b: Hashes) -> tuple[int, float, float]:
    """Shared shingles, their share of the smaller set, and of both."""
    shared = int(np.count_nonzero(find(b, a)[1]))
    return shared, shared / max(1, min(len(a), len(b))), shared / max(1, len(a) + len(b) - shared)


def _scattered(a: Profile, b: Profile) -> bool:
    """Whether no long stretch of the smaller text is without a shared shingle."""
    smaller, larger = sorted((a, b), key=lambda text: len(text.runs))
    return longest_unshared(smaller.runs, larger.shingles) <= SCANNED_STRETCH * len(smaller.runs)


def _template(a: Profile, b: Profile) -> bool:
    """Whether names or numbers differ in most places, seen from both sides."""
    if min(len(a.words - b.words), len(b.words - a.words)) < _TEMPLATE_LEAST:
        return False
    names = min(_other(a.names, b), _other(b.names, a))
    if min(len(a.names), len(b.names)) >= TEMPLATE_NAMES and names >= TEMPLATE_NAMES_OTHER:
        return True
    numbers = min(_other(a.numbers, b), _other(b.numbers, a))
    return (
        min(len(a.numbers), len(b.numbers)) >= TEMPLATE_NUMBERS
        and numbers >= TEMPLATE_NUMBERS_OTHER
        and bool(a.periods - b.periods and b.periods - a.periods)
    )


def _other(marks: frozenset[str], text: Profile) -> float:
    """Share of the marks of one text that are no words of the other."""
    return len(marks - text.words) / max(1, len(marks))
