"""Rows -> Parquet segments, each written beside and renamed when whole; gives their names. Refuses nothing.

A segment's name is a hash of its content, so a batch that a runner lands twice is one file.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
import xxhash
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection
from apache_beam.transforms.window import GlobalWindows
from apache_beam.utils.windowed_value import WindowedValue

from pipelines.errors import StorageError
from pipelines.packing import Values, plain
from pipelines.records import Article, Fetch, Reject
from pipelines.tables import arrow_schema

Row = Article | Reject | Fetch
Group = tuple[int, Iterable[Values]]

# Rows of one segment at most; bounds the memory of a batch and makes files of a few MB. A window of a stream ends a
# segment too, full or not. (Not GroupIntoBatches: of two in one pipeline FnApiRunner 2.77 loses what one holds.)
SEGMENT_ROWS = 2_000
# Rows that become columns at once: just made, they are still in the processor's caches, and two thousand that wait for
# one another take some 100 kB of memory each. A segment has a multiple of them.
AT_ONCE = 100
# Instead of a number of shards: of a runner that brings a bundle at a time whole, the rows land as they come. To
# gather them by a key first would have each row encoded and read again, and takes a fifth more memory.
WHOLE_BUNDLES = 0


def columns(rows: Iterable[Row | Values], kind: str) -> pa.RecordBatch:
    """Rows of one kind (articles, rejects, fetches) -> their columns, by position. There must be some."""
    schema = arrow_schema(kind)
    values = zip(zip(*rows, strict=True), schema.types, strict=True)
    return pa.RecordBatch.from_arrays([pa.array(column, type_) for column, type_ in values], schema=schema)


def table(parts: Iterable[pa.RecordBatch]) -> pa.Table:
    """Rows as columns, some at a time -> the table of their segment, which does not tell the parts."""
    return pa.Table.from_batches(parts).combine_chunks()


def land(rows: Iterable[Values], kind: str, folder: Path, mark: str = "") -> str:
    """Write rows, of which there must be some, as a segment of a folder and give its file name.

    Raises StorageError where the disk is full or the folder cannot be written.
    """
    return write(table([columns(rows, kind)]), kind, folder, mark)


def write(segment: pa.Table, kind: str, folder: Path, mark: str = "") -> str:
    """The same of rows that are a table already."""
    name = f"{kind}-{mark}{_content_hash(segment)}.parquet"
    part = folder / f".{name}.{os.getpid()}.part"
    try:
        with part.open("wb") as file:
            pq.write_table(segment, file, compression="zstd")
            file.flush()
            os.fsync(file.fileno())
        part.replace(folder / name)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise StorageError(
            f"cannot write {folder / name}: {error.strerror}; free or allow space there and run again"
        ) from error
    return name


def _content_hash(segment: pa.Table) -> str:
    digest = xxhash.xxh3_128()
    for batch in segment.to_batches():
        digest.update(batch.serialize())
    return digest.hexdigest()


def shard(row: Row, shards: int) -> int:
    """Which of so many groups a row is written with; the same at every try."""
    return crc32(f"{row.source_id} {row.ref} {getattr(row, 'position', 0)}".encode("utf-8", "surrogatepass")) % shards


class _Land(beam.DoFn):
    """Lands rows and counts them."""

    def __init__(self, kind: str, folder: str, mark: str) -> None:
        self.kind = kind
        self.mark = mark
        self.folder = folder
        self.landed = Metrics.counter("dateline", f"landed_{kind}")

    def start_bundle(self) -> None:
        self.rows = list[Row | Values]()
        self.parts = list[pa.RecordBatch]()

    def put(self, row: Row | Values) -> Iterator[str]:
        """Take a row; the segment that is full by it."""
        self.rows.append(row)
        if len(self.rows) == AT_ONCE:
            self._turn()
        if len(self.parts) * AT_ONCE == SEGMENT_ROWS:
            yield self._land()

    def rest(self) -> Iterator[str]:
        """The segment of what was taken since."""
        if self.rows:
            self._turn()
        if self.parts:
            yield self._land()

    def _turn(self) -> None:
        self.parts.append(columns(self.rows, self.kind))
        self.rows = []

    def _land(self) -> str:
        segment, self.parts = table(self.parts), []  # what the function holds lives on with it, in cycles of Beam's
        self.landed.inc(len(segment))
        return write(segment, self.kind, Path(self.folder), self.mark)


class _LandGroup(_Land):
    """The rows of a shard."""

    def process(self, element: Group) -> Iterator[str]:
        for row in element[1]:
            yield from self.put(row)
        yield from self.rest()


class _LandBundle(_Land):
    """The rows of a bundle. No batch is an element: Beam would encode the first ten only to tell their sizes."""

    def process(self, element: Row) -> Iterator[str]:
        return self.put(element)

    def finish_bundle(self) -> Iterator[WindowedValue]:
        return map(GlobalWindows.windowed_value, self.rest())


def _by_shard(rows: PCollection[Row], shards: int) -> PCollection[Group]:
    keyed = beam.Map(lambda row: (shard(row, shards), plain(row))).with_output_types(tuple[int, Values])
    return rows | "Shard" >> keyed | "Gather" >> beam.GroupByKey()


@dataclass
class Land(beam.PTransform):
    kind: str
    folder: str
    shards: int = 1
    mark: str = ""  # after the kind in the names of the segments

    def expand(self, rows: PCollection[Row]) -> PCollection[str]:
        told = self.kind, self.folder, self.mark
        if self.shards == WHOLE_BUNDLES:
            return rows | "Write" >> beam.ParDo(_LandBundle(*told)).with_output_types(str)
        return _by_shard(rows, self.shards) | "Write" >> beam.ParDo(_LandGroup(*told)).with_output_types(str)
