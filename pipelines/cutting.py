"""A file -> its portions: small ones whole, lines by blocks, Parquet by row groups. No position depends on the cutting.

What cannot be cut where it lies (packed lines, huge row groups) is copied once to the spool, block by block.
"""

import hashlib
import os
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.errors import Refusal, Unreadable
from pipelines.formats.arrow_rows import known_columns, with_note
from pipelines.formats.json_lines import line_blocks
from pipelines.formats.packed import unpacked
from pipelines.formats.sniff import HEAD, form_of, is_gzip
from pipelines.records import Portion, Reject
from pipelines.refusals import reject
from pipelines.spool import Spool

# What is read at one go.
BLOCK_BYTES = 2 << 20
_BUFFER = 1 << 20


class Named(NamedTuple):
    """A file to be read: where it lies, how it was named, whose it is, its path below its source."""

    path: Path
    ref: str
    source_id: str
    guid: str | None


def cut(file: Named, run_id: str, seen_at: datetime, spool: Path) -> Iterator[Portion | Reject]:
    """The portions of a file, or the reason why it cannot be read. Raises StorageError where the spool is full."""
    whole = Portion(str(file.path), file.ref, file.source_id, file.guid, None, 0, None, 0, seen_at, run_id)
    copy = Spool(spool, hashlib.blake2b(os.fsencode(file.path), digest_size=8).hexdigest())
    try:
        if not file.path.is_file():
            raise Unreadable("not_a_file", "no ordinary file; give a stream as standard input with -")
        yield from _cut(whole, copy)
    except Refusal as refusal:
        yield reject(whole, "read", refusal)
    except (OSError, pa.ArrowException) as error:
        yield reject(whole, "read", Unreadable("unreadable", f"cannot be read: {error}"))


def _cut(whole: Portion, spool: Spool) -> Iterator[Portion]:
    with open(whole.path, "rb") as file:
        packed, form = _looked_at(file, whole.ref)
        portion = whole._replace(form=form)
        if form == "jsonl":
            yield from _packed_lines(portion, file, spool) if packed else _lines(portion, file)
        elif form == "parquet":
            yield from _row_groups(portion._replace(path=spool.write(unpacked(file))) if packed else portion, spool)
        else:
            yield portion


def _looked_at(file: BinaryIO, name: str) -> tuple[bool, str]:
    """Whether a file is packed, and what form it has. Its reading begins again."""
    head = file.read(HEAD)
    file.seek(0)
    packed = is_gzip(head)
    if packed:
        head = next(unpacked(file, HEAD), b"")
        file.seek(0)
    return packed, form_of(head, name)


def _lines(portion: Portion, file: BinaryIO) -> Iterator[Portion]:
    """Blocks that end where lines end. A line longer than a block is a block of its own."""
    size = os.fstat(file.fileno()).st_size
    start, first = 0, portion.first
    while start < size or start == 0:
        file.seek(start)
        block = file.read(BLOCK_BYTES)
        stop = start + len(block)
        lines = 0
        if stop < size:
            end = block.rfind(b"\n") + 1
            lines, stop = (block.count(b"\n", 0, end), start + end) if end else (1, _line_end(file, size))
        yield portion._replace(start=start, stop=stop, first=first)
        start, first = stop, first + lines
        if not block:
            return


def _line_end(file: BinaryIO, size: int) -> int:
    """Where the line ends in which the file stands: after its break, or at the end of the file."""
    while block := file.read(BLOCK_BYTES):
        if (place := block.find(b"\n")) >= 0:
            return file.tell() - len(block) + place + 1
    return size


def _packed_lines(portion: Portion, file: BinaryIO, spool: Spool) -> Iterator[Portion]:
    """Unpacked blocks of lines, each written to the spool when it is asked for."""
    first = portion.first
    for number, block in enumerate(line_blocks(unpacked(file))):
        if block or number == 0:
            yield portion._replace(path=spool.write([block]), stop=len(block), first=first)
        first += block.count(b"\n")


def _row_groups(portion: Portion, spool: Spool) -> Iterator[Portion]:
    """Neighbouring row groups up to a block; a bigger one is copied to the spool in parts."""
    with pq.ParquetFile(portion.path, buffer_size=_BUFFER, pre_buffer=False) as file:
        first = portion.first
        for start, stop, rows, size in _neighbours(file.metadata):
            if size <= BLOCK_BYTES:
                yield portion._replace(start=start, stop=stop, first=first)
            else:
                yield from _parts(portion._replace(first=first), file, start, max(BLOCK_BYTES * rows // size, 1), spool)
            first += rows


def _neighbours(metadata: pq.FileMetaData) -> Iterator[tuple[int, int, int, int]]:
    """Start, stop, rows and bytes of neighbouring row groups that are a block together, or of a bigger one alone."""
    start = rows = size = 0
    for number in range(metadata.num_row_groups):
        group = metadata.row_group(number)
        if number > start and size + group.total_byte_size > BLOCK_BYTES:
            yield start, number, rows, size
            start, rows, size = number, 0, 0
        rows, size = rows + group.num_rows, size + group.total_byte_size
    yield start, metadata.num_row_groups, rows, size


def _parts(portion: Portion, file: pq.ParquetFile, group: int, rows: int, spool: Spool) -> Iterator[Portion]:
    """One row group in spooled files of so many rows, without the columns that nobody reads."""
    first = portion.first
    for batch in file.iter_batches(rows, row_groups=[group], columns=known_columns(file.schema_arrow)):
        noted = with_note(batch, file.schema_arrow)
        yield portion._replace(path=spool.write_rows(noted), start=0, stop=None, first=first)
        first += batch.num_rows
