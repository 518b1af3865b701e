"""Text -> its figures, each with the words next to it in its sentence, by which it is known elsewhere. Linear."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipelines.language.lexemes import Lexemes
from pipelines.language.numbers import Quantity, figures_at
from pipelines.language.terms import Terms

# Content words on either side, found among so many words. Set on news of one month with figures changed by hand: with
# fewer, other things look alike; with more, one fact in two sentences does not.
NEAR, AMONG = 8, 14
_SCALES = frozenset(("percent", "hundr", "thousand", "million", "billion", "trillion"))

Span = tuple[int, int]


class Figure(NamedTuple):
    """A quantity at start..end, its sentence, and the content words on both sides of it, stemmed and sorted."""

    start: int
    end: int
    value: str
    unit: str
    approximate: bool
    sentence: Span
    near: tuple[str, ...]


def counted(text: str, spans: Iterable[Span], places: Sequence[int]) -> list[tuple[Span, Quantity]]:
    """The quantities of the sentences at `spans`, each with its sentence; `places` are the `beginnings` in the text."""
    found: list[tuple[Span, Quantity]] = []
    for span in spans:
        at = bisect_left(places, span[0])
        if at < len(places) and places[at] < span[1]:
            found += [(span, quantity) for quantity in figures_at(text, places, *span)]
    return found


def figures(found: Iterable[tuple[Span, Quantity]], words: Lexemes, terms: Terms) -> tuple[Figure, ...]:
    """The figures of what was counted, in order."""
    return tuple(
        [
            Figure(one.start, one.end, one.value, one.unit, one.approximate, span, _near(one, span, words, terms))
            for span, one in found
        ]
    )


def _near(quantity: Quantity, span: Span, words: Lexemes, terms: Terms) -> tuple[str, ...]:
    first, last = (bisect_left(words.starts, at) for at in span)
    here, behind = (bisect_left(words.starts, at) for at in (quantity.start, quantity.end))
    before = words.words[max(first, here - AMONG) : here][::-1]
    after = words.words[behind : min(last, behind + AMONG)]
    return tuple(sorted({*_told(before, terms)[:NEAR], *_told(after, terms)[:NEAR]}))


def _told(words: Iterable[str], terms: Terms) -> list[str]:
    return [term for term in " ".join(map(terms.__getitem__, words)).split() if term not in _SCALES]
