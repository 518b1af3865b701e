"""A run: hold the data folder, finish what died, ingest, load, derive, check, publish, report.

    run     all of it           ingest  up to landed segments
    load    from segments on    check   from the checks on

Every step can be repeated: killed between any two, the next run goes on from there.
"""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.asking import Counted, Wanted
from pipelines.decisions import Decisions
from pipelines.errors import BusyError, StorageError
from pipelines.exits import exit_code
from pipelines.loading import LoadedMeanwhile
from pipelines.options import SourceSettings

if TYPE_CHECKING:
    from concurrent.futures import Future

    import duckdb

    from pipelines.inputs import Span
    from pipelines.store.load import Gained

_log = logging.getLogger("dateline")

LOCK = "dateline.lock"
# What a command does in the store beside the usual, once everything is loaded.
Upkeep = Callable[["duckdb.DuckDBPyConnection"], None]


class Job(NamedTuple):
    """What a command was asked to do. `now` stands for now in everything but the times of the run itself.

    With `changed` only files that changed then are read; `command` is what the run is called where it is not `run`.
    Without `whole` only what was touched is checked, and the report stays as it is.
    """

    data: Path
    inputs: tuple[str, ...]
    now: datetime
    if_running: str = "fail"
    sources: tuple[SourceSettings, ...] = ()
    beam_options: tuple[str, ...] = ()
    workers: int = 0
    fail_on: str = "critical"
    decisions: Decisions = Decisions()
    feeds: Wanted = Wanted()
    changed: "Span | None" = None
    command: str = "run"
    whole: bool = True


class Outcome(NamedTuple):
    """What came of it. `opened` counts the findings by severity that the run opened or reopened."""

    run_id: str = ""
    read: int = 0
    rejected: int = 0
    deduplicated: int = 0
    claims: int = 0
    landed: int = 0
    new_articles: int = 0
    new_versions: int = 0
    opened: tuple[tuple[str, int], ...] = ()
    errored: int = 0
    seconds: tuple[tuple[str, float], ...] = ()
    notes: tuple[str, ...] = ()
    skipped: bool = False
    feeds: Counted = Counted()


def run(job: Job, upkeep: Upkeep | None = None) -> Outcome:
    """Ingest, load, check, publish, report."""
    return _run(job, job.command, reading=True, storing=True, checking=True, upkeep=upkeep)


def ingest(job: Job) -> Outcome:
    """Read the inputs into landed segments. The store is not touched."""
    return _run(job, "ingest", reading=True, storing=False, checking=False)


def load(job: Job) -> Outcome:
    """Load what has landed, derive what follows, publish."""
    return _run(job, "load", reading=False, storing=True, checking=False)


def check(job: Job) -> Outcome:
    """Load what has landed, check everything that is stored, publish, report."""
    return _run(job, "check", reading=False, storing=True, checking=True)


def _run(
    job: Job, command: str, *, reading: bool, storing: bool, checking: bool, upkeep: Upkeep | None = None
) -> Outcome:
    with held(job) as free:
        if not free:
            return Outcome(skipped=True)
        clock = Clock()
        outcome = Outcome()
        with LoadedMeanwhile(job.data, job.now) as loading:
            if reading:
                with clock.time("ingest"):
                    outcome = _ingest(job, command, loading if storing else None, checking=checking)
            else:
                outcome = outcome._replace(run_id=begin(job, command))
            if storing:
                outcome = store(job, outcome, clock, checking=checking, upkeep=upkeep)
        return outcome._replace(seconds=tuple(clock.seconds))


def begin(job: Job, command: str) -> str:
    """The id of a run that reads nothing."""
    from pipelines.store import landing

    folder = landing.begin(job.data, command, (), job.now)
    landing.finish(folder, {})
    return folder.name


class Clock:
    """Wall seconds of each stage of a run."""

    def __init__(self) -> None:
        self.started = datetime.now(UTC)
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def time(self, stage: str) -> Iterator[None]:
        begun = time.monotonic()
        _log.info(stage, extra={"fields": {"stage": stage}})
        yield
        self.seconds.append((stage, round(time.monotonic() - begun, 3)))


@contextmanager
def held(job: Job) -> Iterator[bool]:
    """The lock on the data folder, while the process lives; False where it is busy and that is to be skipped."""
    from filelock import FileLock, Timeout

    try:
        job.data.mkdir(parents=True, exist_ok=True)
        lock = FileLock(job.data / LOCK, timeout=-1 if job.if_running == "wait" else 0)
        lock.acquire()
    except Timeout as error:
        if job.if_running == "skip":
            yield False
            return
        raise BusyError(
            f"another run holds {job.data}; wait for it, or say --if-running=wait or --if-running=skip"
        ) from error
    except OSError as error:
        raise StorageError(
            f"cannot write {job.data}: {error.strerror}; allow this user to write there, or use another --data folder"
        ) from error
    try:
        yield True
    finally:
        lock.release()


