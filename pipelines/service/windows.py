"""data/stream: what a stream has landed, a window at a time, and nobody has gathered into a run yet.

    stream/<kind>-<hash>.parquet   segments, as in the folder of a run
    stream/<window>.open           something of this window is under way
    stream/<window>.json           its manifest: the names of its segments. Nothing of it is missing
    stream/tick                    touched at every tick
    stream/stop                    nothing more is to be asked: the stream is to come to rest

A window is no run: thousands of them a day would be thousands of folders and rows of `runs`. What has been closed is
gathered into one run (gather.py), whose folder appears whole and closed in landing/, and goes from here.
"""

import json
import shutil
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple, SupportsInt

from pipelines.errors import StorageError
from pipelines.store.landing import draft_beside

FOLDER, OPEN, CLOSED, STOP, SPOOL, TICK = "stream", ".open", ".json", "stop", "spool", "tick"


class Window(NamedTuple):
    """A window that has landed: its name, its segments; `whole` unless its driver died before it was closed."""

    name: str
    segments: tuple[str, ...]
    whole: bool = True


def named(launch: str, start: SupportsInt) -> str:
    """The name of the window that begins at a second of the epoch, of this start of the stream."""
    return f"{launch}-{int(start):d}"


def begin(folder: Path, name: str) -> None:
    """Say that something of this window is under way."""
    (folder / f"{name}{OPEN}").touch()


def close(folder: Path, window: Window) -> None:
    """Say that all of this window has landed. Raises StorageError."""
    file = folder / f"{window.name}{CLOSED}"
    try:
        with draft_beside(file) as part:
            part.write_text(json.dumps({"segments": sorted(window.segments), "whole": window.whole}), encoding="utf-8")
    except OSError as error:
        raise StorageError(f"cannot write {file}: {error.strerror}; free or allow space there") from error
    (folder / f"{window.name}{OPEN}").unlink(missing_ok=True)


def stalled(folder: Path, now: float) -> float:
    """Seconds since the last tick, or since the oldest window was begun that is still open, whichever is longer."""
    files = (folder / TICK, *folder.glob(f"[!.]*{OPEN}"))
    return max((now - path.stat().st_mtime for path in files if path.exists()), default=0.0)


def ticked(folder: Path) -> int:
    """When the last tick was, in nanoseconds of the epoch."""
    return (folder / TICK).stat().st_mtime_ns


def is_closed(folder: Path, name: str) -> bool:
    """Whether a window that was begun has been closed; it may have been gathered since."""
    return not (folder / f"{name}{OPEN}").exists()


def under_way(folder: Path) -> int:
    """How many windows are under way: begun, and not closed."""
    return sum(1 for _ in folder.glob(f"[!.]*{OPEN}"))


def waiting(folder: Path) -> int:
    """How many windows wait to be gathered."""
    return sum(1 for _ in folder.glob(f"[!.]*{CLOSED}"))


def closed(folder: Path) -> list[Window]:
    """The windows that wait to be gathered, oldest first."""
    return [_read(file) for file in sorted(folder.glob(f"[!.]*{CLOSED}"))]


def forget(folder: Path, names: Iterable[str]) -> None:
    """Take away windows that have been gathered; their manifests last, so that this can be repeated."""
    for name in names:
        file = folder / f"{name}{CLOSED}"
        if file.exists():
            for segment in _read(file).segments:
                (folder / segment).unlink(missing_ok=True)
            file.unlink()


def recover(folder: Path, name: str) -> None:
    """What a driver that is no more has landed in windows that it did not close, as a window of this name.

    Its articles count. Its requests do not: of some of them the articles may have been lost.
    """
    folder.mkdir(parents=True, exist_ok=True)
    listed = {segment for window in closed(folder) for segment in window.segments}
    if left := [path.name for path in folder.glob("[!.]*.parquet") if path.name not in listed]:
        close(folder, Window(name, tuple(left), whole=False))
    for rest in (*folder.glob(f"*{OPEN}"), *folder.glob(".*.part"), folder / STOP):
        rest.unlink(missing_ok=True)
    (folder / TICK).touch()
    shutil.rmtree(folder / SPOOL, ignore_errors=True)
    (folder / SPOOL).mkdir()


def _read(file: Path) -> Window:
    said = json.loads(file.read_text(encoding="utf-8"))
    return Window(file.name.removesuffix(CLOSED), tuple(said["segments"]), bool(said["whole"]))
