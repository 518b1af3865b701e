"""data/service.json: what a running service is doing, written whole at every change; and the lock that it holds.

The file tells, the lock decides: it dies with its process, so one data folder never has two services.
"""

import json
import logging
import os
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.errors import BusyError, StorageError

if TYPE_CHECKING:
    from pipelines.run import Outcome

FILE, LOCK = "service.json", "service.lock"


class Batch(NamedTuple):
    """What one batch of a service came to: its run, when it ended, seconds, feeds by outcome, articles."""

    run_id: str
    ended_at: str
    seconds: float
    asked: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    landed: int = 0
    new_articles: int = 0


def batch_of(outcome: "Outcome", begun: datetime, ended: datetime) -> Batch:
    """What a run came to that took so long."""
    took = round((ended - begun).total_seconds(), 1)
    feeds = outcome.feeds
    return Batch(
        outcome.run_id, ended.isoformat(timespec="seconds"), took, feeds.asked, feeds.read, feeds.unchanged,
        feeds.failed, outcome.landed, outcome.new_articles,
    )  # fmt: skip


class Status(NamedTuple):
    """What a service is doing. `state`: starting, waiting, working, failing, stopping, stopped; times are ISO 8601."""

    command: str
    pid: int
    started_at: str
    state: str
    at: str
    stage: str | None = None
    next_at: str | None = None
    batches: int = 0
    new_articles: int = 0
    last: Batch | None = None
    failure: str | None = None
    failed_times: int = 0
    processes: Mapping[str, int] = {}


class Board(logging.Handler):
    """Keeps the status file of this process; as a handler of the log it hears which stage a batch is at."""

    def __init__(self, data: Path, command: str) -> None:
        super().__init__()
        self.data, self._lock = data, threading.RLock()  # a supervisor tells from a thread of its own
        now = _now()
        self.status = Status(command, os.getpid(), now, "starting", now)
        self.tell()

    def tell(self, **changed: object) -> None:
        """Change what is told, and write it. Raises StorageError."""
        with self._lock:
            self.status = self.status._replace(at=_now(), **changed)  # type: ignore[arg-type]
            keep(self.data, self.status)

    def emit(self, record: logging.LogRecord) -> None:
        said = getattr(record, "fields", {})
        if "stage" in said and self.status.state == "working":
            self.tell(stage=said["stage"])

    def done(self, batch: Batch) -> None:
        """Count a batch that came to its end."""
        found = self.status.new_articles + batch.new_articles
        self.tell(
            state="waiting", stage=None, batches=self.status.batches + 1, new_articles=found, last=batch, failure=None,
            failed_times=0,
        )  # fmt: skip


@contextmanager
def serving(data: Path, command: str) -> Iterator[Board]:
    """The board of the one service of a data folder. Raises BusyError where another has it."""
    from filelock import FileLock, Timeout

    try:
        data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(data / LOCK, timeout=0)
        lock.acquire()
    except Timeout as error:
        raise BusyError(f"another `dateline watch` or `dateline stream` serves {data}; stop it first") from error
    except OSError as error:
        raise StorageError(f"cannot write {data}: {error.strerror}; allow this user to write there") from error
    logger = logging.getLogger("dateline")
    board = Board(data, command)
    logger.addHandler(board)
    try:
        yield board
    finally:
        logger.removeHandler(board)
        board.tell(state="stopped", stage=None, next_at=None, processes={})
        lock.release()


def keep(data: Path, status: Status) -> None:
    """Write a status; who reads it sees the old or the new one. Raises StorageError."""
    from pipelines.whole_file import draft_of

    said = status._asdict() | {"last": status.last._asdict() if status.last else None}
    with draft_of(data / FILE) as part:
        part.write_text(json.dumps(said, indent=1) + "\n", encoding="utf-8")


def known(data: Path) -> Status | None:
    """What the last service of a data folder told; None where there was none, or it told what nobody understands."""
    try:
        said = json.loads((data / FILE).read_text(encoding="utf-8"))
        last = said.pop("last")
        return Status(**said, last=Batch(**last) if last else None)
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return None


def lives(status: Status) -> bool:
    """Whether the process that told this is there; as far as it can be seen from here."""
    try:
        os.kill(status.pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")
