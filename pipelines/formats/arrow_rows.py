"""Parquet or Arrow bytes of articles -> items, and the way there: only the columns that are read, in small batches."""

from collections.abc import Iterator, Sequence

import pyarrow as pa
import pyarrow.compute as pc

from pipelines.errors import Unparsable
from pipelines.formats.encoding import decode
from pipelines.formats.items import Found, capped
from pipelines.formats.rows import KNOWN, ignored_note, item_of, joined, unread, unread_note

# Rows of one batch: about a thousand articles travel well between workers.
BATCH_ROWS = 1_000
_IGNORED = b"dateline.ignored"


def known_columns(schema: pa.Schema) -> list[str]:
    """Names of the columns that are read, each once."""
    return [name for name in dict.fromkeys(schema.names) if name in KNOWN and schema.names.count(name) == 1]


def with_note(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """A batch that also tells which columns of its file, of this schema, were left out."""
    note = _note(schema) or ignored_note(schema.names)
    return batch.replace_schema_metadata({_IGNORED: note.encode()} if note else None)


def packed(batch: pa.RecordBatch) -> bytes:
    """A batch as Arrow IPC stream bytes."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, batch.schema) as writer:
        writer.write_batch(batch)
    return sink.getvalue().to_pybytes()


def _note(schema: pa.Schema) -> str | None:
    note = (schema.metadata or {}).get(_IGNORED)
    return note.decode() if note else None


def read_arrow(content: bytes, first: int) -> Found:
    """One item a row. `first` is the number of the first row in the whole input, from 0. Raises Unparsable."""
    try:
        table = pa.ipc.open_stream(content).read_all()
        columns = {name: _values(table.column(name)) for name in known_columns(table.schema)}
    # An unknown zone, an instant beyond the calendar, a type without text: Arrow and Python name them differently.
    except (pa.ArrowException, ValueError, OverflowError, LookupError) as error:
        raise Unparsable("not_arrow", f"no rows to be read: {error}") from error
    if not columns.keys() & {"text", "body", "content", "title"}:
        raise Unparsable("no_text", "no column is named text, body, content or title")
    rows = [dict(zip(columns, values, strict=True)) for values in zip(*columns.values(), strict=True)]
    items = capped(item_of(row, number) for number, row in enumerate(rows, first))
    odd = unread_note(name for row in rows for name in unread(row))
    return Found(list(items), False, joined(_note(table.schema), odd))


def _values(column: pa.ChunkedArray) -> Sequence[object]:
    """A column as Python values; dates and times as ISO text, damaged text decoded as well as may be."""
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    if pa.types.is_temporal(column.type):
        return _iso(column)
    try:
        return column.to_pylist()
    except UnicodeDecodeError:
        return list(_decoded(column))


def _iso(column: pa.ChunkedArray) -> Sequence[object]:
    if not isinstance(column.type, pa.TimestampType):
        return column.cast(pa.string()).to_pylist()
    zone: str | None = column.type.tz
    seconds: pa.ChunkedArray = column.cast(pa.timestamp("s", zone), safe=False)
    return pc.strftime(seconds, "%Y-%m-%dT%H:%M:%S%z" if zone else "%Y-%m-%dT%H:%M:%S").to_pylist()


def _decoded(column: pa.ChunkedArray) -> Iterator[str | None]:
    for value in column.cast(pa.large_binary()).to_pylist():
        yield None if value is None else decode(value)
