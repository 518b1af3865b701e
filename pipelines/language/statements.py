"""A sentence -> what it and its parts say by their own words, whoever says it. Never refuses; linear.

Nothing of that hangs on the text around, so sentences are remembered: the copies of a report repeat them.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipelines.language.checkworthy import THRESHOLD, Score, Weights, checkworthy
from pipelines.language.figures import Figure, figures
from pipelines.language.lexemes import Lexemes, lowered
from pipelines.language.main_clause import Clauses, MainClause, main_clause
from pipelines.language.modality import Stance, stance
from pipelines.language.numbers import beginnings, counts, is_number
from pipelines.language.references import PRONOUNS
from pipelines.language.remembered import Remembered
from pipelines.language.terms import Terms

# Sentences that are remembered, some 1 kB each: of 10,000 articles, most of which have copies among them, 30 % were
# read among so many before. Longer ones, in characters, are not.
SENTENCES, LONGEST = 16_384, 1_000

# Kinds of words, as bits.
_TELLING, _NUMBER, _PRONOUN = 1, 2, 4

Span = tuple[int, int]


class Numbers(NamedTuple):
    """The figures that count something, with their units, and those of them that the text hedges."""

    numbers: tuple[str, ...]
    approximate: tuple[str, ...]


_NO_NUMBERS = Numbers((), ())


class Saying(NamedTuple):
    """What a part of a sentence says; the place in its clause is counted from the start of the sentence."""

    meant: Stance
    worth: Score
    terms: tuple[str, ...]
    numbers: Numbers
    clause: MainClause


@dataclass(slots=True)
class _Found:
    """What was found so far in a sentence, wherever it stands: places are counted from its start."""

    figures: tuple[Figure, ...] | None = None
    worth: Score | None = None
    sayings: dict[Span, Saying] = field(default_factory=dict)


class Statements:
    """The tables by which statements are read, and the sentences that were read."""

    def __init__(self, terms: Terms, weights: Weights, clauses: Clauses) -> None:
        self.terms, self.weights, self.clauses = terms, weights, clauses
        self.found = Remembered(lambda _: _Found(), SENTENCES)
        self.kinds = Remembered(self._kind)

    def _kind(self, word: str) -> int:
        """Which of the few kinds of words a word is that are looked for."""
        return _TELLING * (word in self.clauses.telling) | _NUMBER * is_number(word) | _PRONOUN * (word in PRONOUNS)


class Places(NamedTuple):
    """Which words of a text are verbs and the like (see main_clause), where in it numbers begin, which are pronouns."""

    telling: Sequence[int]
    numbers: Sequence[int]
    pronouns: Sequence[int]


class _Text(NamedTuple):
    """A text with its words and what is looked for among them."""

    text: str
    small: str
    words: Lexemes
    places: Places


class Sentence(NamedTuple):
    """A sentence of a text. Places are those in the text."""

    start: int
    end: int
    found: _Found
    read: _Text
    known: Statements

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Its figures in order, their places counted from its start."""
        told = self.found.figures
        if told is None:
            read = self.read
            told = tuple(figures(read.text, (self.start, self.end), read.places.numbers, read.words, self.known.terms))
            self.found.figures = told
        return told

    @property
    def worth(self) -> Score:
        """How much it is worth checking, and why."""
        if self.found.worth is None:
            words = self.read.words.between(self.start, self.end)
            self.found.worth = checkworthy(self.read.text[self.start : self.end], self.known.weights, words)
        return self.found.worth

    @property
    def is_worth_checking(self) -> bool:
        return self.worth.score >= THRESHOLD

    def says(self, start: int, end: int) -> Saying:
        """What the part of it at start..end says."""
        part = start - self.start, end - self.start
        told = self.found.sayings.get(part)
        if told is None:
            told = self.found.sayings[part] = self._read(start, end)
        return told

    def at(self, place: int | None) -> int | None:
        """Where in the text a place in it is."""
        return None if place is None else self.start + place

    def _read(self, start: int, end: int) -> Saying:
        text, small, words, places = self.read
        own, known = words.between(start, end), self.known
        whole = start == self.start and end == self.end
        clause = main_clause(text, words, places.telling, start, end, known.clauses)
        return Saying(
            stance(small[start:end], own),
            self.worth if whole else checkworthy(text[start:end], known.weights, own),
            known.terms.of(own),
            self.numbers((start, end)),
            clause if clause.actor_start is None else clause._replace(actor_start=clause.actor_start - self.start),
        )

    def numbers(self, *parts: Span) -> Numbers:
        """The figures of its parts that count something."""
        own = self.start
        found = [
            one.quantity
            for start, end in parts
            for one in _between(self.figures, start - own, end - own)
            if counts(one.quantity)
        ]
        if not found:
            return _NO_NUMBERS
        hedged = [one.key for one in found if one.approximate]
        return Numbers(tuple(sorted({one.key for one in found})), tuple(sorted(set(hedged))) if hedged else ())


def places_of(text: str, words: Lexemes, known: Statements) -> Places:
    """What is looked for among the words of a text, in one pass."""
    kinds = list(map(known.kinds.__getitem__, words.words))
    told = [at for at, kind in enumerate(kinds) if kind]
    return Places(
        [at for at in told if kinds[at] & _TELLING],
        beginnings(text, [words.starts[at] for at in told if kinds[at] & _NUMBER]),
        [at for at in told if kinds[at] & _PRONOUN],
    )


def sentences_of(text: str, spans: Iterable[Span], words: Lexemes, places: Places, known: Statements) -> list[Sentence]:
    """The sentences at `spans` of a text with these words."""
    read = _Text(text, lowered(text), words, places)
    return [
        Sentence(start, end, known.found[text[start:end]] if end - start <= LONGEST else _Found(), read, known)
        for start, end in spans
    ]


def _between(found: Sequence[Figure], start: int, end: int) -> Sequence[Figure]:
    if not found:
        return found
    first, last = (bisect_left(found, place, key=_place) for place in (start, end))
    return found[first:last]


def _place(figure: Figure) -> int:
    return figure.quantity.start
