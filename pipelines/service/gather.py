"""Closed windows of a stream -> one run under landing/, closed, with few segments: compaction before the load.

What a stream lands is loaded, archived, rebuilt and forgotten like what any run has landed. Killed between any two
steps it can be done again: the folder of the run appears by one rename and names its windows, and only then they go.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.asking import Counted
from pipelines.errors import DamagedSegmentError
from pipelines.service import windows
from pipelines.service.windows import FOLDER, Window
from pipelines.slices import Counts
from pipelines.stages.land import SEGMENT_ROWS, write
from pipelines.store import landing
from pipelines.store.archive import KINDS, kind_of
from pipelines.tables import arrow_schema

# Windows of one run: the backlog of a day is brought in a part at a time.
_MOST_WINDOWS = 500
_IS_NO_PAGE = pc.field("kind") != "page"


class Gathered(NamedTuple):
    """A run that was made of windows: its id, what was counted in it, what came of the feeds."""

    run_id: str
    counts: Counts
    feeds: Counted
    windows: int


def gather(data: Path, now: datetime) -> Gathered | None:
    """Make a run of the windows that are closed; None where there are none. To be done by who holds the lock.

    Raises StorageError where it cannot be written, DamagedSegmentError where a segment is missing or cannot be read.
    """
    folder = data / FOLDER
    windows.forget(folder, _gathered_last(data))
    ready = windows.closed(folder)[:_MOST_WINDOWS]
    if not ready:
        return None
    names = [window.name for window in ready]
    with landing.at_once(data, "stream", now) as draft:
        counts, feeds, void = _fill(draft, folder, ready)
        landing.finish(draft, counts._asdict(), void=void, windows=names)
    windows.forget(folder, names)
    return Gathered(draft.name.removeprefix("."), counts, feeds, len(names))


def _gathered_last(data: Path) -> Sequence[str]:
    """The windows of the last run of a stream: whoever made it may have been killed before they were gone."""
    for folder in reversed(landing.runs(data)):
        if names := landing.manifest(folder).get("windows"):
            return list(names)
    return ()


def _fill(draft: Path, folder: Path, ready: Sequence[Window]) -> tuple[Counts, Counted, list[str]]:
    """Write the rows of all windows; what was counted, what came of feeds, segments of requests that do not count."""
    run_id = draft.name.removeprefix(".")
    counts, feeds, void = Counts(), Counted(), list[str]()
    for whole in (True, False):
        names = [segment for window in ready if window.whole is whole for segment in window.segments]
        for kind in KINDS:
            for rows in _batches((_rows(folder / name) for name in names if kind_of(name) == kind), run_id, kind):
                name = write(rows, kind, draft)
                counts = counts.plus(_counted(rows, kind))
                if kind == "fetches":
                    feeds = _asked(rows, feeds)
                    void += [] if whole else [name]
    return counts._replace(deduplicated=max(counts.read - counts.landed_articles, 0)), feeds, void


def _rows(segment: Path) -> pa.Table:
    try:
        return pq.read_table(segment)
    except (OSError, pa.ArrowException) as error:
        raise DamagedSegmentError(
            f"cannot read the segment {segment}: {error}; take its name out of the manifest beside it that has it"
        ) from error


def _batches(tables: Iterable[pa.Table], run_id: str, kind: str) -> Iterator[pa.Table]:
    """The rows under the name of the run, so many at a time as a segment has."""
    schema = arrow_schema(kind)
    waiting: list[pa.Table] = []
    for table in chain(tables, (None,)):
        if table is not None:
            named = pa.array([run_id] * table.num_rows, pa.string())
            waiting.append(table.set_column(table.column_names.index("run_id"), "run_id", named).cast(schema))
        if waiting and (table is None or sum(one.num_rows for one in waiting) >= SEGMENT_ROWS):
            yield pa.concat_tables(waiting).combine_chunks()
            waiting = []


def _asked(rows: pa.Table, before: Counted) -> Counted:
    """The requests for feeds, by what came of them, and those for pages of articles."""
    requests = rows.filter(pc.is_valid(rows["address"]))
    outcomes = Counter(requests.filter(_IS_NO_PAGE)["outcome"].to_pylist())
    asked, read, unchanged = outcomes.total(), outcomes["read"], outcomes["unchanged"]
    pages = requests.num_rows - asked
    now = Counted(asked, read, unchanged, asked - read - unchanged, pages=pages)
    return Counted(*(one + more for one, more in zip(before, now, strict=True)))


def _counted(rows: pa.Table, kind: str) -> Counts:
    match kind:
        case "articles":
            claims = pc.sum(pc.list_value_length(rows["claims"])).as_py() or 0
            return Counts(claims=claims, landed_articles=rows.num_rows)
        case "rejects":
            return Counts(rejected=rows.num_rows)
    return Counts(read=pc.sum(rows.filter(_IS_NO_PAGE)["entries"]).as_py() or 0)
