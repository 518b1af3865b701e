"""The sorted files beside the store in which its texts are looked up, and which of them count.

A run is what three files say of texts whose numbers follow one another: who has a passage and who is equal
(`postings`), and the words and the sample of each text (`text_files`). No number is given twice, so what a run says
never becomes wrong, only that texts may have left. Which runs count is told by a table of the store: one that is
missing, or belongs to another state of the store, is only work to be done again (`index`). Newer texts are looked up in
the store's own tables.
"""

import mmap
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipelines.errors import StorageError
from pipelines.store.sql import beside, transaction

_SQL = beside(__file__)


class Run(NamedTuple):
    """A row of `passage_runs`, and the folder of its files."""

    folder: Path
    name: str
    first: int
    last: int
    entries: int

    @property
    def postings(self) -> Path:
        """The file of its passages."""
        return self.folder / f"{self.name}.postings"

    @property
    def keys(self) -> Path:
        """The file of the keys of its texts, by which equal ones are found."""
        return self.folder / f"{self.name}.keys"

    @property
    def texts(self) -> Path:
        """The file of its texts and their samples."""
        return self.folder / f"{self.name}.texts"

    @property
    def files(self) -> tuple[Path, ...]:
        """All of them."""
        return self.postings, self.keys, self.texts


def folder_of_runs(con: duckdb.DuckDBPyConnection) -> Path | None:
    """Where the files of the runs lie; a store in memory has none."""
    ((path,),) = con.execute(_SQL["path"]).fetchall()
    return Path(path).with_suffix(".passages") if path else None


def runs_of(con: duckdb.DuckDBPyConnection) -> list[Run]:
    """The runs that count, in the order of their texts."""
    folder = folder_of_runs(con)
    return [Run(folder, *row) for row in con.execute(_SQL["runs"]).fetchall()] if folder else []


def last_in(runs: Sequence[Run]) -> int:
    """The number of the last text of some runs: those with greater numbers are in none."""
    return runs[-1].last if runs else 0


def tell_runs(con: duckdb.DuckDBPyConnection, runs: Sequence[Run]) -> None:
    """These count from now on."""
    with transaction(con):
        forget_runs(con)
        for run in runs:
            con.execute(_SQL["tell"], [*run[1:]])


def forget_runs(con: duckdb.DuckDBPyConnection) -> None:
    """No run counts any more, within the transaction of the caller: the next `keep_up` makes them anew."""
    con.execute(_SQL["forget"])


def batches_of(file: Path) -> Iterator[pa.RecordBatch]:
    """The batches of an Arrow file, mapped into memory one after another: so a large file takes a part of its size.

    Raises StorageError where the file is damaged.
    """
    try:
        with file.open("rb") as opened:
            mapped = mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)
        read = pa.ipc.open_file(pa.BufferReader(pa.py_buffer(mapped)))
    except (ValueError, pa.ArrowException) as error:  # ValueError: an empty file cannot be mapped
        raise StorageError(f"{file} is damaged: {error}; remove it and run again, it is made anew") from error
    for number in range(read.num_record_batches):
        yield read.get_batch(number)
        mapped.madvise(mmap.MADV_DONTNEED)
