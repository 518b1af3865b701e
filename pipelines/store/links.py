"""Articles that changed -> their verified ties to every other: copies of five kinds, templates, shared quotes.

Candidates come from shared passages in set-wise joins, and from samples of shingles those that are worth a look; every
pair that is left is verified on its whole texts. A decision on a pair looks at nothing but the two articles. A passage
proposes pairs with its first articles only, its hubs: so the pairs of a passage that very many articles have grow with
their number and not with its square, and which they are depends on the set of articles alone. First is who declares the
earlier date, so hubs seldom change where news comes in the order of time; where they do, their pairs are found anew.
"""

import os
from collections.abc import Iterator, Mapping
from functools import partial

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.garbage import garbage_kept
from pipelines.language.copies import NO_BOILERPLATE
from pipelines.language.fingerprint import Hashes
from pipelines.language.samples import Samples, worth_reading
from pipelines.language.ties import Batch, Pair, Tie, compared
from pipelines.side_by_side import side_by_side
from pipelines.store.postings import find_equals, find_holders
from pipelines.store.sql import beside
from pipelines.store.temporary import let_go, passing
from pipelines.store.text_files import keep_newer, samples_of, texts_of
from pipelines.store.text_runs import last_in, runs_of
from pipelines.threads import in_threads
from pipelines.version import RULE_VERSION

# 8 find on ../shared/evals/dedupe what 20 find, at half the cost against 100,000 stored articles.
HUBS = 8
# Passages that two texts share, to the shingles of the smaller one, for them to be read: three in a report of 300
# words. ../shared/evals/dedupe comes out the same without this bound; at .015 two scanned copies go.
ENOUGH = 0.008
# A quote that more texts have than there are hubs is a saying, a slogan or background of long standing if it is
# repeated for weeks: it ties only those who lie as near as this, in days, to one of its hubs, the first that had it.
COMMON_DAYS = 7

_SQL = beside(__file__)
_ASKED = "SELECT hash FROM asked WHERE whole"
_READ = "SELECT a FROM promising UNION SELECT b FROM promising"
_TYPES: dict[str, pa.DataType] = {
    "a_id": pa.string(), "b_id": pa.string(), "kind": pa.string(), "containment": pa.float64(),
    "jaccard": pa.float64(), "shared": pa.int32(), "words": pa.string(),
    "a_start": pa.int32(), "a_end": pa.int32(), "b_start": pa.int32(), "b_end": pa.int32(),
}  # fmt: skip
_TIES = pa.schema(_TYPES)
_Numbers = NDArray[np.int32]
_Pairs = Mapping[str, _Numbers]  # x and y
_BATCH = 2_500
# Pairs whose samples are compared at a time: bounds the memory, some 50 MB for each core.
_PORTION = 50_000
# Pairs that take a core longer to compare (some .4 ms each) than a process takes to start.
_WORTH_A_PROCESS = 4_000


@garbage_kept()
def link(con: duckdb.DuckDBPyConnection, boilerplate: Hashes = NO_BOILERPLATE, *, quotes: bool = True) -> None:
    """Replace the links of every article that waits for it. Leaves the temporary table `linking`: whose links changed.

    Without `quotes` only copies are sought. `done` is for the caller to say.
    """
    with passing(con, "linking"):
        _equal_texts(con)
        with passing(con, "promising"):
            _promising(con, quotes=quotes)
        keep_newer(con, _READ)
        for ties in _compared(con, boilerplate):
            con.register("ties", pa.Table.from_pylist(ties, _TIES))
            con.execute(_SQL["verified"], {"rule_version": RULE_VERSION})
            con.unregister("ties")
        con.execute(_SQL["linked"])


def _promising(con: duckdb.DuckDBPyConnection, *, quotes: bool) -> None:
    """Leave the temporary table `promising`: the pairs that are to be read."""
    with passing(con, "known", "likely"):
        _posts(con)
        con.execute(_SQL["pairs"], {"hubs": HUBS, "days": COMMON_DAYS})
        con.execute(_SQL["likely"], {"enough": ENOUGH, "quotes": quotes})
    _near(con)
    con.execute(_SQL["promising"])


