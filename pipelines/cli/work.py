"""The commands that change a data folder: run, ingest, load, check."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli import logs, signals
from pipelines.cli.beam import check_options
from pipelines.cli.flags import ASKING, everywhere, examples, settings, takes
from pipelines.errors import BusyError, DatelineError, UsageError
from pipelines.options import Settings

if TYPE_CHECKING:
    from pipelines.asking import Wanted
    from pipelines.run import Job, Outcome

_FOR_MACHINES = ("summary", "junit", "metrics")
_INPUTS = click.argument("inputs", metavar="[INPUT]...", nargs=-1)


@click.command(
    epilog=examples(
        "dateline run seeds",
        "dateline run feeds.opml https://paper.example/feed",
        "dateline run 'feeds/*.xml' -- --runner FlinkRunner",
    )
)
@_INPUTS
@takes("fail_on", "if_running", "workers", "decisions", *_FOR_MACHINES, *ASKING)
@everywhere
@click.pass_context
def run(ctx: click.Context, inputs: tuple[str, ...]) -> int:
    """Read INPUT…, load, check and publish.

    An INPUT is a file, a folder, a glob, the address of a feed, an OPML file or a list of addresses, or - for standard
    input; without one, the paths of the sources and the feeds in dateline.toml, and the imported feeds. Of feeds those
    are asked that are due.
    """
    import pipelines.run
    from pipelines.cli.summary import whole

    return _work(ctx, pipelines.run.run, inputs, whole)


@click.command(epilog=examples("dateline ingest seeds", "zcat news.jsonl.gz | dateline ingest -"))
@_INPUTS
@takes("if_running", "workers", "summary", "metrics", *ASKING)
@everywhere
@click.pass_context
def ingest(ctx: click.Context, inputs: tuple[str, ...]) -> int:
    """Read INPUT… into segments, and no further."""
    import pipelines.run
    from pipelines.cli.summary import landed

    return _work(ctx, pipelines.run.ingest, inputs, landed)


@click.command(epilog=examples("dateline load"))
@takes("if_running", "decisions", "summary", "metrics")
@everywhere
@click.pass_context
def load(ctx: click.Context) -> int:
    """Load landed segments, derive what needs the whole store, publish."""
    import pipelines.run
    from pipelines.cli.summary import stored

    return _work(ctx, pipelines.run.load, None, stored)


@click.command(epilog=examples("dateline check", "dateline check --fail-on warning"))
@takes("fail_on", "if_running", "decisions", *_FOR_MACHINES)
@everywhere
@click.pass_context
def check(ctx: click.Context) -> int:
    """Check what is stored, and publish."""
    import pipelines.run
    from pipelines.cli.summary import stored

    return _work(ctx, pipelines.run.check, None, stored)


def _work(
    ctx: click.Context,
    done: Callable[["Job"], "Outcome"],
    inputs: tuple[str, ...] | None,
    summary: Callable[["Outcome", Path], None],
) -> int:
    """Do the job with its progress shown, print what came of it, and say how the command ends."""
    from pipelines.cli.decisions import read_decisions
    from pipelines.run import Job

    said = settings(ctx)
    logs.install(said)
    beam_options: tuple[str, ...] = ctx.obj
    if inputs is None and beam_options:
        raise UsageError(f"-- {beam_options[0]}: only run and ingest take options of Beam")
    named = () if inputs is None else inputs or followed(said)
    if inputs is not None and not named:
        raise UsageError("INPUT: name a file, a folder or a feed, or give dateline.toml a source or feeds")
    if beam_options:
        check_options(beam_options)
    decided = read_decisions(said.decisions)
    begun = datetime.now(UTC)
    now = said.as_of or begun
    job = Job(
        said.data, named, now, said.if_running, said.sources, beam_options, said.workers, said.fail_on, decided,
        wanted(said),
    )  # fmt: skip
    with _told_of_failure(said, ctx, begun), signals.bounded(), logs.progress(said):
        outcome = done(job)
    if outcome.skipped:
        logs.LOGGER.info("another run is busy with %s: skipped", said.data)
        return exits.DONE
    if said.verbosity != "quiet":
        summary(outcome, said.data)
    code = exits.exit_code(outcome.opened, outcome.errored, said.fail_on)
    _tell_machines(said, ctx, begun, code, outcome=outcome)
    return code


@contextmanager
def _told_of_failure(said: Settings, ctx: click.Context, begun: datetime) -> Iterator[None]:
    """A failure is told to machines too; but not that another run is busy, which tells of itself when it ends."""
    try:
        yield
    except BusyError:
        raise
    except DatelineError as error:
        _tell_machines(said, ctx, begun, error.exit_code, error=str(error))
        raise


def _tell_machines(
    said: Settings,
    ctx: click.Context,
    begun: datetime,
    code: int,
    outcome: "Outcome | None" = None,
    error: str | None = None,
) -> None:
    from pipelines.cli.machines import Ended, tell

    tell(said, Ended(ctx.info_name or "", begun, datetime.now(UTC), code, outcome, error))


def followed(said: Settings) -> tuple[str, ...]:
    """What is read where nothing is named."""
    from pipelines.feeds.control import imported

    paths = [source.path for source in said.sources if source.path]
    return tuple(dict.fromkeys([*paths, *(feed.url for feed in said.feeds), *imported(said.data)]))


def wanted(said: Settings) -> "Wanted":
    """How feeds are to be asked by these settings."""
    from pipelines.asking import Wanted
    from pipelines.feeds.calls import Policy

    policy = Policy(
        host_gap=said.host_gap, allow=said.allow_address, contact=said.contact, robots=said.robots, pages=said.pages
    )
    return Wanted(said.feeds, policy, said.all_feeds)
