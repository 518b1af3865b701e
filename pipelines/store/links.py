"""Articles that changed -> their verified ties to every other: copies of five kinds, templates, shared quotes.

Candidates come from shared passages in set-wise joins, and from samples of shingles those that are worth a look; every
pair that is left is verified on its whole texts. A decision on a pair looks at nothing but the two articles. A passage
proposes pairs with its first articles only, its hubs: so the pairs of a passage that very many articles have grow with
their number and not with its square, and which they are depends on the set of articles alone. First is who declares the
earlier date, so hubs seldom change where news comes in the order of time; where they do, their pairs are found anew.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipelines.language.copies import NO_BOILERPLATE, Profile, copy_kind, likeness, profile
from pipelines.language.fingerprint import PASSAGE_WORDS, Hashes
from pipelines.language.shared_words import Words, longest_quoted_run, words
from pipelines.store.sql import beside
from pipelines.version import RULE_VERSION

# 8 find on ../shared/evals/dedupe what 20 find, at half the cost against 100,000 stored articles.
HUBS = 8
# Passages that two texts share, to the shingles of the smaller one, for them to be read: three in a report of 300
# words. ../shared/evals/dedupe comes out the same without this bound; at .015 two scanned copies go.
ENOUGH = 0.008
# Containment in the stored samples, a quarter of the shingles, from which two texts are read: half of the least that a
# copy has, and three standard deviations below it in a text of 300 words.
WORTH_READING = 0.15
# A quote that more texts have than there are hubs is a saying, a slogan or background of long standing if it is
# repeated for weeks: it ties only those who lie as near as this, in days, to one of its hubs, the first that had it.
COMMON_DAYS = 7

_SQL = beside(__file__)
_TYPES: dict[str, pa.DataType] = {
    "a_id": pa.string(), "b_id": pa.string(), "kind": pa.string(), "containment": pa.float64(),
    "jaccard": pa.float64(), "shared": pa.int32(), "words": pa.string(),
    "a_start": pa.int32(), "a_end": pa.int32(), "b_start": pa.int32(), "b_end": pa.int32(),
}  # fmt: skip
_TIES = pa.schema(_TYPES)
_BATCH = 5_000
# Texts kept ready while pairs are compared: some 60 kB each.
PREPARED_TEXTS = 2_000
_Pair = tuple[str, str, str, str, bool, bool, bool]


def link(con: duckdb.DuckDBPyConnection, boilerplate: Hashes = NO_BOILERPLATE, *, quotes: bool = True) -> None:
    """Replace the links of every article that waits for it. Leaves the temporary table `linking`: whose links changed.

    Without `quotes` only copies are sought. `done` is for the caller to say.
    """
    _equal_texts(con)
    _posts(con)
    con.execute(_SQL["pairs"], {"hubs": HUBS, "days": COMMON_DAYS})
    con.execute(_SQL["likely"], {"enough": ENOUGH, "quotes": quotes})
    con.execute(_SQL["samples"])
    con.execute(_SQL["promising"], {"worth_reading": WORTH_READING})
    con.execute(_SQL["texts"])
    read = _readers(boilerplate)
    first = 0
    while batch := con.execute(_SQL["batch"], {"first": first, "batch": _BATCH}).fetchall():
        con.register("ties", pa.Table.from_pylist(list(_ties(batch, read)), _TIES))
        con.execute(_SQL["verified"], {"rule_version": RULE_VERSION})
        con.unregister("ties")
        first += _BATCH
    con.execute(_SQL["linked"])


def done(con: duckdb.DuckDBPyConnection) -> None:
    """Nobody waits to be linked any more."""
    con.execute(_SQL["done"])


def _equal_texts(con: duckdb.DuckDBPyConnection) -> None:
    for statement in ("linking", "followers", "forget_links", "equals", "stood", "forget_stood"):
        con.execute(_SQL[statement])
    con.execute(_SQL["same_text"], {"rule_version": RULE_VERSION})
    for statement in ("representatives", "demoted", "forget_demoted"):
        con.execute(_SQL[statement])


def _posts(con: duckdb.DuckDBPyConnection) -> None:
    """Who has the passages of the articles to be linked, with the hubs of each kept up to date."""
    for statement in ("fresh", "gone"):
        con.execute(_SQL[statement])
    if con.execute(_SQL["stand_in"]).fetchall() != [(0,)]:
        con.execute(_SQL["fresh_stored"])
    if con.execute("FROM demoted LIMIT 1").fetchone():
        con.execute(_SQL["gone_stored"])
    for statement in ("asked", "stored", "posts"):
        con.execute(_SQL[statement])
    con.execute(_SQL["moved"], {"hubs": HUBS, "days": COMMON_DAYS})
    con.execute(_SQL["forget_hubs"])
    con.execute(_SQL["keep_hubs"], {"hubs": HUBS})
    if con.execute("FROM moved LIMIT 1").fetchone():
        for statement in ("forget_moved", "link_moved", "ask_moved", "stored_moved", "posts_moved"):
            con.execute(_SQL[statement])


class _Readers(NamedTuple):
    """How texts are made ready to be compared; both keep the last ones, because a hub meets very many."""

    profile: Callable[[str], Profile]
    words: Callable[[str], Words]


def _readers(boilerplate: Hashes) -> _Readers:
    return _Readers(
        lru_cache(PREPARED_TEXTS)(lambda text: profile(text, boilerplate)),
        lru_cache(PREPARED_TEXTS)(lambda text: words(text, PASSAGE_WORDS)),
    )


def _ties(pairs: list[_Pair], read: _Readers) -> Iterator[dict[str, object]]:
    for a, b, a_text, b_text, b_is_later, quoted, alike in pairs:
        like = likeness(read.profile(a_text), read.profile(b_text)) if alike else None
        kind = copy_kind(like, b_is_later) if like else None
        run = None
        if quoted and kind in (None, "template"):
            run = longest_quoted_run(read.words(a_text), read.words(b_text))
        if not kind and not run:
            continue
        like = like or likeness(read.profile(a_text), read.profile(b_text))
        tie: dict[str, object] = {"a_id": a, "b_id": b, "containment": like.containment, "jaccard": like.jaccard}
        if kind:
            yield {**tie, "kind": kind, "shared": like.shared}
        if run:
            yield {
                **tie, "kind": "shares_quote", "shared": run.words, "words": a_text[run.a_start : run.a_end],
                "a_start": run.a_start, "a_end": run.a_end, "b_start": run.b_start, "b_end": run.b_end,
            }  # fmt: skip
