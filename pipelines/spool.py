"""Copies of what cannot be read where it lies: standard input, packed lines, huge row groups. A run removes its own.

Raises StorageError where the folder cannot be written: that is never the input's fault.
"""

import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import StorageError

# Name of the copy of standard input; everything in a spool begins like this.
STDIN = "spool-stdin"


def spool_stdin(spool: Path, stream: BinaryIO) -> Path:
    """Copy standard input to where `-` is looked for, so that it can be read again.

    Raises StorageError where it cannot be written.
    """
    path, part = spool / STDIN, spool / f".{STDIN}.part"
    with _storing(path):
        with part.open("wb") as file:
            shutil.copyfileobj(stream, file)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)  # half of it is never taken for the whole
    return path


class Spool:
    """Copies of parts of one input, in a folder that goes away with the run."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name, self._count = folder, name, 0

    def write(self, pieces: Iterable[bytes]) -> str:
        """Path of a new file that holds these pieces."""
        path = self._next()
        with _storing(path), path.open("wb") as file:
            for piece in pieces:
                file.write(piece)
        return str(path)

    def write_rows(self, batch: pa.RecordBatch) -> str:
        """Path of a new Parquet file that holds these rows."""
        path = self._next()
        with _storing(path):
            pq.write_table(pa.Table.from_batches([batch]), path, compression="none", use_dictionary=False)
        return str(path)

    def _next(self) -> Path:
        self._count += 1
        return self._folder / f"spool-{self._name}-{self._count}"


@contextmanager
def _storing(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StorageError(
            f"cannot write {path}: {error.strerror or error}; free or allow space there and run again"
        ) from error
