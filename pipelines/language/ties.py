"""Pairs of texts -> their ties: a copy of some kind, or words that at least one of the two quotes. Pure.

A decision on a pair looks at nothing but the two texts and a frozen list of boilerplate.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.copies import NO_BOILERPLATE, Profile, copy_kind, likeness, profile
from pipelines.language.fingerprint import PASSAGE_WORDS, Hashes
from pipelines.language.shared_words import Words, longest_quoted_run, words

# Texts kept ready while pairs are compared: some 60 kB each.
PREPARED_TEXTS = 2_000

# A row of article_links.
Tie = dict[str, object]


class Pair(NamedTuple):
    """Ids and numbers of the texts of a part and a whole; whether the whole was declared later, whether quoted words
    are shared, whether so many words are that one may be a copy.
    """

    a_id: str
    b_id: str
    a: int
    b: int
    b_is_later: bool
    quoted: bool
    alike: bool


class Batch(NamedTuple):
    """Pairs, and the texts in them by number."""

    texts: Mapping[int, str]
    pairs: Sequence[Pair]


class _Readers(NamedTuple):
    """How texts, by number, are made ready to be compared; both keep the last ones, because a hub meets very many."""

    texts: Mapping[int, str]
    profile: Callable[[int], Profile]
    words: Callable[[int], Words]


def compared(batch: Batch, boilerplate: Hashes = NO_BOILERPLATE) -> list[Tie]:
    """The ties of the pairs, in their order. Texts that stand near one another in it are made ready once."""
    texts = batch.texts
    read = _Readers(
        texts,
        lru_cache(PREPARED_TEXTS)(lambda number: profile(texts[number], boilerplate)),
        lru_cache(PREPARED_TEXTS)(lambda number: words(texts[number], PASSAGE_WORDS)),
    )
    return [tie for pair in batch.pairs for tie in _ties(pair, read)]


def _ties(pair: Pair, read: _Readers) -> Iterator[Tie]:
    like = likeness(read.profile(pair.a), read.profile(pair.b)) if pair.alike else None
    kind = copy_kind(like, pair.b_is_later) if like else None
    run = None
    if pair.quoted and kind in (None, "template"):
        run = longest_quoted_run(read.words(pair.a), read.words(pair.b))
    if not kind and not run:
        return
    like = like or likeness(read.profile(pair.a), read.profile(pair.b))
    tie: Tie = {"a_id": pair.a_id, "b_id": pair.b_id, "containment": like.containment, "jaccard": like.jaccard}
    if kind:
        yield {**tie, "kind": kind, "shared": like.shared}
    if run:
        yield {
            **tie, "kind": "shares_quote", "shared": run.words, "words": read.texts[pair.a][run.a_start : run.a_end],
            "a_start": run.a_start, "a_end": run.a_end, "b_start": run.b_start, "b_end": run.b_end,
        }  # fmt: skip
