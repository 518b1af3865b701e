"""`dateline watch`: looks at its inputs again and again, and runs what is due in bounded runs, in this one process.

Every batch is a run like any other (it holds the lock only so long, so other commands have their turn between two), and
what a killed one leaves behind the first batch after the next start finishes. Nothing is kept here from one look to
the next but since when files have been looked at.
"""

import logging
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime, timedelta
from glob import has_magic
from threading import Event
from typing import NamedTuple

from pipelines.errors import (
    DamagedSegmentError,
    DatelineError,
    NewerSchemaError,
    NoInputError,
    StorageError,
    UsageError,
)
from pipelines.feeds import control
from pipelines.feeds.names import is_url, split
from pipelines.feeds.plan import due_round
from pipelines.inputs import Span, any_changed, check_there, matches
from pipelines.options import Feed
from pipelines.run import Job, Outcome, run
from pipelines.service.pace import Pace
from pipelines.service.status import Board, batch_of
from pipelines.store.feeds import published

# A file is read once it has not changed for so many seconds: whoever writes it may not be done yet.
SETTLED = 2.0
# Feeds of one batch, and seconds for the feeds of one host: so there is something to be published every minute or so,
# and an end within minutes, however much is due. The rest stays due, and the next batch begins at once.
MOST_FEEDS, PATIENCE = 500, 60.0
# Seconds between two tries at most while nothing works (a full disk, a list of feeds that cannot be read).
LONGEST_PAUSE = 900.0

# What a person can mend while the service waits. A newer schema wants a newer program.
_MENDABLE = (StorageError, NoInputError, UsageError)

_log = logging.getLogger("dateline.watch")


class Watched(NamedTuple):
    """What is to be watched: `named` gives the inputs and `job` the rest of a run at a moment, asked at each look."""

    named: Callable[[], tuple[str, ...]]
    job: Callable[[datetime], Job]
    every: float


def watch(watched: Watched, stop: Event, board: Board, told: Callable[[Outcome, datetime], None]) -> None:
    """Look and run until `stop` is set; a batch that is under way is finished first. `told` hears what came of each.

    Raises DatelineError for what is wrong at the first look; later it is told, and tried again.
    """
    check_there(name for name in watched.named() if not is_url(name))
    span = Span(0.0, time.time() - SETTLED)
    pace = Pace(board.data, datetime.now(UTC), time.monotonic())
    done = failures = 0
    while not stop.is_set():
        begun = datetime.now(UTC)
        pause, rest = watched.every, 0.0  # `rest`: the next batch knows nothing of the hosts that this one asked
        try:
            job = watched.job(begun)
            outcome = _look(watched.named(), job, span, stop, board, pace, regardless=not done)
            if outcome and not outcome.skipped:
                done += 1
                pace.checked(outcome, time.monotonic())
                _tell(outcome, begun, board, told)
                pause = 0.0 if outcome.feeds.asked >= MOST_FEEDS else pause
                rest = job.feeds.policy.host_gap if outcome.feeds.asked else 0.0
            if not (outcome and outcome.skipped):
                span = Span(span.until, max(time.time() - SETTLED, span.until))
            failures = 0
        except _MENDABLE as error:
            if not done or isinstance(error, NewerSchemaError):
                raise
            failures += 1
            pause = _pause(error, watched.every, failures)
            _log.error(str(error), extra={"fields": {"failed_times": failures}})
            board.tell(state="failing", stage=None, failure=str(error), failed_times=failures)
        left = max((begun + timedelta(seconds=pause) - datetime.now(UTC)).total_seconds(), rest)
        if left > 0 and not stop.is_set():
            board.tell(state=board.status.state if failures else "waiting", next_at=_at(left))
            stop.wait(left)
    board.tell(state="stopping", next_at=None)


def _look(
    named: Sequence[str], job: Job, span: Span, stop: Event, board: Board, pace: Pace, *, regardless: bool
) -> Outcome | None:
    """Run what is due at the moment of the job, or `regardless`; None where nothing is."""
    inputs = _present(named)
    found = split(inputs, job.feeds.feeds)
    if not (regardless or any_changed(found.files, span) or _any_due(found.feeds, job)):
        return None
    board.tell(state="working", stage=None, next_at=None)
    policy = job.feeds.policy._replace(patience=PATIENCE)
    wanted = job.feeds._replace(policy=policy, most=MOST_FEEDS, stopped=stop.is_set)
    how = job._replace(if_running="skip", changed=span, command="watch", whole=pace.is_due(time.monotonic()))
    return run(how._replace(inputs=inputs, feeds=wanted), pace.upkeep(job))


def _present(inputs: Sequence[str]) -> tuple[str, ...]:
    """The inputs that are there now: a folder that comes and goes must not stand in the way of the others."""
    present = tuple(name for name in inputs if is_url(name) or matches(name))
    if gone := [name for name in inputs if name not in present and not has_magic(name)]:
        _log.warning("an input is not there: %s", gone[0], extra={"fields": {"missing": len(gone)}})
    return present


def _any_due(feeds: Iterable[Feed], job: Job) -> bool:
    wishes = control.wishes(job.data)
    states = control.known(published(job.data, job.now).states, wishes)
    return bool(due_round(control.heeded(feeds, wishes), states, job.now, job.feeds.policy, run_id="").queues)


def _tell(outcome: Outcome, begun: datetime, board: Board, told: Callable[[Outcome, datetime], None]) -> None:
    batch = batch_of(outcome, begun, datetime.now(UTC))
    _log.info("batch done", extra={"fields": batch._asdict()})
    board.done(batch)
    told(outcome, begun)


def _pause(error: DatelineError, every: float, failures: int) -> float:
    """A damaged segment is told at every batch, and holds up no other."""
    if isinstance(error, DamagedSegmentError):
        return every
    return float(min(every * 2.0 ** min(failures, 20), max(LONGEST_PAUSE, every)))


def _at(seconds: float) -> str:
    return (datetime.now(UTC) + timedelta(seconds=seconds)).isoformat(timespec="seconds")
