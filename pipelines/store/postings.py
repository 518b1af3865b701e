"""Which texts have a passage: an inverted index in sorted files beside the store (a log-structured merge tree).

A batch asks for some 100,000 passages. To join them with all that are stored costs as much as reading all those; a
binary search does not. A file, here a run, holds the passages of texts whose numbers follow one another, and no number
is given twice: so what a run says never becomes wrong, only that texts may have left. The passages of newer texts are
found in their table. Which runs count is told by a table of the store: one that is missing, or belongs to another state
of the store, is only work to be done again.
"""

import secrets
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.language.fingerprint import Hashes
from pipelines.language.ordered import find
from pipelines.store.landing import synced
from pipelines.store.sql import beside, transaction

# So many passages are looked up in their table, in some 10 ms, before they are put into a run; and the most that are
# put into one at once, which bounds the memory.
LEAST, MOST = 1_000_000, 4_000_000
# A run that is less than so many times as large as what comes is merged with it: a million articles make three runs.
RATIO = 8
# Runs are cut by the first bits of the hashes, and merged and searched part by part.
_BITS, _MAPPED = 7, 16

_SQL = beside(__file__)
# A posting is twice the number of a text, and one more where the passage is quoted there.
_ENTRY = pa.schema([("hash", pa.uint64()), ("posting", pa.uint32())])
_Postings = NDArray[np.unsignedinteger]
_Part = tuple[Hashes, _Postings]


class Run(NamedTuple):
    """A row of `passage_runs`."""

    file: str
    first: int
    last: int
    entries: int


def keep_up(con: duckdb.DuckDBPyConnection) -> None:
    """Put what is committed into runs, in transactions of its own. A store in memory has none."""
    folder = _folder(con)
    if not folder:
        return
    folder.mkdir(exist_ok=True)
    runs = _runs(con)
    if not all((folder / run.file).exists() for run in runs):
        runs = []
        _tell(con, runs)
    while portion := _portion(con, runs):
        runs = _with(con, folder, runs, portion)
        _tell(con, runs)
    for file in {*folder.iterdir()} - {folder / run.file for run in runs}:
        file.unlink()


def forget_runs(con: duckdb.DuckDBPyConnection) -> None:
    """No run counts any more, within the transaction of the caller: the next `keep_up` makes them anew."""
    con.execute(_SQL["forget_runs"])


def find_holders(con: duckdb.DuckDBPyConnection, hashes: str) -> None:
    """Leave the temporary table `holders`: the texts, by number, that have the passages of a query for their hashes."""
    runs = _runs(con)
    last = runs[-1].last if runs else 0
    con.execute(_SQL["holders"].format(hashes=hashes), {"last": last})
    folder = _folder(con)
    if not folder or not runs:
        return
    asked = con.execute(_SQL["asked"].format(hashes=hashes)).fetchnumpy()["hash"]
    found = [pa.table(list(part), schema=_ENTRY) for run in runs for part in _searched(folder / run.file, asked)]
    con.register("found_postings", pa.concat_tables(found))
    con.execute(_SQL["found"])
    con.unregister("found_postings")


def _folder(con: duckdb.DuckDBPyConnection) -> Path | None:
    ((path,),) = con.execute(_SQL["path"]).fetchall()
    return Path(path).with_suffix(".passages") if path else None


def _runs(con: duckdb.DuckDBPyConnection) -> list[Run]:
    return [Run(*row) for row in con.execute(_SQL["runs"]).fetchall()]


def _tell(con: duckdb.DuckDBPyConnection, runs: Sequence[Run]) -> None:
    with transaction(con):
        con.execute(_SQL["forget_runs"])
        for run in runs:
            con.execute(_SQL["tell_run"], [*run])


def _portion(con: duckdb.DuckDBPyConnection, runs: Sequence[Run]) -> tuple[int, int] | None:
    """The first and last of the texts that come next, if enough wait."""
    last = runs[-1].last if runs else 0
    ((waiting,),) = con.execute(_SQL["waiting"], {"last": last}).fetchall()
    if waiting < LEAST:
        return None
    ((first, end),) = con.execute(_SQL["portion"], {"last": last, "most": MOST}).fetchall()
    return first, end


def _with(con: duckdb.DuckDBPyConnection, folder: Path, runs: list[Run], portion: tuple[int, int]) -> list[Run]:
    """The runs with some texts more."""
    first, last = portion
    rows = con.execute(_SQL["entries"], {"first": first, "last": last}).fetchnumpy()
    fresh = _written(folder, first, last, _cut(rows["hash"], rows["posting"]))
    kept, size = len(runs), fresh.entries
    while kept and runs[kept - 1].entries < RATIO * size:
        kept -= 1
        size += runs[kept].entries
    merging = [*runs[kept:], fresh]
    if len(merging) > 1:
        alive = np.zeros(last + 1, dtype=bool)
        alive[con.execute(_SQL["alive"], {"last": last}).fetchnumpy()["text_number"]] = True
        parts = zip(*(_parts(folder / run.file) for run in merging), strict=True)
        fresh = _written(folder, merging[0].first, last, (_merged(same, alive) for same in parts))
    return [*runs[:kept], fresh]


def _cut(hashes: Hashes, postings: _Postings) -> Iterator[_Part]:
    """Entries in the order of the hashes -> the parts of a run."""
    bounds = np.arange(1, 2**_BITS, dtype=np.uint64) << np.uint64(64 - _BITS)
    for first, end in pairwise([0, *hashes.searchsorted(bounds).tolist(), len(hashes)]):
        yield hashes[first:end], postings[first:end]


def _merged(parts: Sequence[_Part], alive: NDArray[np.bool_]) -> _Part:
    """The same part of some runs as one, without texts that have left."""
    hashes, postings = map(np.concatenate, zip(*parts, strict=True))
    order = np.argsort(hashes, kind="stable")
    order = order[alive[postings[order] >> 1]]
    return hashes[order], postings[order]


def _written(folder: Path, first: int, last: int, parts: Iterable[_Part]) -> Run:
    """A new file, under a name that no other state of the store can mean."""
    file, entries = folder / f"{secrets.token_hex(8)}.arrow", 0
    with pa.OSFile(str(file), "wb") as out, pa.ipc.new_file(out, _ENTRY) as writer:
        for part in parts:
            writer.write_batch(pa.record_batch(list(part), schema=_ENTRY))
            entries += len(part[0])
    synced(file)
    synced(folder)
    return Run(file.name, first, last, entries)


def _parts(file: Path) -> Iterator[_Part]:
    """The parts of a run. Only some are mapped into memory at a time, so that a large run takes a part of its size."""
    for first in range(0, 2**_BITS, _MAPPED):
        with pa.memory_map(str(file)) as mapped:
            run = pa.ipc.open_file(mapped)
            for number in range(first, first + _MAPPED):
                batch = run.get_batch(number)
                yield batch["hash"].to_numpy(), batch["posting"].to_numpy()


def _searched(file: Path, asked: Hashes) -> Iterator[_Part]:
    """The entries of a run for hashes that are in order."""
    for (hashes, postings), (wanted, _) in zip(_parts(file), _cut(asked, asked), strict=True):
        first, here = find(hashes, wanted)
        first, wanted = first[here], wanted[here]
        counts = hashes.searchsorted(wanted, "right") - first
        places = np.repeat(first - np.cumsum(counts) + counts, counts) + np.arange(counts.sum())
        yield np.repeat(wanted, counts), postings[places]
