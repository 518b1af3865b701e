"""Articles that changed -> their verified ties to every other: the same text, near copies, excerpts, shared quotes.

Candidates come from shared passages in one set-wise join; every pair is verified. A decision on a pair looks at
nothing but its two texts, so the order of arrival does not matter.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache

import duckdb
import pyarrow as pa

from pipelines.language.fingerprint import PASSAGE_WORDS
from pipelines.language.shared_words import Words, longest_quoted_run, words
from pipelines.store.sql import beside
from pipelines.version import RULE_VERSION

# ../shared/evals/dedupe: containment .5 of three-word shingles, at least 8 shared, parts copies from shared quotes.
COPY_CONTAINMENT = 0.5
COPY_SHARED_SAMPLE = 8
NEAR_COPY_JACCARD = 0.5
# Share of the passages of the smaller text that a copy has at the least: one stock sentence in a report of 300 words is
# a twenty-fifth. On ../shared/evals/dedupe bounds of 0, .02 and .05 give the same copies.
COPY_PASSAGES = 0.05
# A passage that more articles have than this is boilerplate and proposes no pairs: the pairs of a passage grow with the
# square of its articles (measured: 4,000 articles from four sentence templates make 3.9 million pairs at 500).
COMMON_PASSAGE = 200

_SQL = beside(__file__)
_TYPES: dict[str, pa.DataType] = {
    "a_id": pa.string(), "b_id": pa.string(), "kind": pa.string(), "containment": pa.float64(),
    "jaccard": pa.float64(), "shared": pa.int32(), "words": pa.string(),
    "a_start": pa.int32(), "a_end": pa.int32(), "b_start": pa.int32(), "b_end": pa.int32(),
}  # fmt: skip
_SHARED_QUOTES = pa.schema(_TYPES)
# Texts kept ready while pairs are compared: some 60 kB each.
PREPARED_TEXTS = 4_000
_BATCH = 10_000


def link(con: duckdb.DuckDBPyConnection) -> None:
    """Replace the links of every article that waits to be derived. Leaves the temporary table `linking`."""
    con.execute(_SQL["linking"])
    con.execute(_SQL["forget_links"])
    con.execute(_SQL["same_text"], {"rule_version": RULE_VERSION})
    con.execute(_SQL["representatives"])
    con.execute(_SQL["posts"], {"common_passage": COMMON_PASSAGE})
    con.execute(_SQL["texts"])
    con.execute(_SQL["pairs"], {"copy_passages": COPY_PASSAGES})
    con.execute(_SQL["measured"])
    bounds = {"copy_containment": COPY_CONTAINMENT, "copy_shared": COPY_SHARED_SAMPLE}
    con.execute(_SQL["copies"], {**bounds, "near_jaccard": NEAR_COPY_JACCARD, "rule_version": RULE_VERSION})
    con.execute(_SQL["quoting"], bounds)
    prepared = lru_cache(PREPARED_TEXTS)(lambda text: words(text, PASSAGE_WORDS))
    first = 0
    while batch := con.execute(_SQL["quoting_texts"], {"first": first, "batch": _BATCH}).fetchall():
        con.register("shared_quotes", pa.Table.from_pylist(list(_shared_quotes(batch, prepared)), _SHARED_QUOTES))
        con.execute(_SQL["shares_quote"], {"rule_version": RULE_VERSION})
        con.unregister("shared_quotes")
        first += _BATCH


def _shared_quotes(
    pairs: list[tuple[str, str, str, str, float, float]], prepared: Callable[[str], Words]
) -> Iterator[dict[str, object]]:
    for a, b, a_text, b_text, containment, jaccard in pairs:
        if run := longest_quoted_run(prepared(a_text), prepared(b_text)):
            yield {
                "a_id": a, "b_id": b, "kind": "shares_quote", "containment": containment, "jaccard": jaccard,
                "shared": run.words, "words": a_text[run.a_start : run.a_end],
                "a_start": run.a_start, "a_end": run.a_end, "b_start": run.b_start, "b_end": run.b_end,
            }  # fmt: skip
