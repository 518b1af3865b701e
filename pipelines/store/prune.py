"""Old runs out of the way: their segments into the archive, their folders, payloads, fetches and results gone.

In an order in which every step can be repeated: archives are written first, then the store is thinned, and what was
archived is deleted last. Articles, versions and findings are never touched.
"""

import logging
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.store import landing
from pipelines.store.archive import KINDS, Segment, absorb, compact, hour_of, hours, month_of
from pipelines.store.landing import draft_beside
from pipelines.store.sql import beside, transaction

_SQL = beside(__file__)
_log = logging.getLogger("dateline.prune")
_MADE_ROOM = ("payloads", "fetches", "results")
# Commands whose runs are so many that they do not wait for a prune.
SERVICES = ("watch", "stream")


class Pruned(NamedTuple):
    """What went: runs and segments into the archive, rows of the store by kind."""

    runs: int = 0
    segments: int = 0
    payloads: int = 0
    fetches: int = 0
    results: int = 0


def old_runs(data: Path, loaded: Iterable[str], before: datetime) -> list[Path]:
    """Folders of the runs that set out before that time, are finished and loaded to their last segment."""
    known = set(loaded)
    found = []
    for folder in landing.runs(data):
        closed = landing.manifest(folder)
        names = {*closed.get("segments", ()), *(path.name for path in folder.glob("*.parquet"))}
        whole = all(f"{folder.name}/{name}" in known for name in names)
        if closed and whole and landing.begun(folder).as_of < before:
            found.append(folder)
    return found


def loaded_segments(con: duckdb.DuckDBPyConnection) -> list[Segment]:
    """What a store or a published file has loaded, in order."""
    return [Segment(*row) for row in con.execute(_SQL["loaded"]).fetchall()]


def prune(con: duckdb.DuckDBPyConnection, data: Path, before: datetime) -> Pruned:
    """Archive the runs that set out before that time, and thin the store of what is archived."""
    segments = loaded_segments(con)
    folders = old_runs(data, (one.name for one in segments), before)
    names = {folder.name for folder in folders}
    archived = archive_segments(data, [one for one in segments if one.run_id in names], month_of, _THIN)
    stowed = set(archived_runs(hours(data, "runs", before)))
    archived += _absorb_hours(data, before)
    archive_runs(con, data, names | stowed, month_of)
    gone = thin(con, archived_runs((data / "archive").glob("runs-????-??.parquet")))
    for file in (path for kind in (*KINDS, "runs") for path in hours(data, kind, before)):
        file.unlink()
    for folder in folders:
        remove(folder)
    return Pruned(len(folders) + len(stowed), archived, *gone)


def stow(con: duckdb.DuckDBPyConnection, data: Path, before: datetime) -> int:
    """Put the runs of services of the hours that are over into an archive an hour, whole; gives how many runs.

    A run with requests that do not count keeps its folder, which says so.
    """
    segments = loaded_segments(con)
    old = old_runs(data, (one.name for one in segments), before.replace(minute=0, second=0, microsecond=0))
    folders = [folder for folder in old if _is_of_a_service(folder)]
    names = {folder.name for folder in folders}
    whole = dict.fromkeys(KINDS, _whole)
    archive_segments(data, [one for one in segments if one.run_id in names], hour_of, whole)
    archive_runs(con, data, names, hour_of)
    for folder in folders:
        remove(folder)
    return len(folders)


def _is_of_a_service(folder: Path) -> bool:
    return landing.begun(folder).command in SERVICES and not landing.manifest(folder).get("void")


def _absorb_hours(data: Path, before: datetime) -> int:
    """Make months of the hours of services."""
    count = 0
    for kind in KINDS:
        by_month: dict[str, list[Path]] = defaultdict(list)
        for file in hours(data, kind, before):
            by_month[file.stem.removeprefix(f"{kind}-")[:7]].append(file)
        for month, files in by_month.items():
            count += absorb(data / "archive" / f"{kind}-{month}.parquet", files, _THIN[kind])
    return count


def archive_segments(
    data: Path,
    segments: Iterable[Segment],
    period: Callable[[str], str],
    thinning: Mapping[str, Callable[[pa.Table], pa.Table]],
) -> int:
    """Add segments to the archives of their periods; gives how many were new there."""
    by_file: dict[Path, list[Segment]] = defaultdict(list)
    for one in segments:
        if (data / "landing" / one.name).exists():  # else it was archived by a prune that was killed
            by_file[data / "archive" / f"{one.kind}-{period(one.run_id)}.parquet"].append(one)
    count = 0
    for file, ones in sorted(by_file.items()):
        count += compact(file, ones, data / "landing", thinning[ones[0].kind])
        _log.info("archived", extra={"fields": {"archive": file.name, "segments": len(ones)}})
    return count


def archive_runs(con: duckdb.DuckDBPyConnection, data: Path, names: set[str], period: Callable[[str], str]) -> None:
    """Add the rows of these runs to the archives of their periods."""
    for time in sorted({period(name) for name in names}):
        runs = sorted(name for name in names if period(name) == time)
        file = data / "archive" / f"runs-{time}.parquet"
        file.parent.mkdir(parents=True, exist_ok=True)
        before = f"read_parquet('{_quoted(file)}')" if file.exists() else "(FROM runs LIMIT 0)"
        with draft_beside(file) as part:
            con.execute(_SQL["archived_runs"].format(runs=runs, before=before, part=_quoted(part)))


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def archived_runs(files: Iterable[Path]) -> list[str]:
    """The runs that are in these archives."""
    columns = (pq.read_table(file, columns=["run_id"])["run_id"] for file in sorted(files))
    return [str(name) for column in columns for name in column.to_pylist()]


def thin(con: duckdb.DuckDBPyConnection, runs: list[str]) -> tuple[int, int, int]:
    """Take out of the store what need not be kept of archived runs; payloads, fetches and results that went."""
    with transaction(con):
        payloads, fetches, results = (con.execute(_SQL[name], {"runs": runs}).fetchall()[0][0] for name in _MADE_ROOM)
    return payloads, fetches, results


def remove(folder: Path) -> None:
    """Take away a run's folder; what is left of it after a kill goes when the next run begins."""
    hidden = folder.with_name(f".{folder.name}")
    folder.rename(hidden)
    shutil.rmtree(hidden)


def _without_payload(rows: pa.Table) -> pa.Table:
    place = rows.schema.get_field_index("payload")
    return rows.set_column(place, rows.schema.field(place), pa.nulls(rows.num_rows, pa.string()))


def _first_and_last(fetched: pa.Table) -> pa.Table:
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'")
        con.register("fetched", fetched)
        return con.sql(_SQL["thin_fetches"]).to_arrow_table().cast(fetched.schema)


def _whole(rows: pa.Table) -> pa.Table:
    return rows


_THIN = dict(zip(KINDS, (_whole, _without_payload, _first_and_last), strict=True))
