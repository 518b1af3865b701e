"""The rows of `runs`: every folder of landing is a run, and the present one says how it came out."""

from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import duckdb

from pipelines.formats.encoding import storable
from pipelines.store import landing
from pipelines.store.sql import beside
from pipelines.version import VERSION

_SQL = beside(__file__)
_COUNTED = {
    "read": "read",
    "rejected": "rejected",
    "deduplicated": "deduplicated",
    "claims": "claims",
    "landed": "landed_articles",
}
_LIBRARIES = ("apache-beam", "duckdb", "great-expectations", "feedparser")


def begin_run(con: duckdb.DuckDBPyConnection, data: Path, run_id: str, started_at: datetime) -> None:
    """Record the present run as running, every other run whose folder is new as what its folder says, and who died."""
    con.execute(_SQL["died"], {"run_id": run_id})
    known = dict(con.execute("SELECT run_id, resumed_by FROM runs").fetchall())
    for folder in landing.runs(data):
        row = _row(folder, run_id, started_at)
        if folder.name not in known:
            con.execute(_SQL["landed"], row)
        elif row["resumed_by"] and not known[folder.name]:
            con.execute(_SQL["resumed"], {name: row[name] for name in ("run_id", "resumed_by", *_COUNTED)})


def end_run(
    con: duckdb.DuckDBPyConnection, run_id: str, came_out: dict[str, int], exit_code: int, ended_at: datetime
) -> None:
    """Record how the present run came out: new_articles, new_versions, opened, errored."""
    state = "done" if exit_code in (0, 3, 4) else "failed"
    con.execute(
        _SQL["ended"], {"run_id": run_id, "ended_at": ended_at, "state": state, "exit_code": exit_code, **came_out}
    )


def _row(folder: Path, present: str, started_at: datetime) -> dict[str, object]:
    begun = landing.begun(folder)
    manifest = landing.manifest(folder)
    resumed_by = manifest.get("resumed_by")
    own = folder.name == present
    return {
        "run_id": folder.name,
        "command": begun.command,
        "as_of": begun.as_of,
        "started_at": started_at if own else begun.as_of,
        "inputs": [storable(name) for name in begun.inputs],
        **{column: manifest.get(counted) for column, counted in _COUNTED.items()},
        "versions": versions(),
        "state": "running" if own else "died" if resumed_by or not manifest else "done",
        "resumed_by": resumed_by,
    }


def versions() -> str:
    """Dateline and the libraries that shape its results, as one line."""
    return ", ".join([f"dateline {VERSION}", *(f"{name} {_version(name)}" for name in _LIBRARIES)])


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "?"
