"""`dateline stream`: the chain without end on a portable runner, and beside it, here, the loader of what has landed.

    ticks -> Ask … Land -> Close     in the driver, a window of some seconds after another
    gather -> load … publish         here: a publish cycle is a run, and makes a run of the windows that are closed

The lock of the data folder is held for a cycle only, so that other commands have their turn between two.
"""

import logging
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import DamagedSegmentError, NewerSchemaError, StorageError, UsageError
from pipelines.run import Clock, Job, Outcome, held, store
from pipelines.service import windows
from pipelines.service.driver import Driven
from pipelines.service.gather import gather
from pipelines.service.pace import Pace
from pipelines.service.status import Board, batch_of
from pipelines.service.supervise import Supervisor
from pipelines.service.windows import FOLDER

# A cycle begins so many times the seconds after the last that its copy for readers took: a fifth of the time at most
# goes into copying, however big the store is.
_COPY_SHARE = 5.0
# Seconds between two looks for windows that have closed.
_POLL = 0.25
_LONGEST_PAUSE = 900.0
_MENDABLE = (StorageError, UsageError)

_log = logging.getLogger("dateline.stream")


class Streamed(NamedTuple):
    """What is to be streamed: the driver's part, and `job`, what holds for a cycle at a moment, asked at each."""

    driven: Driven
    job: Callable[[datetime], Job]
    own_prism: bool


def stream(streamed: Streamed, stop: threading.Event, board: Board, told: Callable[[Outcome, datetime], None]) -> None:
    """Stream until `stop` is set; what has come by then is landed, loaded and published before the end.

    Raises DatelineError for what is wrong at the first cycle; later it is told, and tried again.
    """
    folder = Path(streamed.driven.followed.data) / FOLDER
    loader = _Loader(streamed, folder, board, told)
    supervisor = Supervisor(
        streamed.driven, folder, own_prism=streamed.own_prism, guard=loader.guard, told=_teller(board)
    )
    supervisor.start()
    try:
        loader.cycle(regardless=True)
        while not stop.wait(loader.pause):
            if supervisor.error:
                raise supervisor.error
            loader.try_cycle()
        board.tell(state="stopping", next_at=None)
        supervisor.rest()
        windows.recover(folder, f"{datetime.now(UTC):%Y%m%dT%H%M%S}-rest")
        loader.cycle(patient=True)
    finally:
        supervisor.end()


def _teller(board: Board) -> Callable[[Mapping[str, int], str | None], None]:
    def told(processes: Mapping[str, int], failure: str | None) -> None:
        times = board.status.failed_times + 1 if failure else board.status.failed_times
        board.tell(processes=processes, failure=failure or board.status.failure, failed_times=times)

    return told


class _Loader:
    """Cycles one after another. `pause` is how long to wait for the next; `guard` is held while windows go away."""

    def __init__(
        self, streamed: Streamed, folder: Path, board: Board, told: Callable[[Outcome, datetime], None]
    ) -> None:
        self._streamed, self._folder, self._board, self._told = streamed, folder, board, told
        self.guard = threading.Lock()
        self.pause = _POLL
        self._due_at = 0.0
        self._failures = 0
        self._pace = Pace(folder.parent, datetime.now(UTC), time.monotonic())

    def try_cycle(self) -> None:
        """A cycle when it is due; what a person can mend is told, and tried again after a growing pause."""
        if time.monotonic() < self._due_at:
            self.pause = _POLL
            return
        try:
            self.cycle()
            self._failures = 0
        except NewerSchemaError:
            raise
        except _MENDABLE as error:
            self._failures += 0 if isinstance(error, DamagedSegmentError) else 1
            self.pause = min(self._streamed.driven.window * 2.0 ** min(self._failures, 20), _LONGEST_PAUSE)
            _log.error(str(error), extra={"fields": {"failed_times": self._failures}})
            self._board.tell(state="failing", stage=None, failure=str(error), failed_times=self._failures)

    def cycle(self, *, regardless: bool = False, patient: bool = False) -> None:
        """Gather, load, check, publish, where a window is closed; `regardless` for what was left behind."""
        self.pause = _POLL
        if not regardless and not windows.waiting(self._folder):
            return
        begun = datetime.now(UTC)
        job = self._streamed.job(begun)
        with held(job._replace(if_running="wait" if patient else "skip")) as free:
            if free:
                self._board.tell(state="working", stage=None)
                self._work(job, begun, patient)

    def _work(self, job: Job, begun: datetime, patient: bool) -> None:
        """What has come is published first: checking the whole after it holds up only what comes meanwhile."""
        with self.guard:
            gathered = gather(job.data, job.now)
        whole = not patient and self._pace.is_due(time.monotonic())
        if gathered:
            counted = Outcome(gathered.run_id, *gathered.counts, feeds=gathered.feeds)
            self._store(job._replace(whole=False), counted, begun)
        if whole or not gathered:
            begun = datetime.now(UTC)
            job = self._streamed.job(begun)._replace(whole=whole)
            self._store(job, Outcome(_empty(job)), begun)

    def _store(self, job: Job, outcome: Outcome, begun: datetime) -> None:
        clock, at = Clock(), time.monotonic()
        outcome = store(job, outcome, clock, checking=True, upkeep=self._pace.upkeep(job))
        outcome = outcome._replace(seconds=tuple(clock.seconds))
        self._pace.checked(outcome, time.monotonic())
        least = max(self._streamed.driven.window, _COPY_SHARE * dict(clock.seconds).get("publish", 0.0))
        self._due_at = at + least
        batch = batch_of(outcome, begun, datetime.now(UTC))
        _log.info("cycle done", extra={"fields": batch._asdict()})
        self._board.done(batch)
        self._told(outcome, begun)


def _empty(job: Job) -> str:
    """A run for what another one has left behind."""
    from pipelines.run import begin

    return begin(job, "stream")
