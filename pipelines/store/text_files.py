"""Samples and words of stored texts, found by number: files in the order of the numbers.

A batch compares the samples of some 10,000 texts and reads some 2,000, most of them long stored. The store unpacks
eight blocks of 256 kB for each of those; here only the pages of the texts that are asked for are touched.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.language.ordered import find
from pipelines.language.samples import Samples
from pipelines.store.sql import beside
from pipelines.store.text_runs import Run, batches_of, last_in, runs_of

# Texts that are taken from the store at one go, as many as land at one go; and the bytes that are then read as one,
# some 25,000 texts: the fewer such batches, the less is to be opened. Both bound the memory.
_ROWS, _BYTES = 2_000, 64 << 20

_SQL = beside(__file__)
_TYPES: dict[str, pa.DataType] = {
    "text_number": pa.int32(), "shingle_count": pa.int32(), "shingles": pa.list_(pa.uint64()), "text": pa.large_string()
}  # fmt: skip
_TEXT = pa.schema(_TYPES)
_Numbers = NDArray[np.int32]


def samples_of(con: duckdb.DuckDBPyConnection, numbers: _Numbers) -> Samples:
    """The samples of some texts of the store, one or more, whose numbers rise; in that order."""
    rows = _rows(con, numbers, "newer_samples", "shingle_count", "shingles")
    shingles: Any = rows["shingles"].chunk(0)
    return Samples(shingles.flatten().to_numpy(), shingles.offsets.to_numpy(), rows["shingle_count"].to_numpy())


def keep_newer(con: duckdb.DuckDBPyConnection, numbers: str) -> None:
    """Leave the temporary table `newer`: of the texts of a query for numbers those that are in no run."""
    con.execute(_SQL["places"].format(numbers=numbers), {"last": last_in(runs_of(con))})
    con.execute(_SQL["newer"])


def texts_of(con: duckdb.DuckDBPyConnection, numbers: _Numbers) -> dict[int, str]:
    """Some texts, one or more, by number; the numbers rise. What is in no run is looked for in `newer`."""
    rows: Any = _rows(con, numbers, "newer_texts", "text_number", "text")
    return dict(zip(rows["text_number"].to_pylist(), rows["text"].to_pylist(), strict=True))


def write(con: duckdb.DuckDBPyConnection, run: Run, merged: Sequence[Run], alive: NDArray[np.bool_]) -> None:
    """Write those of a run: of the runs that are merged in it, without texts that have left, and then of the store."""
    first = merged[-1].last + 1 if merged else run.first
    rows = con.sql(_SQL["texts"], params={"first": first, "last": run.last}).to_arrow_reader(_ROWS)
    before = (batch for run in merged for batch in batches_of(run.texts))
    kept = (batch.filter(pa.array(alive[batch["text_number"]])) for batch in before)
    _written(run.texts, chain(kept, (batch.cast(_TEXT) for batch in rows)))


def _written(file: Path, batches: Iterable[pa.RecordBatch]) -> None:
    with pa.OSFile(str(file), "wb") as out, pa.ipc.new_file(out, _TEXT) as writer:
        for batch in _gathered(batches):
            writer.write_batch(batch)


def _gathered(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """The same rows in batches that are large enough."""
    some, size = list[pa.RecordBatch](), 0
    for batch in batches:
        some.append(batch)
        size += batch.nbytes
        if size >= _BYTES:
            yield from _one(some)
            some, size = [], 0
    if some:
        yield from _one(some)


def _one(some: Sequence[pa.RecordBatch]) -> list[pa.RecordBatch]:
    """One batch, or none where there are no rows."""
    return pa.Table.from_batches(some, _TEXT).combine_chunks().to_batches()


def _rows(con: duckdb.DuckDBPyConnection, numbers: _Numbers, newer: str, *columns: str) -> pa.Table:
    """Some columns of some texts, in the order of their numbers; of those in no run by a query of that name."""
    runs = runs_of(con)
    schema = pa.schema([_TEXT.field(name) for name in columns])
    found = [rows for run in runs for rows in _read(run.texts, numbers, columns)]
    con.register("asked_numbers", pa.table({"text_number": numbers[numbers > last_in(runs)]}))
    found += con.sql(_SQL[newer]).to_arrow_table().select(columns).cast(schema).to_batches()
    con.unregister("asked_numbers")
    return pa.Table.from_batches(found, schema).combine_chunks()


def _read(file: Path, numbers: _Numbers, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
    """Those of some texts, without the others of the file."""
    for batch in batches_of(file):
        told = batch["text_number"].to_numpy()
        wanted = numbers[slice(*numbers.searchsorted([told[0], told[-1] + 1]))]
        if len(wanted):
            places, here = find(told, wanted)
            yield batch.select(columns).take(places[here])
