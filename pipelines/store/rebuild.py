"""Archive and segments -> a new store, in the order in which they were loaded: the tables come out equal.

What no segment holds (how runs came out, what they changed, results and the history of findings) is taken over from
the published file where that can be opened; else it begins anew.
"""

import logging
import shutil
from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.errors import DamagedSegmentError
from pipelines.store import landing
from pipelines.store.archive import Segment, archives, listed
from pipelines.store.landing import synced
from pipelines.store.load import load_segments
from pipelines.store.publish import PUBLISHED
from pipelines.store.sql import beside, transaction
from pipelines.tables import SCHEMA_VERSION

# The folder in which the new store grows; it takes the old one's place when it is whole.
DRAFT = ".rebuild"
_HISTORY = ("runs", "changes", "quality_results", "quality_issues", "waivers")
_NEVER = 2**62  # a segment whose place in the order nobody knows comes last, in the order of the runs

_SQL = beside(__file__)
_log = logging.getLogger("dateline.rebuild")


class _Source(NamedTuple):
    """Where a segment's rows are: a file of its own, or an archive that has it."""

    segment: Segment
    file: Path
    archived: bool


def draft(data: Path) -> Path:
    """An empty folder for the new store."""
    folder = data / DRAFT
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def load_all(con: duckdb.DuckDBPyConnection, data: Path, now: datetime) -> tuple[int, list[DamagedSegmentError]]:
    """Load every segment there is into an empty store; how many there were, and which could not be read."""
    found, damaged = _sources(data, now)
    sources = sorted(found, key=lambda one: (one.segment.loaded_as, one.segment.name))
    count = 0
    for _, group in groupby(sources, key=_loaded_as_one):
        together = list(group)
        count += len(together)
        damaged += _load(con, together)
        _log.info("segments loaded", extra={"fields": {"segments": f"{count} of {len(sources)}"}})
    return count, damaged


def _loaded_as_one(source: _Source) -> tuple[object, ...]:
    """What was loaded as one is so again; what was never loaded is loaded by itself."""
    one = source.segment
    return one.loaded_as, one.run_id, one.kind, source.archived, one.name if one.loaded_as == _NEVER else None


def _load(con: duckdb.DuckDBPyConnection, sources: Sequence[_Source]) -> list[DamagedSegmentError]:
    """Load segments as one; where one of them is damaged, each by itself."""
    first = sources[0]
    try:
        files = {source.segment.name: source.file for source in sources}
        load_segments(con, files, now=first.segment.loaded_at, archived=first.archived)
    except DamagedSegmentError as error:
        if len(sources) == 1:
            return [error]
        return [torn for source in sources for torn in _load(con, [source])]
    return []


def recall(con: duckdb.DuckDBPyConnection, data: Path) -> bool:
    """Take over what no segment holds; False where the published file does not have it."""
    files = [str(file) for file in sorted((data / "archive").glob("runs-*.parquet"))]
    if files:
        con.execute(_SQL["archived_runs"], {"files": files})
    if not _attached(con, data):
        return False
    try:
        known = con.execute(_SQL["published_version"]).fetchall() == [(SCHEMA_VERSION,)]
        if known:
            with transaction(con):
                for table in _HISTORY:  # what loading has written of them is a part of it
                    con.execute(f"DELETE FROM {table}")
                    con.execute(_SQL["history"].format(table=table))
    except (duckdb.BinderException, duckdb.CatalogException):  # a draft of the present schema
        known = False
    finally:
        con.execute("DETACH published")
    if not known:
        _log.warning("the published file is of another version: the history of runs and findings begins anew")
    return known


def take_place(data: Path) -> None:
    """Put the new store, closed and whole, in the place of the old one."""
    new = data / DRAFT / "store.duckdb"
    synced(new)
    # What stands in a log of the old store alone is in the segments too; beside the new one it would spoil it.
    (data / "store.duckdb.wal").unlink(missing_ok=True)
    new.replace(data / "store.duckdb")
    synced(data)
    shutil.rmtree(data / DRAFT, ignore_errors=True)


def _sources(data: Path, now: datetime) -> tuple[list[_Source], list[DamagedSegmentError]]:
    found: list[_Source] = []
    damaged: list[DamagedSegmentError] = []
    for file in archives(data):
        try:
            found += [_Source(segment, file, True) for segment in listed(file)]
        except DamagedSegmentError as error:
            damaged.append(error)
    waiting, missing = landing.segments(data, {source.segment.name for source in found})
    known = _known(data)
    for path in waiting:
        name = f"{path.parent.name}/{path.name}"
        found.append(_Source(known.get(name, Segment(name, 0, now, _NEVER)), path, False))
    return found, [*damaged, *missing]


def _known(data: Path) -> dict[str, Segment]:
    """What the published file says of when segments were loaded."""
    from pipelines.store.prune import loaded_segments

    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        if not _attached(con, data):
            return {}
        con.execute("USE published")
        try:
            return {one.name: one for one in loaded_segments(con)}
        except duckdb.Error:
            return {}


def _attached(con: duckdb.DuckDBPyConnection, data: Path) -> bool:
    file = data / PUBLISHED
    try:
        con.execute(f"ATTACH '{str(file).replace(chr(39), chr(39) * 2)}' AS published (READ_ONLY)")
    except duckdb.Error as error:
        _log.warning("%s cannot be opened: the history of runs and findings begins anew (%s)", file, error)
        return False
    return True
