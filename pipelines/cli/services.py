"""The commands that go on until they are stopped: watch, stream."""

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli import logs, signals
from pipelines.cli.flags import ASKING, everywhere, examples, settings, takes
from pipelines.errors import UsageError
from pipelines.options import Settings

if TYPE_CHECKING:
    from pipelines.run import Job, Outcome
    from pipelines.service.stream import Streamed

# Runners of Beam that keep what they group until the input ends, or do not stream in Python.
_BOUNDED_ONLY = ("FnApiRunner", "DirectRunner", "BundleBasedDirectRunner", "SwitchingDirectRunner")
_INPUTS = click.argument("inputs", metavar="[INPUT]...", nargs=-1)


@click.command(
    epilog=examples("dateline watch feeds.opml", "dateline watch inbox https://paper.example/feed --every 5min")
)
@_INPUTS
@takes("every", "fail_on", "workers", "decisions", "metrics", *ASKING[:4])
@everywhere
@click.pass_context
def watch(ctx: click.Context, inputs: tuple[str, ...]) -> int:
    """Go on reading INPUT… as news comes: feeds when they are due, files when they change. Needs nothing else.

    An INPUT is what it is for `dateline run`. Each batch is loaded, checked and published. Ends with 0 after the batch
    under way at SIGTERM or Ctrl-C, at once at a second one; `dateline status` tells what it is doing. Settings are
    read once; lists of feeds, decisions and what `dateline feeds` was told are read again at every look.
    """
    said = _service(ctx, inputs)
    from pipelines.cli.work import followed
    from pipelines.service.status import serving
    from pipelines.service.watch import Watched
    from pipelines.service.watch import watch as go_on

    watched = Watched(lambda: inputs or followed(said), lambda now: _job(said, now), said.every)
    with serving(said.data, "watch") as board, signals.stopping() as stop:
        go_on(watched, stop, board, lambda outcome, begun: _tell_machines(said, outcome, begun))
    return exits.DONE


@click.command(
    epilog=examples(
        "dateline stream feeds.opml",
        "dateline stream feeds.opml -- --prism_location /opt/prism",
        "dateline stream feeds.opml -- --runner FlinkRunner --flink_master localhost:8081",
    )
)
@_INPUTS
@takes("every", "window", "fail_on", "decisions", "metrics", *ASKING[:4])
@everywhere
@click.pass_context
def stream(ctx: click.Context, inputs: tuple[str, ...]) -> int:
    """Go on reading INPUT… without batches: what a feed brings can be asked for some seconds later. Needs Prism.

    Prism is Beam's runner for streams, one program; any other portable runner is named by Beam's options, after --.
    An INPUT is what it is for `dateline run`; files are looked for every --every seconds. Ends with 0 at SIGTERM or
    Ctrl-C, when what has come is published, and at once at a second one. `dateline watch` does the same in batches.
    """
    said = _service(ctx, inputs)
    from pipelines.service.status import serving
    from pipelines.service.stream import stream as go_on

    streamed = _streamed(said, inputs, ctx.obj)
    with serving(said.data, "stream") as board, signals.stopping() as stop:
        go_on(streamed, stop, board, lambda outcome, begun: _tell_machines(said, outcome, begun))
    return exits.DONE


def _streamed(said: Settings, inputs: tuple[str, ...], beam_options: tuple[str, ...]) -> "Streamed":
    from pipelines.cli.beam import check_options, runner_of
    from pipelines.cli.work import followed as followed_now
    from pipelines.cli.work import wanted
    from pipelines.feeds.names import is_url, split
    from pipelines.inputs import check_there
    from pipelines.service import prism
    from pipelines.service.driver import Driven
    from pipelines.service.intake import Followed
    from pipelines.service.stream import Streamed

    runner = runner_of(beam_options)
    if runner in _BOUNDED_ONLY:
        raise UsageError(f"-- --runner {runner}: runs what ends. Leave it to Prism, or name a portable runner")
    own = runner in (None, "PrismRunner")
    check_options(beam_options)
    options = prism.find(beam_options) if own else list(beam_options)
    paths = tuple(source.path for source in said.sources if source.path)
    policy = wanted(said).policy
    named = inputs or followed_now(said)
    split(named, said.feeds)  # raises NoInputError for a list that cannot be read
    check_there(name for name in named if not is_url(name))
    followed = Followed(str(said.data.absolute()), inputs, paths, said.feeds, said.sources, policy, said.every)
    driven = Driven(followed, said.window, "", (*options, "--streaming"), said)
    return Streamed(driven, lambda now: _job(said, now), own)


def _service(ctx: click.Context, inputs: tuple[str, ...]) -> Settings:
    """The settings of a service, or a UsageError where it cannot be meant."""
    from pipelines.cli.work import followed

    said = settings(ctx)
    logs.install(said)
    if said.as_of:
        raise UsageError("--as-of: a service goes by the clock; use `dateline run` to repeat a moment")
    if "-" in inputs:
        raise UsageError("INPUT -: standard input is read once; use `dateline run -`")
    if ctx.obj and ctx.command.name == "watch":
        raise UsageError(f"-- {ctx.obj[0]}: watch runs in itself; `dateline stream` and `run` take options of Beam")
    if not (inputs or followed(said)):
        raise UsageError("INPUT: name a file, a folder or a feed, or give dateline.toml a source or feeds")
    return said


def _job(said: Settings, now: datetime) -> "Job":
    from pipelines.cli.decisions import read_decisions
    from pipelines.cli.work import wanted
    from pipelines.run import Job

    decided = read_decisions(said.decisions)
    return Job(
        said.data, (), now, "skip", said.sources, (), said.workers, said.fail_on, decided,
        wanted(said)._replace(regardless=False),
    )  # fmt: skip


def _tell_machines(said: Settings, outcome: "Outcome", begun: datetime) -> None:
    from pipelines.cli.machines import Ended, tell

    code = exits.exit_code(outcome.opened, outcome.errored, said.fail_on)
    tell(said, Ended("watch", begun, datetime.now(UTC), code, outcome))
