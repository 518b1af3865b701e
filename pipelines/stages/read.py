"""Portion -> Document: the bytes, unpacked. Refuses (Unreadable) what cannot be opened, is damaged or too large."""

from collections.abc import Iterator
from dataclasses import dataclass

import apache_beam as beam
import pyarrow as pa
import pyarrow.parquet as pq
from apache_beam.pvalue import PCollection
from apache_beam.transforms.error_handling import ErrorHandler

from pipelines.errors import Unreadable
from pipelines.formats.arrow_rows import BATCH_ROWS, known_columns, packed, with_note
from pipelines.formats.packed import unpack
from pipelines.formats.sniff import form_of, is_gzip
from pipelines.records import Document, Portion, Reject
from pipelines.refusals import reject
from pipelines.sift import Sift

# A text or a feed above this is neither (brief: cap unpacked bytes at 10 MB); a line of articles is held to the same.
MAX_BYTES = 10_000_000


def read(portion: Portion) -> Iterator[Document | Reject]:
    """What a portion holds: one document, of Parquet one a thousand rows; or the reason why it cannot be read."""
    try:
        yield from _parquet(portion) if portion.form == "parquet" else _bytes(portion)
    except Unreadable as refusal:
        yield reject(portion, "read", refusal, position=_place(portion))
    except (OSError, pa.ArrowException) as error:
        yield reject(portion, "read", Unreadable("unreadable", f"cannot be read: {error}"), position=_place(portion))


def _place(portion: Portion) -> int | None:
    """Where a part of a file begins, so that each of its parts is refused for itself; None for a whole file."""
    return portion.first if portion.start > 0 or portion.first > 0 or portion.stop is not None else None


def _bytes(portion: Portion) -> Iterator[Document]:
    with open(portion.path, "rb") as file:
        gzipped = portion.start == 0 and is_gzip(file.read(2))
        file.seek(portion.start)
        size = MAX_BYTES + 1 if portion.stop is None else min(portion.stop - portion.start, MAX_BYTES + 1)
        content = unpack(file, MAX_BYTES) if gzipped else file.read(size)
    if len(content) > MAX_BYTES:
        raise Unreadable("too_large", f"more than {MAX_BYTES:,} bytes in one piece")
    yield _document(portion, portion.form or form_of(content, portion.path), content, portion.first)


def _parquet(portion: Portion) -> Iterator[Document]:
    """The row groups of the portion in batches, without the columns that nobody reads."""
    first = portion.first
    with pq.ParquetFile(portion.path) as file:
        columns = known_columns(file.schema_arrow)
        groups = [*range(portion.start, file.num_row_groups if portion.stop is None else portion.stop)]
        for batch in file.iter_batches(BATCH_ROWS, row_groups=groups, columns=columns):
            yield _document(portion, "parquet", packed(with_note(batch, file.schema_arrow)), first)
            first += batch.num_rows


def _document(portion: Portion, form: str, content: bytes, first: int) -> Document:
    return Document(
        source_id=portion.source_id,
        ref=portion.ref,
        guid=portion.guid,
        form=form,
        content=content,
        charset=portion.charset,
        first=first,
        seen_at=portion.seen_at,
        run_id=portion.run_id,
        fetched=portion.fetched,
        pages=portion.pages,
        found=portion.found,
    )


@dataclass
class Read(beam.PTransform):
    rejects: ErrorHandler

    def expand(self, portions: PCollection[Portion]) -> PCollection[Document]:
        return portions | Sift(read, Document, {Reject: self.rejects})
