"""Articles that changed -> their verified ties to every other: copies of five kinds, templates, shared quotes.

Candidates come from shared passages in set-wise joins, and from samples of shingles those that are worth a look; every
pair that is left is verified on its whole texts. A decision on a pair looks at nothing but the two articles. A passage
proposes pairs with its first articles by id only, its hubs: so the pairs of a passage that very many articles have grow
with their number and not with its square, and which they are depends on the set of articles alone. Where a new article
takes the place of a hub, the pairs of the former one are found anew.
"""

from collections.abc import Iterator

import duckdb
import pyarrow as pa

from pipelines.language.copies import NO_BOILERPLATE, Profile, copy_kind, likeness, profile
from pipelines.language.fingerprint import PASSAGE_WORDS, Hashes
from pipelines.language.shared_words import Words, longest_quoted_run, words
from pipelines.store.sql import beside
from pipelines.version import RULE_VERSION

# Every text of a story of forty copies still meets twenty others; a passage costs 20 pairs an article.
HUBS = 20
# Of the sampled shingles: well below what a copy needs (copies.py), as a sample of 75 is .06 off one time in three.
PROMISING = 0.15

_SQL = beside(__file__)
_TYPES: dict[str, pa.DataType] = {
    "a_id": pa.string(), "b_id": pa.string(), "kind": pa.string(), "containment": pa.float64(),
    "jaccard": pa.float64(), "shared": pa.int32(), "words": pa.string(),
    "a_start": pa.int32(), "a_end": pa.int32(), "b_start": pa.int32(), "b_end": pa.int32(),
}  # fmt: skip
_TIES = pa.schema(_TYPES)
_BATCH = 1_000
_Pair = tuple[str, str, str, str, bool, bool, bool]


def link(con: duckdb.DuckDBPyConnection, boilerplate: Hashes = NO_BOILERPLATE, *, quotes: bool = True) -> None:
    """Replace the links of every article that waits to be derived. Leaves the temporary table `linking`.

    Without `quotes` only copies are sought.
    """
    for statement in ("linking", "forget_links"):
        con.execute(_SQL[statement])
    con.execute(_SQL["same_text"], {"rule_version": RULE_VERSION})
    for statement in ("representatives", "passages_asked", "posts_empty", "posts"):
        con.execute(_SQL[statement])
    _move_hubs(con)
    con.execute(_SQL["pairs"], {"hubs": HUBS})
    con.execute(_SQL["promising"], {"promising": PROMISING, "quotes": quotes})
    con.execute(_SQL["texts"])
    first = 0
    while batch := con.execute(_SQL["batch"], {"first": first, "batch": _BATCH}).fetchall():
        con.register("ties", pa.Table.from_pylist(list(_ties(batch, boilerplate)), _TIES))
        con.execute(_SQL["verified"], {"rule_version": RULE_VERSION})
        con.unregister("ties")
        first += _BATCH


def _move_hubs(con: duckdb.DuckDBPyConnection) -> None:
    con.execute(_SQL["moved"], {"hubs": HUBS})
    con.execute(_SQL["forget_hubs"])
    con.execute(_SQL["keep_hubs"], {"hubs": HUBS})
    if con.execute("FROM moved LIMIT 1").fetchone():
        for statement in ("forget_moved", "link_moved", "passages_of_moved", "posts"):
            con.execute(_SQL[statement])


def _ties(pairs: list[_Pair], boilerplate: Hashes) -> Iterator[dict[str, object]]:
    profiles: dict[str, Profile] = {}
    read: dict[str, Words] = {}
    for a, b, a_text, b_text, b_is_later, quoted, alike in pairs:
        for article, text in ((a, a_text), (b, b_text)):
            if article not in profiles:
                profiles[article] = profile(text, boilerplate)
        like = likeness(profiles[a], profiles[b])
        tie: dict[str, object] = {"a_id": a, "b_id": b, "containment": like.containment, "jaccard": like.jaccard}
        kind = copy_kind(like, b_is_later) if alike else None
        if kind:
            yield {**tie, "kind": kind, "shared": like.shared}
        if quoted and kind in (None, "template"):
            for article, text in ((a, a_text), (b, b_text)):
                if article not in read:
                    read[article] = words(text)
            if run := longest_quoted_run(read[a], read[b], PASSAGE_WORDS):
                yield {
                    **tie, "kind": "shares_quote", "shared": run.words, "words": a_text[run.a_start : run.a_end],
                    "a_start": run.a_start, "a_end": run.a_end, "b_start": run.b_start, "b_end": run.b_end,
                }  # fmt: skip
