"""Which texts have a passage, or are equal: an inverted index in files that are sorted by hashes.

A batch asks for some 100,000 passages. To join them with all that are stored costs as much as reading all those; a
binary search does not.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.language.fingerprint import Hashes
from pipelines.language.ordered import find
from pipelines.store.sql import beside
from pipelines.store.text_runs import Run, batches_of, last_in, runs_of

# Runs are cut by the first bits of the hashes, and merged and searched part by part.
_BITS = 5

_SQL = beside(__file__)
# A posting is twice the number of a text, and one more where the passage is quoted there.
_ENTRY = pa.schema([("hash", pa.uint64()), ("posting", pa.uint32())])
_Postings = NDArray[np.unsignedinteger]
_Part = tuple[Hashes, _Postings]


def find_holders(con: duckdb.DuckDBPyConnection, hashes: str) -> None:
    """Leave the temporary table `holders`: the texts, by number, that have the passages of a query for their hashes."""
    _find(con, "holders", hashes, lambda run: run.postings)


def find_equals(con: duckdb.DuckDBPyConnection, keys: str) -> None:
    """Leave the temporary table `bearers`: the texts, by number, that are told by the keys (`text_key`) of a query."""
    _find(con, "bearers", keys, lambda run: run.keys)


def _find(con: duckdb.DuckDBPyConnection, what: str, hashes: str, file_of: Callable[[Run], Path]) -> None:
    """What is in no run yet, and then what such files of the runs say."""
    runs = runs_of(con)
    con.execute(_SQL[what].format(hashes=hashes), {"last": last_in(runs)})
    if not runs:
        return
    asked = con.execute(_SQL["asked"].format(hashes=hashes)).fetchnumpy()["hash"]
    found = [pa.table(list(part), schema=_ENTRY) for run in runs for part in _searched(file_of(run), asked)]
    con.register("found_postings", pa.concat_tables(found))
    con.execute(_SQL["found"].format(what=what))
    con.unregister("found_postings")


def write(con: duckdb.DuckDBPyConnection, run: Run) -> int:
    """Write the passages of the texts of a run, and the keys of these texts; gives how many there are of both."""
    entries = 0
    for what, file in (("passages", run.postings), ("keys", run.keys)):
        rows = con.execute(_SQL[what], {"first": run.first, "last": run.last}).fetchnumpy()
        entries += _written(file, _cut(rows["hash"], rows["posting"]))
    return entries


def merge(runs: Sequence[Run], whole: Run, alive: NDArray[np.bool_]) -> int:
    """Write those of some runs as one, without texts that have left; gives how many there are."""
    passages = _merge([run.postings for run in runs], whole.postings, alive)
    return passages + _merge([run.keys for run in runs], whole.keys, alive)


def _merge(files: Sequence[Path], whole: Path, alive: NDArray[np.bool_]) -> int:
    parts = zip(*map(_parts, files), strict=True)
    return _written(whole, (_merged(same, alive) for same in parts))


def _cut(hashes: Hashes, postings: _Postings) -> Iterator[_Part]:
    """Entries in the order of the hashes -> the parts of a run."""
    bounds = np.arange(1, 2**_BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
    for first, end in pairwise([0, *hashes.searchsorted(bounds).tolist(), len(hashes)]):
        yield hashes[first:end], postings[first:end]


def _merged(parts: Sequence[_Part], alive: NDArray[np.bool_]) -> _Part:
    """The same part of some runs as one."""
    hashes, postings = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(hashes, kind="stable")
    order = order[alive[postings[order] >> 1]]
    return hashes[order], postings[order]


def _written(file: Path, parts: Iterable[_Part]) -> int:
    entries = 0
    with pa.OSFile(str(file), "wb") as out, pa.ipc.new_file(out, _ENTRY) as writer:
        for part in parts:
            writer.write_batch(pa.record_batch(list(part), schema=_ENTRY))
            entries += len(part[0])
    return entries


def _parts(file: Path) -> Iterator[_Part]:
    for batch in batches_of(file):
        yield batch["hash"].to_numpy(), batch["posting"].to_numpy()


def _searched(file: Path, asked: Hashes) -> Iterator[_Part]:
    """The entries of a run for hashes that are in order."""
    for (hashes, postings), (wanted, _) in zip(_parts(file), _cut(asked, asked), strict=True):
        first, here = find(hashes, wanted)
        first, wanted = first[here], wanted[here]
        counts = np.ones(len(first), dtype=np.intp)
        many = hashes.take(first + 1, mode="clip") == wanted
        counts[many] = hashes.searchsorted(wanted[many], "right") - first[many]
        places = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        yield np.repeat(wanted, counts), postings[places]
