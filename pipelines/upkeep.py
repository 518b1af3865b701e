"""Years of a data folder: today's rules over what is stored, old runs out of the way, takedowns, a new store.

    reanalyse  texts that older rules have read, through the chain again     prune    old runs into the archive
    forget     an article gone for good                                      rebuild  the store from its segments

All hold the lock as a run does, and can be killed at any point: the next run, or the same command again, goes on.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from pipelines.run import Clock, Job, Outcome, begin, came_out, held, store, tell

if TYPE_CHECKING:
    import duckdb

    from pipelines.store.prune import Pruned


class Forgotten(NamedTuple):
    """What was taken down, and the articles that have most of its words and stay."""

    article_id: str
    copies: tuple[str, ...]


def prune(job: Job, before: datetime) -> "tuple[Outcome, Pruned]":
    """Archive the runs that set out before that time, and thin the store of what need not be kept of them."""
    from pipelines.store.prune import Pruned
    from pipelines.store.prune import prune as prune_store

    done = [Pruned()]

    def upkeep(con: "duckdb.DuckDBPyConnection") -> None:
        done.append(prune_store(con, job.data, before))

    with held(job) as free:
        if not free:
            return Outcome(skipped=True), done[-1]
        outcome = store(job, Outcome(begin(job, "prune")), Clock(), checking=False, upkeep=upkeep)
    return outcome, done[-1]


def forget(job: Job, name: str) -> tuple[Outcome, Forgotten]:
    """Delete an article from everything that Dateline keeps, and let it never come back.

    Raises UsageError where the name means no stored article, or several.
    """
    from pipelines.store import forgotten
    from pipelines.store.forget import copies, tombstone
    from pipelines.store.load import load_landed
    from pipelines.store.naming import named_article
    from pipelines.store.writer import writer

    with held(job) as free:
        if not free:
            return Outcome(skipped=True), Forgotten("", ())
        with writer(job.data, now=job.now) as con:
            load_landed(con, job.data, now=job.now)
            article = named_article(con, name)
            told = Forgotten(article, tuple(copies(con, article)))
            stone = tombstone(con, article, job.now.date())
        # From here on it is forgotten, whatever happens: the next run finishes what this one does not.
        forgotten.keep(job.data, stone)
        return store(job, Outcome(_finish_dead(job)), Clock(), checking=True), told


def _finish_dead(job: Job) -> str:
    """Begin a run; what dead ones had spooled is read first, for it may hold the words too."""
    from pipelines.store import landing

    if not landing.died(job.data):
        return begin(job, "forget")
    from pipelines.asking import Asking
    from pipelines.reading import read_inputs
    from pipelines.slices import Plan

    begun = landing.Begun("", "forget", (), str(Path.cwd()), job.now)
    asking = Asking(job.data, job.feeds, job.now)
    return read_inputs(job.data, begun, Plan("", job.sources, (), job.workers), asking).run_id


def reanalyse(job: Job, since: date | None) -> Outcome:
    """Read the stored texts again that older rules have read: of articles first seen from that day on, or all."""
    from pipelines.slices import Plan, run_slices
    from pipelines.store import landing
    from pipelines.store.load import load_landed
    from pipelines.store.stale import spool_stale
    from pipelines.store.writer import writer

    with held(job) as free:
        if not free:
            return Outcome(skipped=True)
        clock = Clock()
        folder = landing.begin(job.data, "reanalyse", (), job.now)
        for dead in landing.died(job.data):
            if dead.command == "reanalyse" and dead.run_id != folder.name:  # what it has landed counts
                landing.finish(job.data / "landing" / dead.run_id, {}, resumed_by=folder.name)
        with writer(job.data, now=job.now) as con:
            load_landed(con, job.data, now=job.now)
            portions = spool_stale(con, folder, since, job.now)
        with clock.time("ingest"):
            plan = Plan(str(folder), job.sources, job.beam_options, job.workers, again=True)
            counts = run_slices(((portion,) for portion in portions), plan)
        landing.finish(folder, counts._asdict())
        outcome = Outcome(folder.name, counts.read, claims=counts.claims, landed=counts.landed_articles)
        outcome = store(job, outcome, clock, checking=True)
        return outcome._replace(seconds=tuple(clock.seconds))


def rebuild(job: Job) -> Outcome:
    """Make the store anew from archive and segments, in the order of their loading, and put it in the old one's place.

    Raises DamagedSegmentError where some of them cannot be read: the old store then stays where it is.
    """
    from pipelines.store import rebuild as new
    from pipelines.store.writer import writer

    with held(job) as free:
        if not free:
            return Outcome(skipped=True)
        clock = Clock()
        outcome = Outcome(begin(job, "rebuild"))
        with writer(new.draft(job.data), now=job.now) as con:
            outcome = _fill(con, job, outcome, clock)
        new.take_place(job.data)
        with writer(job.data, now=job.now) as con:
            tell(con, job, clock, checking=True)
        return outcome._replace(seconds=tuple(clock.seconds))


def _fill(con: "duckdb.DuckDBPyConnection", job: Job, outcome: Outcome, clock: Clock) -> Outcome:
    from pipelines.quality.check import check
    from pipelines.store import rebuild as new
    from pipelines.store.decide import decide
    from pipelines.store.derive import derive
    from pipelines.store.runs import begin_run, end_run

    with clock.time("load"):
        count, damaged = new.load_all(con, job.data, job.now)
    if damaged:
        raise damaged[0]
    new.recall(con, job.data)
    begin_run(con, job.data, outcome.run_id, clock.started)
    decide(con, job.decisions, job.now.date())
    with clock.time("derive"):
        derive(con, outcome.run_id)
    with clock.time("check"):
        report = check(con, outcome.run_id, job.now)
    outcome = outcome._replace(opened=report.opened, errored=report.errored, notes=(f"{count:,} segments were loaded",))
    end_run(con, outcome.run_id, came_out(outcome), 0, datetime.now(UTC))
    return outcome
