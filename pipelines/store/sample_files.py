"""The samples of stored texts, found by number: files in the order of the numbers.

A batch compares the samples of some 10,000 texts, most of them long stored. The store reads a block of 256 kB for each
of those; here only the pages of the texts that are asked for are touched.
"""

from collections.abc import Iterable, Iterator, Sequence
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

_SQL = beside(__file__)
_SAMPLE = pa.schema([("text_number", pa.int32()), ("shingle_count", pa.int32()), ("shingles", pa.list_(pa.uint64()))])
_Numbers = NDArray[np.int32]


def samples_of(con: duckdb.DuckDBPyConnection, numbers: _Numbers) -> Samples:
    """The samples of some texts of the store, one or more, whose numbers rise; in that order."""
    runs = runs_of(con)
    last = last_in(runs)
    found = [rows for run in runs for rows in _read(run.samples, numbers)]
    con.register("asked_numbers", pa.table({"text_number": numbers[numbers > last]}))
    found += con.sql(_SQL["newer"], params={"last": last}).to_arrow_table().cast(_SAMPLE).to_batches()
    con.unregister("asked_numbers")
    rows = pa.Table.from_batches(found, _SAMPLE).combine_chunks()
    shingles: Any = rows["shingles"].chunk(0)
    return Samples(shingles.flatten().to_numpy(), shingles.offsets.to_numpy(), rows["shingle_count"].to_numpy())


def write(con: duckdb.DuckDBPyConnection, run: Run) -> None:
    """Write those of the texts of a run."""
    rows = con.sql(_SQL["samples"], params={"first": run.first, "last": run.last}).to_arrow_table()
    _written(run.samples, rows.cast(_SAMPLE).combine_chunks().to_batches())


def merge(runs: Sequence[Run], whole: Run, alive: NDArray[np.bool_]) -> None:
    """Write those of some runs as one, without texts that have left."""
    batches = (batch for run in runs for batch in batches_of(run.samples))
    _written(whole.samples, (batch.filter(pa.array(alive[batch["text_number"]])) for batch in batches))


def _written(file: Path, batches: Iterable[pa.RecordBatch]) -> None:
    with pa.OSFile(str(file), "wb") as out, pa.ipc.new_file(out, _SAMPLE) as writer:
        for batch in batches:
            writer.write_batch(batch)


def _read(file: Path, numbers: _Numbers) -> Iterator[pa.RecordBatch]:
    """Those of some texts, without the others of the file."""
    for batch in batches_of(file):
        places, here = find(batch["text_number"].to_numpy(), numbers)
        yield batch.take(places[here])