def _near(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the temporary table `near`: the likely pairs that are worth reading by their samples."""
    con.execute(_SQL["near"])
    for near in in_threads(_worth_reading, _doubtful(con)):
        con.register("near_pairs", pa.table(near))
        con.execute(_SQL["keep_near"])
        con.unregister("near_pairs")


def _doubtful(con: duckdb.DuckDBPyConnection) -> Iterator[tuple[_Pairs, _Numbers, Samples]]:
    """Pairs of texts that may be copies, some at a time, the numbers of all these texts, and their samples."""
    ((number,),) = con.execute("SELECT count(*) FROM likely").fetchall()
    for first in range(0, number, _PORTION):
        portion = {"first": first, "portion": _PORTION}
        pairs = con.execute(_SQL["doubtful"], portion).fetchnumpy()
        if len(pairs["x"]):
            numbers = np.unique(np.concatenate([pairs["x"], pairs["y"]]))
            yield pairs, numbers, samples_of(con, numbers)


def _worth_reading(doubtful: tuple[_Pairs, _Numbers, Samples]) -> _Pairs:
    """Those of them that are worth reading."""
    pairs, numbers, samples = doubtful
    near = worth_reading(samples, *(numbers.searchsorted(pairs[side]) for side in ("x", "y")))
    return {side: pairs[side][near] for side in ("x", "y")}


def _compared(con: duckdb.DuckDBPyConnection, boilerplate: Hashes) -> Iterator[list[Tie]]:
    """The ties of the promising pairs, batch by batch; of very many pairs on all cores, each batch in a process."""
    (number,) = con.execute("SELECT count(*) FROM promising").fetchall()[0]
    compare = partial(compared, boilerplate=boilerplate)
    batches = (_batch(con, {"first": first, "batch": _BATCH}) for first in range(0, number, _BATCH))
    workers = min(os.cpu_count() or 1, number // _WORTH_A_PROCESS)
    return side_by_side(compare, batches, workers, compared.__module__) if workers > 1 else map(compare, batches)


def _batch(con: duckdb.DuckDBPyConnection, which: dict[str, int]) -> Batch:
    """Some of the pairs, with their texts, to be read word by word."""
    pairs = [Pair(*pair) for pair in con.execute(_SQL["batch"], which).fetchall()]
    numbers = np.unique(np.array([(pair.a, pair.b) for pair in pairs], dtype=np.int32))
    return Batch(texts_of(con, numbers), pairs)


def done(con: duckdb.DuckDBPyConnection) -> None:
    """Nobody waits to be linked any more."""
    con.execute(_SQL["done"])


def _equal_texts(con: duckdb.DuckDBPyConnection) -> None:
    for statement in ("linking", "followers", "forget_links"):
        con.execute(_SQL[statement])
    con.execute(_SQL["mine"], {"last": last_in(runs_of(con))})
    find_equals(con, "SELECT DISTINCT hash FROM mine")
    for statement in ("equals", "stood", "forget_stood"):
        con.execute(_SQL[statement])
    con.execute(_SQL["same_text"], {"rule_version": RULE_VERSION})
    for statement in ("representatives", "demoted", "forget_demoted"):
        con.execute(_SQL[statement])


def _posts(con: duckdb.DuckDBPyConnection) -> None:
    """Who has the passages of the articles to be linked, with the hubs of each kept up to date."""
    for statement in ("fresh", "gone", "touched", "hubs", "asked"):
        con.execute(_SQL[statement])
    find_holders(con, _ASKED)
    for statement in ("known", "stored", "posts"):
        con.execute(_SQL[statement])
    let_go(con, "touched", "holders")
    con.execute(_SQL["moved"], {"hubs": HUBS, "days": COMMON_DAYS})
    con.execute(_SQL["forget_hubs"])
    con.execute(_SQL["keep_hubs"], {"hubs": HUBS})
    if con.execute("FROM moved LIMIT 1").fetchone():
        for statement in ("forget_moved", "link_moved", "touch_moved", "hubs", "ask_moved"):
            con.execute(_SQL[statement])
        find_holders(con, _ASKED)
        for statement in ("know_more", "stored_moved", "posts_moved"):
            con.execute(_SQL[statement])
