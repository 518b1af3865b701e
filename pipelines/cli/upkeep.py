"""The commands for years of a data folder: reanalyse, prune, forget, rebuild."""

import re
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli import logs, signals
from pipelines.cli.flags import everywhere, examples, settings, takes
from pipelines.errors import UsageError

if TYPE_CHECKING:
    from pipelines.options import Settings
    from pipelines.run import Job, Outcome
    from pipelines.upkeep import Forgotten

# Days of a unit of --older-than; months and years are rounded up, because pruned is pruned.
_UNITS = {"d": 1, "w": 7, "m": 31, "y": 366}


@click.command(epilog=examples("dateline reanalyse", "dateline reanalyse --since 2026-01-01"))
@click.option("--since", metavar="DAY", help="Only articles first seen from that day on.  [all]")
@takes("fail_on", "if_running", "workers", "decisions")
@everywhere
@click.pass_context
def reanalyse(ctx: click.Context, since: str | None) -> int:
    """Read stored texts again with today's rules, where older rules have read them; check and publish.

    Articles keep their ids; the table changes says what is read otherwise.
    """
    from pipelines import upkeep
    from pipelines.cli import decisions, summary
    from pipelines.cli.values import Said

    said = settings(ctx)
    first = decisions.day(Said(since, "--since")) if since else None
    job = _job(said, ctx)
    with signals.bounded(), logs.progress(said):
        outcome = upkeep.reanalyse(job, first)
    return _end(said, outcome, lambda: summary.read_again(outcome, said.data))


@click.command(epilog=examples("dateline prune --older-than 90d --dry-run", "dateline prune --older-than 2026-01-01"))
@click.option("--older-than", "age", required=True, metavar="AGE", help="90d, 12w, 6m, 2y, or a day.")
@click.option("--dry-run", is_flag=True, help="Say what would go, and change nothing.")
@takes("if_running", "decisions")
@everywhere
@click.pass_context
def prune(ctx: click.Context, age: str, dry_run: bool) -> int:
    """Put old runs away: their segments become one archive file a month, and what need not be kept goes.

    Go: payloads of rejects, fetches but for the first and the last of a source and month, and results of checks.
    Articles, their versions and findings stay, and so does what they can be made anew from.
    """
    from pipelines import upkeep
    from pipelines.cli import pruning

    said = settings(ctx)
    before = _before(age, said.as_of or datetime.now(UTC))
    if dry_run:
        click.echo(pruning.would_go(said.data, before))
        return exits.DONE
    job = _job(said, ctx)
    with signals.bounded(), logs.progress(said):
        outcome, gone = upkeep.prune(job, before)
    return _end(said, outcome, lambda: click.echo(pruning.told(gone, before)))


@click.command(epilog=examples("dateline forget https://paper.example/1", "dateline forget 8f14e45f --yes"))
@click.argument("article")
@click.option("--yes", is_flag=True, help="Do not ask: it cannot be undone.")
@takes("if_running", "workers", "decisions")
@everywhere
@click.pass_context
def forget(ctx: click.Context, article: str, yes: bool) -> int:
    """Take ARTICLE down: its text leaves the store, the published file, segments and archive, and never comes back.

    ARTICLE is an id, the id that its source gave it, an address or a file. What remains is a tombstone of hashes in
    forgotten.json. Inputs, backups and files that were exported are yours to delete.
    """
    from pipelines import upkeep

    said = settings(ctx)
    if not yes and not sys.stdin.isatty():
        raise UsageError("--yes must be said where nobody can be asked: what is forgotten cannot be brought back")
    if not yes and not click.confirm(f"Delete {article} from {said.data} for good?", err=True):
        return exits.DONE
    job = _job(said, ctx)
    with signals.bounded(), logs.progress(said):
        outcome, gone = upkeep.forget(job, article)
    return _end(said, outcome, lambda: _tell_forgotten(gone))


@click.command(epilog=examples("dateline rebuild"))
@takes("if_running", "decisions")
@everywhere
@click.pass_context
def rebuild(ctx: click.Context) -> int:
    """Make the store anew from archive and segments, check it, put it in the old one's place and publish it.

    The remedy for a damaged store. How runs came out and the history of findings come from the published file, where
    it can be opened.
    """
    from pipelines import upkeep
    from pipelines.cli import summary

    said = settings(ctx)
    job = _job(said, ctx)
    with signals.bounded(), logs.progress(said):
        outcome = upkeep.rebuild(job)
    return _end(said, outcome, lambda: summary.stored(outcome, said.data))


def _job(said: "Settings", ctx: click.Context) -> "Job":
    from pipelines.cli.decisions import read_decisions
    from pipelines.run import Job

    logs.install(said)
    if ctx.obj:
        raise UsageError(f"-- {ctx.obj[0]}: only run and ingest take options of Beam")
    now = said.as_of or datetime.now(UTC)
    decided = read_decisions(said.decisions)
    return Job(said.data, (), now, said.if_running, said.sources, (), said.workers, said.fail_on, decided)


def _end(said: "Settings", outcome: "Outcome", tell: Callable[[], None]) -> int:
    if outcome.skipped:
        logs.LOGGER.info("another run is busy with %s: skipped", said.data)
        return exits.DONE
    if said.verbosity != "quiet":
        tell()
    return exits.ERRORED if outcome.errored else exits.DONE


def _before(age: str, now: datetime) -> datetime:
    """The moment before which a run is old."""
    from pipelines.cli import values
    from pipelines.cli.values import Said

    if found := re.fullmatch(r"(\d{1,5})([dwmy])", age):
        return now - timedelta(int(found[1]) * _UNITS[found[2]])
    if re.fullmatch(r"\d{4}-\d\d-\d\d", age):
        return min(values.moment(Said(age, "--older-than")), now)
    raise UsageError(f"--older-than must be an age such as 90d, 12w, 6m, 2y, or a day such as 2026-01-31, not {age!r}")


def _tell_forgotten(gone: "Forgotten") -> None:
    click.echo(
        f"Forgotten: {gone.article_id}. Whoever has the published file open keeps the old one until they reopen it."
    )
    if gone.copies:
        click.echo("These have most of its words and stay; forget them too if you must:")
        click.echo("\n".join(f"  {name}" for name in gone.copies))
