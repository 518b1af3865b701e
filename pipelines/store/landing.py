"""data/landing: one folder a run, in which its segments land; what was begun and what was finished.

    landing/<run_id>/inputs.json      what was to be read; there before anything else of the run is
    landing/<run_id>/*.parquet        finished segments
    landing/<run_id>/tries            how often a dead run was tried again
    landing/<run_id>/manifest.json    the list of segments; closes the run

A folder without a manifest is a run that died, if nothing holds the data folder's lock: its inputs are read again.
"""

import json
import os
import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.errors import DamagedSegmentError, StorageError
from pipelines.options import SourceSettings

INPUTS, MANIFEST, TRIES = "inputs.json", "manifest.json", "tries"


class Begun(NamedTuple):
    """What a run set out to read: inputs as typed, from where, at which moment, with what was said of sources."""

    run_id: str
    command: str
    inputs: tuple[str, ...]
    cwd: str
    as_of: datetime
    sources: tuple[SourceSettings, ...] = ()


def begin(
    data: Path, command: str, inputs: Sequence[str], now: datetime, sources: Sequence[SourceSettings] = ()
) -> Path:
    """Make the folder of a new run; its name is the run's id. The folder appears with its list of inputs in it."""
    try:
        draft = _draft(data / "landing", command, inputs, now, sources)
        return draft.rename(draft.with_name(draft.name.removeprefix(".")))
    except OSError as error:
        raise _unwritten(data / "landing", error) from error


@contextmanager
def at_once(data: Path, command: str, now: datetime) -> Iterator[Path]:
    """A draft of a run's folder that appears under its name when the block is left well: with all that is in it."""
    try:
        draft = _draft(data / "landing", command, (), now, ())
    except OSError as error:
        raise _unwritten(data / "landing", error) from error
    yield draft
    synced(draft)
    draft.rename(draft.with_name(draft.name.removeprefix(".")))
    synced(draft.parent)


def _draft(
    landing: Path, command: str, inputs: Sequence[str], now: datetime, sources: Sequence[SourceSettings]
) -> Path:
    landing.mkdir(parents=True, exist_ok=True)
    for left in landing.glob(".*"):  # of a run that was killed while it began
        shutil.rmtree(left, ignore_errors=True)
    draft = landing / f".{_free_id(landing, now)}"
    draft.mkdir()
    _write(
        draft / INPUTS,
        {
            "command": command, "inputs": list(inputs), "cwd": str(Path.cwd()), "as_of": now.isoformat(),
            "sources": [source._asdict() for source in sources],
        },
    )  # fmt: skip
    return draft


def _unwritten(path: Path, error: OSError) -> StorageError:
    return StorageError(
        f"cannot write {path}: {error.strerror}; free or allow space there, or use another --data folder"
    )


def finish(
    folder: Path,
    counts: dict[str, int],
    resumed_by: str | None = None,
    void: Sequence[str] = (),
    windows: Sequence[str] = (),
) -> None:
    """Close a run: its segments are complete, but for the `void` ones. Then drafts and spooled input may go.

    `windows` names what of a stream it was made of.
    """
    names = sorted(p.name for p in folder.glob("*.parquet"))
    manifest = {"segments": names, **counts, "resumed_by": resumed_by, "void": list(void)}
    if windows:
        manifest["windows"] = list(windows)
    try:
        _write(folder / MANIFEST, manifest)
        for draft in (*folder.glob(".*.part"), *folder.glob("spool-*"), *folder.glob(TRIES)):
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise StorageError(
            f"cannot write {folder / MANIFEST}: {error.strerror}; free or allow space there and run again"
        ) from error


def count_try(folder: Path) -> int:
    """Note one more try at finishing a dead run; gives how many there were with it."""
    path = folder / TRIES
    tries = int(path.read_text(encoding="utf-8")) + 1 if path.exists() else 1
    path.write_text(str(tries), encoding="utf-8")
    return tries


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
    sources = tuple(SourceSettings(**source) for source in said.get("sources", ()))
    return Begun(folder.name, said["command"], tuple(said["inputs"]), said["cwd"], as_of, sources)


def runs(data: Path) -> list[Path]:
    """The folders of all runs, oldest first."""
    return sorted(path for path in (data / "landing").glob("[!.]*") if (path / INPUTS).exists())


def segments(data: Path, loaded: set[str]) -> tuple[list[Path], list[DamagedSegmentError]]:
    """Segments that are not loaded yet, in the order of their runs; and those that a manifest names in vain."""
    waiting, missing = [], []
    for folder in runs(data):
        there = {path.name for path in folder.glob("*.parquet")}
        listed = set(manifest(folder).get("segments", ()))
        unloaded = sorted(name for name in listed | there if f"{folder.name}/{name}" not in loaded)
        waiting += [folder / name for name in unloaded if name in there]
        missing += [_missing(folder / name) for name in unloaded if name not in there]
    return waiting, missing


def is_closed(segment: Path) -> bool:
    """Whether all that belongs to a segment has landed: its run is closed, and it is no part of a try that died."""
    said = manifest(segment.parent)
    return bool(said) and segment.name not in said.get("void", ())


def void(folder: Path) -> list[str]:
    """Of a dead run: the records of its requests, whose articles may have been lost with it."""
    return sorted(path.name for path in folder.glob("fetches-*.parquet"))


def _missing(path: Path) -> DamagedSegmentError:
    return DamagedSegmentError(
        f"the segment {path} is missing; restore it from a backup, or read its inputs again and take its name out of "
        f"{path.with_name(MANIFEST)}"
    )


def manifest(folder: Path) -> dict[str, Any]:
    """What closed a run: its segments, its counts, who read its inputs again; empty where it was not closed."""
    path = folder / MANIFEST
    return json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}


def _free_id(landing: Path, now: datetime) -> str:
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    names = (stamp if n == 1 else f"{stamp}-{n:03d}" for n in count(1))
    files = (landing.parent / "archive" / f"runs-{now:{form}}.parquet" for form in ("%Y-%m", "%Y-%m-%dT%H"))
    archived = set().union(*map(_archived_ids, files))
    return next(name for name in names if name not in archived and not (landing / name).exists())


def _archived_ids(file: Path) -> set[str]:
    """The ids of a month's runs whose folders are gone."""
    if not file.exists():
        return set()
    import pyarrow.parquet as pq

    return set(map(str, pq.read_table(file, columns=["run_id"])["run_id"].to_pylist()))


def synced(path: Path) -> Path:
    """The path, once its content is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
    return path


@contextmanager
def draft_beside(file: Path) -> Iterator[Path]:
    """A file beside `file` that takes its name, on the disk for good, when the block is left well; else it goes."""
    part = file.with_name(f".{file.name}.part")
    try:
        yield part
        synced(part).replace(file)
        synced(file.parent)
    finally:
        part.unlink(missing_ok=True)


def _write(path: Path, said: Mapping[str, object]) -> None:
    part = path.with_name(f".{path.name}.part")
    with part.open("w", encoding="utf-8") as file:
        json.dump(said, file, indent=1)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
