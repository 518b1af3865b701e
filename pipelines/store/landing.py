"""data/landing: one folder a run, in which its segments land; what was begun and what was finished.

    landing/<run_id>/inputs.json      what was to be read; there before anything else of the run is
    landing/<run_id>/*.parquet        finished segments
    landing/<run_id>/manifest.json    the list of segments; closes the run

A folder without a manifest is a run that died, if nothing holds the data folder's lock: its inputs are read again.
"""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.errors import DamagedSegmentError, StorageError

INPUTS, MANIFEST = "inputs.json", "manifest.json"


class Begun(NamedTuple):
    """What a run set out to read: inputs as typed, from where, and the moment that stood for now."""

    run_id: str
    command: str
    inputs: tuple[str, ...]
    cwd: str
    as_of: datetime


def begin(data: Path, command: str, inputs: Sequence[str], now: datetime) -> Path:
    """Make the folder of a new run; its name is the run's id. The folder appears with its list of inputs in it."""
    landing = data / "landing"
    try:
        landing.mkdir(parents=True, exist_ok=True)
        run_id = _free_id(landing, now)
        draft = landing / f".{run_id}.{os.getpid()}"
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir()
        begun = {"command": command, "inputs": list(inputs), "cwd": str(Path.cwd()), "as_of": now.isoformat()}
        _write(draft / INPUTS, begun)
        return draft.rename(landing / run_id)
    except OSError as error:
        raise StorageError(
            f"cannot write {landing}: {error.strerror}; free or allow space there, or use another --data folder"
        ) from error


def finish(folder: Path, counts: dict[str, int], resumed_by: str | None = None) -> None:
    """Close a run: its segments are complete. Drafts and spooled input go."""
    for draft in (*folder.glob(".*.part"), *folder.glob("spool-*")):
        draft.unlink(missing_ok=True)
    try:
        _write(
            folder / MANIFEST,
            {"segments": sorted(p.name for p in folder.glob("*.parquet")), **counts, "resumed_by": resumed_by},
        )
    except OSError as error:
        raise StorageError(
            f"cannot write {folder / MANIFEST}: {error.strerror}; free or allow space there and run again"
        ) from error


def abandon(folder: Path) -> None:
    """Take back a run that was begun in error and has landed nothing."""
    shutil.rmtree(folder)


def died(data: Path) -> list[Begun]:
    """Runs that began and did not finish, oldest first. To be asked only by who holds the lock."""
    folders = (path for path in runs(data) if not (path / MANIFEST).exists())
    return [begun(path) for path in folders]


def begun(folder: Path) -> Begun:
    """What is said in a run's list of inputs."""
    said = json.loads((folder / INPUTS).read_text(encoding="utf-8"))
    as_of = datetime.fromisoformat(said["as_of"])
    return Begun(folder.name, said["command"], tuple(said["inputs"]), said["cwd"], as_of)


def runs(data: Path) -> list[Path]:
    """The folders of all runs, oldest first."""
    return sorted(path for path in (data / "landing").glob("[!.]*") if (path / INPUTS).exists())


def segments(data: Path, loaded: set[str]) -> list[Path]:
    """Segments that are not loaded yet, in the order of their runs.

    Raises DamagedSegmentError where a manifest names a segment that is neither there nor loaded.
    """
    waiting = []
    for folder in runs(data):
        listed = set(manifest(folder).get("segments", ()))
        there = {path.name for path in folder.glob("*.parquet")}
        for name in sorted(listed | there):
            if f"{folder.name}/{name}" in loaded:
                continue
            if name not in there:
                raise DamagedSegmentError(
                    f"the segment {folder / name} is missing; restore it from a backup or read its inputs again"
                )
            waiting.append(folder / name)
    return waiting


def manifest(folder: Path) -> dict[str, Any]:
    """What closed a run: its segments, its counts, who read its inputs again; empty where it was not closed."""
    path = folder / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _free_id(landing: Path, now: datetime) -> str:
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    names = (stamp if n == 1 else f"{stamp}-{n:03d}" for n in count(1))
    return next(name for name in names if not (landing / name).exists())


def _write(path: Path, said: Mapping[str, object]) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(said, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
