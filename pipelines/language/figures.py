"""A sentence -> its figures, each with the words next to it in the sentence, by which it is known elsewhere. Linear."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
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
    """A quantity, and the content words on both sides of it, stemmed and sorted."""

    quantity: Quantity
    near: tuple[str, ...]


def figures(text: str, span: Span, places: Sequence[int], words: Lexemes, terms: Terms) -> Iterator[Figure]:
    """The figures of the sentence at `span` in order, their places counted from its start; `places` are the
    `beginnings` in the text, `words` its words.
    """
    at = bisect_left(places, span[0])
    if at == len(places) or places[at] >= span[1]:
        return
    first, last = (bisect_left(words.starts, at) for at in span)
    sentence = Lexemes(words.words[first:last], words.starts[first:last])
    for one in figures_at(text, places, *span):
        near = _near(one, sentence, terms)
        yield Figure(one._replace(start=one.start - span[0], end=one.end - span[0]), near)


def _near(quantity: Quantity, sentence: Lexemes, terms: Terms) -> tuple[str, ...]:
    words, starts = sentence
    here, behind = (bisect_left(starts, at) for at in (quantity.start, quantity.end))
    before, after = words[max(0, here - AMONG) : here][::-1], words[behind : behind + AMONG]
    return tuple(sorted({*_told(before, terms)[:NEAR], *_told(after, terms)[:NEAR]}))


def _told(words: Iterable[str], terms: Terms) -> list[str]:
    return [term for term in " ".join(map(terms.__getitem__, words)).split() if term not in _SCALES]