def _ingest(job: Job, command: str, loading: LoadedMeanwhile | None, *, checking: bool) -> Outcome:
    """Read the inputs, and load what lands meanwhile if asked to. What checks import is imported while workers start:
    they are forked one after another from a server that imports on one core.
    """
    from pipelines.asking import Asking
    from pipelines.reading import read_inputs
    from pipelines.side_by_side import unheard
    from pipelines.slices import Plan
    from pipelines.store.landing import Begun

    asking = Asking(job.data, job.feeds, job.now)
    begun = Begun("", command, job.inputs, str(Path.cwd()), job.now)
    plan = Plan("", job.sources, job.beam_options, job.workers)
    landed = loading.landed if loading else unheard
    started = _imported_beside if checking else unheard
    reading = read_inputs(job.data, begun, plan, asking, job.changed, landed, started)
    counts = reading.counts
    notes = tuple(f"the run {run.run_id} had died: its inputs were read again" for run in reading.resumed)
    outcome = Outcome(
        reading.run_id,
        counts.read,
        counts.rejected,
        counts.deduplicated,
        counts.claims,
        counts.landed_articles,
        notes=notes,
        feeds=reading.feeds,
    )
    return _gaining(outcome, loading.finished()) if loading else outcome


def _gaining(outcome: Outcome, gained: "Gained") -> Outcome:
    """The outcome, with what more the store has gained."""
    return outcome._replace(
        new_articles=outcome.new_articles + gained.articles, new_versions=outcome.new_versions + gained.versions
    )


def store(job: Job, outcome: Outcome, clock: Clock, *, checking: bool, upkeep: Upkeep | None = None) -> Outcome:
    """Load what has landed, finish takedowns, do the upkeep where there is some, derive, check, publish."""
    from pipelines.store import forgotten

    stones = [stone for stone in forgotten.read(job.data) if not stone.done]
    if not stones:
        return _store(job, outcome, clock, checking, upkeep)
    from pipelines.store.forget import forget
    from pipelines.store.publish import publish
    from pipelines.store.rewrite import rewrite
    from pipelines.store.writer import writer

    def takedown(con: "duckdb.DuckDBPyConnection") -> None:
        forget(con, job.data, stones, outcome.run_id)

    outcome = _store(job, outcome, clock, True, takedown)
    with clock.time("rewrite"):
        rewrite(job.data, now=job.now)
    with writer(job.data, now=job.now) as con:
        publish(con, job.data)
    for stone in stones:
        forgotten.keep(job.data, stone._replace(done=True))
    return outcome


def _store(job: Job, outcome: Outcome, clock: Clock, checking: bool, upkeep: Upkeep | None) -> Outcome:
    from pipelines.store.decide import decide
    from pipelines.store.derive import derive
    from pipelines.store.load import load_landed
    from pipelines.store.publish import writing_out
    from pipelines.store.runs import begin_run, end_run
    from pipelines.store.writer import writer

    with writer(job.data, now=job.now) as con:
        imported = _imported_beside() if checking else None
        begin_run(con, job.data, outcome.run_id, clock.started)
        with clock.time("load"):
            gained, damaged = load_landed(con, job.data, now=job.now)
            outcome = _gaining(outcome, gained)
        if upkeep:
            with clock.time("upkeep"):
                upkeep(con)
        decide(con, job.decisions, job.now.date())
        with clock.time("derive"):
            derive(con, outcome.run_id)
        if checking:
            with clock.time("check"), writing_out(con, job.data):
                if imported:
                    imported.result()
                outcome = _check(con, job, outcome)
        failure = damaged[0] if damaged else None
        code = failure.exit_code if failure else exit_code(outcome.opened, outcome.errored, job.fail_on)
        end_run(con, outcome.run_id, came_out(outcome), code, datetime.now(UTC))
        try:
            tell(con, job, clock, checking=checking and job.whole)
        except StorageError as error:
            end_run(con, outcome.run_id, came_out(outcome), error.exit_code, datetime.now(UTC))
            raise
    if failure:
        raise failure
    return outcome


def tell(con: "duckdb.DuckDBPyConnection", job: Job, clock: Clock, *, checking: bool) -> None:
    """Publish what is committed; after a check, report it while it is copied. Raises StorageError."""
    from pipelines.report.write import write_report
    from pipelines.store.publish import publishing

    with clock.time("publish"), publishing(con, job.data):
        if checking:
            with clock.time("report"):
                write_report(con, job.data)


def _imported_beside() -> "Future[None]":
    from pipelines.quality.engine import import_beside

    return import_beside()


def came_out(outcome: Outcome) -> dict[str, int]:
    return {
        "new_articles": outcome.new_articles,
        "new_versions": outcome.new_versions,
        "opened": sum(number for _, number in outcome.opened),
        "errored": outcome.errored,
    }


def _check(con: "duckdb.DuckDBPyConnection", job: Job, outcome: Outcome) -> Outcome:
    from pipelines.quality.check import check as check_store

    report = check_store(con, outcome.run_id, job.now, whole=job.whole)
    return outcome._replace(opened=report.opened, errored=report.errored)
