"""data/archive: what has been loaded long ago, one Parquet file a kind and month of the runs; never deleted.

    archive/articles-2026-03.parquet    the rows of all segments of that month's runs, in the order of their loading
    archive/rejects-2026-03.parquet     without payloads
    archive/fetches-2026-03.parquet     of each source the first and the last
    archive/runs-2026-03.parquet        the rows of the runs themselves
    archive/articles-2026-03-14T09.parquet, …   the same of an hour of a service, whole: `prune` makes months of them

The column `segment` says which segment a row was landed in; the file's own metadata lists the segments, so that one
rename commits both. A segment that is in an archive and still under landing/ counts once.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.errors import DamagedSegmentError, StorageError
from pipelines.store.landing import draft_beside
from pipelines.tables import arrow_schema

KINDS = ("articles", "rejects", "fetches")
_LISTED = "dateline.segments"
# Rows of one row group: small segments are gathered, and one group is in memory at a time (10 kB an article).
_GROUP_ROWS = 2_000


class Segment(NamedTuple):
    """A segment that was loaded: `run_id/file`, its rows then, when it was loaded and as which."""

    name: str
    rows: int
    loaded_at: datetime
    loaded_as: int

    @property
    def run_id(self) -> str:
        return self.name.split("/")[0]

    @property
    def kind(self) -> str:
        return kind_of(self.name)

    @property
    def month(self) -> str:
        return month_of(self.run_id)


def kind_of(segment: str) -> str:
    """What the rows of a segment are: articles, rejects or fetches."""
    return segment.split("/")[-1].split("-")[0]


def month_of(run_id: str) -> str:
    """The month of a run, as in the names of archives."""
    return f"{run_id[:4]}-{run_id[4:6]}"


def hour_of(run_id: str) -> str:
    """The hour of a run, as in the names of the archives of services."""
    return f"{run_id[:4]}-{run_id[4:6]}-{run_id[6:11]}"


def hours(data: Path, kind: str, before: datetime) -> list[Path]:
    """The archives of hours that began before that time, by hour."""
    last = f"{kind}-{before:%Y-%m-%dT%H}"
    return sorted(path for path in (data / "archive").glob(f"{kind}-*T??.parquet") if path.stem < last)


def archives(data: Path, kind: str = "*") -> list[Path]:
    """The archives of a kind (of all three), by month."""
    kinds = KINDS if kind == "*" else (kind,)
    return sorted(path for one in kinds for path in (data / "archive").glob(f"{one}-*.parquet"))


def listed(archive: Path) -> list[Segment]:
    """The segments in an archive, in the order of their loading. Raises DamagedSegmentError."""
    if not archive.exists():
        return []
    try:
        said = json.loads((pq.read_metadata(archive).metadata or {})[_LISTED.encode()])
    except (OSError, pa.ArrowException, KeyError, TypeError) as error:
        raise DamagedSegmentError(f"cannot read the archive {archive}: {error}; restore it from a backup") from error
    return [Segment(name, rows, datetime.fromisoformat(at), number) for name, rows, at, number in said]


def compact(archive: Path, segments: Iterable[Segment], landing: Path, thin: Callable[[pa.Table], pa.Table]) -> int:
    """Add segments to an archive; gives how many were new in it. `thin` is what goes on the way (articles: nothing).

    Raises StorageError where it cannot be written, DamagedSegmentError where a segment cannot be read.
    """
    before = listed(archive)
    known = {one.name for one in before}
    new = sorted((one for one in segments if one.name not in known), key=lambda one: one.loaded_as)
    if not new:
        return 0
    kind = new[0].kind
    tables = _chained(archive if before else None, new, landing, archive_schema(kind))
    if kind != "articles":
        tables = iter([thin(pa.concat_tables([*tables]))])
    write(archive, tables, [*before, *new])
    return len(new)


def absorb(archive: Path, parts: Sequence[Path], thin: Callable[[pa.Table], pa.Table]) -> int:
    """Add whole archives to one; gives how many segments were new in it. Who calls it takes the parts away."""
    before = listed(archive)
    known = {one.name for one in before}
    new = [one for part in parts for one in listed(part) if one.name not in known]
    fresh = pa.array([one.name for one in new], pa.string())
    added = (rows.filter(pc.is_in(rows["segment"], fresh)) for part in parts for rows in groups(part))
    tables = chain(groups(archive) if before else (), added)
    if kind_of(archive.name) != "articles":
        tables = chain([thin(pa.concat_tables([archive_schema(kind_of(archive.name)).empty_table(), *tables]))])
    write(archive, tables, [*before, *new])
    return len(new)


def archive_schema(kind: str) -> pa.Schema:
    """The columns of a segment and its name."""
    landed = arrow_schema(kind)
    return pa.schema([pa.field("segment", pa.string()), *landed])


def write(archive: Path, tables: Iterable[pa.Table], segments: Iterable[Segment]) -> None:
    """Write an archive anew: beside, synced and renamed when whole. Raises StorageError."""
    archive.parent.mkdir(parents=True, exist_ok=True)
    said = [(one.name, one.rows, one.loaded_at.isoformat(), one.loaded_as) for one in segments]
    schema = archive_schema(kind_of(archive.name))
    try:
        with draft_beside(archive) as part, pq.ParquetWriter(part, schema, compression="zstd") as writer:
            for table in _gathered(tables):
                writer.write_table(table)
            writer.add_key_value_metadata({_LISTED: json.dumps(said)})
    except OSError as error:
        raise StorageError(f"cannot write {archive}: {error.strerror}; free space there and run again") from error


def groups(archive: Path) -> Iterator[pa.Table]:
    """The rows of an archive, some at a time, in today's columns."""
    schema = archive_schema(kind_of(archive.name))
    with pq.ParquetFile(archive) as file:
        for number in range(file.num_row_groups):
            yield _conformed(file.read_row_group(number), schema)


def _chained(archive: Path | None, new: Iterable[Segment], landing: Path, schema: pa.Schema) -> Iterator[pa.Table]:
    if archive:
        yield from groups(archive)
    for one in new:
        try:
            rows = pq.read_table(landing / one.name)
        except (OSError, pa.ArrowException) as error:
            raise DamagedSegmentError(f"cannot read the segment {landing / one.name}: {error}") from error
        yield _conformed(rows.append_column("segment", pa.array([one.name] * rows.num_rows, pa.string())), schema)


def _conformed(rows: pa.Table, schema: pa.Schema) -> pa.Table:
    """Rows of an older version have fewer columns, or more."""
    there = set(rows.column_names)
    columns = [
        rows[field.name].cast(field.type) if field.name in there else pa.nulls(rows.num_rows, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(columns, schema=schema)


def _gathered(tables: Iterable[pa.Table]) -> Iterator[pa.Table]:
    waiting: list[pa.Table] = []
    for table in tables:
        waiting.append(table)
        if sum(one.num_rows for one in waiting) >= _GROUP_ROWS:
            yield pa.concat_tables(waiting)
            waiting = []
    if waiting:
        yield pa.concat_tables(waiting)
