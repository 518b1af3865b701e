"""The commands about feeds: how they are, what one gives, which are followed."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings, takes
from pipelines.errors import NoInputError, UsageError

if TYPE_CHECKING:
    from pipelines.options import Feed, Settings

# A feed that is followed and was never asked has no row in the published file.
_HEALTH = """
    SELECT source_id, state, coalesce(reason, '') AS reason, articles, last_week, round(usual_week)::INTEGER,
           strftime(last_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') AS newest,
           strftime(asked_at AT TIME ZONE 'UTC', '%Y-%m-%d %H:%M') AS asked
    FROM source_health ORDER BY state = 'fine', source_id
"""
_HEADINGS = ("feed", "state", "reason", "articles", "7 days", "usual", "newest (UTC)", "asked (UTC)")


@click.group(epilog=examples("dateline feeds list", "dateline feeds check https://paper.example/feed"))
def feeds() -> None:
    """Live feeds: how they are, what one gives, which are followed."""


@feeds.command("list", epilog=examples("dateline feeds list"))
@everywhere
@click.pass_context
def list_(ctx: click.Context) -> int:
    """Show each feed that was asked or is followed: its state, what it brings and used to bring."""
    from pipelines.cli import published, tables
    from pipelines.feeds.control import wishes
    from pipelines.store.publish import PUBLISHED

    said = settings(ctx)
    wanted = wishes(said.data)
    rows: list[tuple] = []
    if (said.data / PUBLISHED).exists():
        with published.opened(said.data) as con:
            rows = con.execute(_HEALTH).fetchall()
    asked = {row[0] for row in rows}
    rows += [(feed.source_id, "new", *[None] * 6) for feed in _followed(said) if feed.source_id not in asked]
    off = {name for name, wish in wanted.items() if wish.state == "disabled"}
    shown = [(row[0], "disabled", *row[2:]) if row[0] in off else row for row in rows]
    tables.console().print(tables.table(_HEADINGS, shown) if shown else "No feed was asked or is followed.")
    return exits.DONE


@feeds.command(
    epilog=examples("dateline feeds check https://paper.example/feed", "dateline feeds check --json feed.xml")
)
@click.argument("source", metavar="FILE|URL")
@click.option("--json", "as_json", is_flag=True, help="End with one line of JSON: entries and reason.")
@takes("allow_address", "robots")
@everywhere
@click.pass_context
def check(ctx: click.Context, source: str, as_json: bool) -> int:
    """Read one feed and show what would come in, with every warning. Nothing is stored.

    The entries that --json counts are those in the feed, also those that would be refused because they have neither a
    text nor a title; each of these is a warning.
    """
    from pipelines.cli.feed_check import look, tell

    seen = look(source, settings(ctx), datetime.now(UTC))
    tell(seen, as_json=as_json)
    return exits.DONE


@feeds.command("import", epilog=examples("dateline feeds import subscriptions.opml"))
@click.argument("file", metavar="FILE")
@everywhere
@click.pass_context
def import_(ctx: click.Context, file: str) -> int:
    """Follow the feeds in FILE (OPML, or a list of addresses) from now on: `dateline run` asks them too."""
    from pipelines.feeds.control import imported, keep_imported
    from pipelines.feeds.names import split

    said = settings(ctx)
    if not Path(file).is_file():
        raise NoInputError(f"{file}: there is no such file")
    found = split([file], ())
    if not found.feeds:
        raise NoInputError(f"{file}: neither OPML nor a list of addresses")
    before = split(imported(said.data), ()).feeds
    after = tuple(dict.fromkeys([*before, *found.feeds]))
    keep_imported(said.data, after)
    click.echo(f"{len(after) - len(before)} feeds are followed that were not before; imported are {len(after)} in all.")
    return exits.DONE


@feeds.command(epilog=examples("dateline feeds export feeds.opml"))
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@everywhere
@click.pass_context
def export(ctx: click.Context, file: Path) -> int:
    """Write the feeds that are followed or were asked to FILE, as OPML."""
    from pipelines.feeds.opml import write_opml
    from pipelines.whole_file import draft_of

    with draft_of(file) as part:
        part.write_bytes(write_opml(_all(settings(ctx))))
    return exits.DONE


@feeds.command(epilog=examples("dateline feeds enable paper", "dateline feeds enable https://paper.example/feed"))
@click.argument("feed", metavar="NAME|URL")
@everywhere
@click.pass_context
def enable(ctx: click.Context, feed: str) -> int:
    """Ask a feed again that was disabled, is gone or failed; at the next run."""
    return _wish(ctx, feed, "enabled")


@feeds.command(epilog=examples("dateline feeds disable paper"))
@click.argument("feed", metavar="NAME|URL")
@everywhere
@click.pass_context
def disable(ctx: click.Context, feed: str) -> int:
    """Ask a feed no more, wherever it is named. Its articles stay."""
    return _wish(ctx, feed, "disabled")


@feeds.command(epilog=examples("dateline feeds forget paper"))
@click.argument("feed", metavar="NAME|URL")
@everywhere
@click.pass_context
def forget(ctx: click.Context, feed: str) -> int:
    """Forget what was learned of a feed, and follow it no more if it was imported. Its articles stay."""
    from pipelines.feeds.control import imported, keep_imported
    from pipelines.feeds.names import split

    said = settings(ctx)
    named = _named(said, feed)
    before = split(imported(said.data), ()).feeds
    keep_imported(said.data, [one for one in before if one.source_id != named])
    return _wish(ctx, feed, "forgotten")


def _wish(ctx: click.Context, feed: str, state: str) -> int:
    from pipelines.feeds.control import Wish, wish

    said = settings(ctx)
    named = _named(said, feed)
    wish(said.data, Wish(named, state, said.as_of or datetime.now(UTC)))
    click.echo(f"{named} is {state}; this holds from the next run on.")
    return exits.DONE


def _named(said: "Settings", feed: str) -> str:
    """The source that a name or an address means. Raises UsageError for a name that nothing has."""
    from pipelines.cli.known import check_known
    from pipelines.feeds.names import is_url, source_of, without_password

    every = _all(said)
    of_address = {one.url: one.source_id for one in every}
    if is_url(feed):
        return of_address.get(without_password(feed)) or source_of(feed)
    if not every:
        raise UsageError(f"NAME: no feed was asked or is followed that could be named {feed}")
    check_known(feed, [one.source_id for one in every], "NAME")
    return feed


def _followed(said: "Settings") -> tuple["Feed", ...]:
    """The feeds of the settings and the imported ones."""
    from pipelines.feeds.control import imported
    from pipelines.feeds.names import split

    return split([*(feed.url for feed in said.feeds), *imported(said.data)], said.feeds).feeds


def _all(said: "Settings") -> tuple["Feed", ...]:
    """The feeds that are followed, and those that were asked."""
    from pipelines.cli import published
    from pipelines.options import Feed
    from pipelines.store.publish import PUBLISHED

    asked: list[Feed] = []
    if (said.data / PUBLISHED).exists():
        with published.opened(said.data) as con:
            asked = [
                Feed(*row) for row in con.execute("SELECT source_id, url FROM source_health ORDER BY 1").fetchall()
            ]
    followed = _followed(said)
    known = {feed.source_id for feed in followed}
    return (*followed, *(feed for feed in asked if feed.source_id not in known))
