"""The flags, said before or after the command, where the later word counts -> Settings."""

import os
from collections.abc import Callable
from typing import Any, TypeVar

import click

from pipelines.cli.settle import settle
from pipelines.options import FAIL_ON, IF_RUNNING, LOG_FORMAT, Settings

_SAID = "dateline.said"

F = TypeVar("F", bound=Callable[..., Any])


def _keep(ctx: click.Context, param: click.Parameter, value: object) -> None:
    # Contexts of a group and its commands share `meta`, and a group's flags are read first.
    if value is not None and value != ():
        ctx.meta.setdefault(_SAID, {})[param.name] = value


def _flag(*names: str, **how: Any) -> Callable[[F], F]:
    return click.option(*names, expose_value=False, callback=_keep, default=None, **how)


_EVERYWHERE = (
    _flag("--data", metavar="DIR", help="Folder that holds everything Dateline writes.  [data]"),
    _flag("--config", metavar="FILE", help="Settings file.  [dateline.toml, where there is one]"),
    _flag("--as-of", metavar="TIME", help="The moment that stands for now, so that a run can be repeated exactly."),
    _flag("--log-format", type=click.Choice(LOG_FORMAT), help="Form of the log on standard error.  [text]"),
    _flag("--quiet", "-q", "verbosity", flag_value="quiet", help="Say nothing but warnings and what was asked for."),
    _flag("--verbose", "-v", "verbosity", flag_value="verbose", help="Log every step."),
)
_SOMEWHERE = {
    "fail_on": _flag(
        "--fail-on",
        type=click.Choice(FAIL_ON),
        help="Least severity of new findings that ends with exit code 3.  [critical]",
    ),
    "if_running": _flag(
        "--if-running", type=click.Choice(IF_RUNNING), help="What to do while another run is busy.  [fail]"
    ),
    "decisions": _flag(
        "--decisions", metavar="FILE", help="What people decided: waivers, terms, dates.  [decisions.toml]"
    ),
    "summary": _flag("--summary", metavar="FILE", help="Write a summary as JSON."),
    "junit": _flag("--junit", metavar="FILE", help="Write what the checks came to as JUnit XML."),
    "metrics": _flag("--metrics", metavar="FILE", help="Write Prometheus metrics, for node_exporter (.prom)."),
    "host_gap": _flag("--host-gap", type=float, metavar="SECONDS", help="Rest between two requests to a host.  [2]"),
    "allow_address": _flag(
        "--allow-address",
        multiple=True,
        metavar="HOST[:PORT]",
        help="A host that may be asked although it is not public; more than once.",
    ),
    "robots": _flag("--robots/--no-robots", is_flag=True, help="Obey robots.txt for feeds too.  [no]"),
    "all_feeds": _flag("--all-feeds", is_flag=True, help="Ask feeds that are not due as well."),
    "every": _flag("--every", metavar="TIME", help="How often to look: seconds, or 30s, 5min, 2h.  [60]"),
    "pages": _flag(
        "--pages", type=int, metavar="N", help="Pages of articles asked of a host in a run, for their full text.  [20]"
    ),
    "window": _flag("--window", metavar="TIME", help="What comes within it lands together.  [5]"),
    "workers": _flag("--workers", type=int, metavar="N", help="Processes that read side by side.  [one a core]"),
}


# Of the commands that ask feeds.
ASKING = ("host_gap", "allow_address", "robots", "pages", "all_feeds")


def everywhere(command: F) -> F:
    """Give a command the flags that hold for all commands."""
    for flag in reversed(_EVERYWHERE):
        command = flag(command)
    return command


def takes(*names: str) -> Callable[[F], F]:
    """Give a command those of the flags that hold for some commands."""

    def decorate(command: F) -> F:
        for name in reversed(names):
            command = _SOMEWHERE[name](command)
        return command

    return decorate


def settings(ctx: click.Context) -> Settings:
    """What holds for this call."""
    return settle(ctx.meta.get(_SAID, {}), os.environ)


def examples(*lines: str) -> str:
    """The end of a command's help."""
    return "\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines)
