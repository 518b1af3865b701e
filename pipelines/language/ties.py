"""Pairs of texts -> their ties: a copy of some kind, or words that at least one of the two quotes. Pure.

A decision on a pair looks at nothing but the two texts and a frozen list of boilerplate.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.copies import NO_BOILERPLATE, Profile, copy_kind, likeness, profile
from pipelines.language.fingerprint import PASSAGE_WORDS, Hashes
from pipelines.language.shared_words import Words, longest_quoted_run, words

# Texts kept ready while pairs are compared: some 60 kB each.
PREPARED_TEXTS = 2_000

# Ids and texts of a part and a whole; whether the whole was declared later, whether quoted words are shared, whether so
# many words are that one may be a copy.
Pair = tuple[str, str, str, str, bool, bool, bool]
# A row of article_links.
Tie = dict[str, object]


class _Readers(NamedTuple):
    """How texts are made ready to be compared; both keep the last ones, because a hub meets very many."""

    profile: Callable[[str], Profile]
    words: Callable[[str], Words]


def compared(pairs: Iterable[Pair], boilerplate: Hashes = NO_BOILERPLATE) -> list[Tie]:
    """The ties of the pairs, in their order. Texts that stand near one another in it are made ready once."""
    read = _Readers(
        lru_cache(PREPARED_TEXTS)(lambda text: profile(text, boilerplate)),
        lru_cache(PREPARED_TEXTS)(lambda text: words(text, PASSAGE_WORDS)),
    )
    return [tie for pair in pairs for tie in _ties(pair, read)]


def _ties(pair: Pair, read: _Readers) -> Iterator[Tie]:
    a, b, a_text, b_text, b_is_later, quoted, alike = pair
    like = likeness(read.profile(a_text), read.profile(b_text)) if alike else None
    kind = copy_kind(like, b_is_later) if like else None
    run = None
    if quoted and kind in (None, "template"):
        run = longest_quoted_run(read.words(a_text), read.words(b_text))
    if not kind and not run:
        return
    like = like or likeness(read.profile(a_text), read.profile(b_text))
    tie: Tie = {"a_id": a, "b_id": b, "containment": like.containment, "jaccard": like.jaccard}
    if kind:
        yield {**tie, "kind": kind, "shared": like.shared}
    if run:
        yield {
            **tie, "kind": "shares_quote", "shared": run.words, "words": a_text[run.a_start : run.a_end],
            "a_start": run.a_start, "a_end": run.a_end, "b_start": run.b_start, "b_end": run.b_end,
        }  # fmt: skip
