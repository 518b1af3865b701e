"""One feed, by file or address -> what would come in, with every warning. Without Beam, without a store."""

import json
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import click

from pipelines.cli.logs import printable
from pipelines.errors import NoInputError, Unparsable, Unreadable, UsageError
from pipelines.feeds.calls import MAX_UNPACKED, Policy
from pipelines.feeds.names import is_url, split
from pipelines.formats.feed import read_feed
from pipelines.formats.items import Flaw, Item
from pipelines.formats.json_feed import read_json_feed
from pipelines.formats.packed import unpack
from pipelines.formats.sniff import HEAD, form_of, is_gzip
from pipelines.killable import killable
from pipelines.options import Settings

_SHOWN = 100


class Seen(NamedTuple):
    """What a feed gives: its entries, the articles among them, warnings; `reason` is the code of why there are none."""

    entries: int = 0
    items: tuple[Item, ...] = ()
    warnings: tuple[str, ...] = ()
    reason: str | None = None


def look(source: str, said: Settings, now: datetime) -> Seen:
    """Read a feed. Raises NoInputError where there is no such file, UsageError where this is no name of a feed."""
    return _fetched(source, said, now) if is_url(source) else _of_file(source)


def tell(seen: Seen, *, as_json: bool) -> None:
    """Print what was seen; as the last line, where that is wanted, one object."""
    for item in seen.items[:_SHOWN]:
        click.echo(
            printable(f"{item.declared_text or 'no date':<32} {item.title or '(no headline)'}  {item.url or ''}")
        )
    if len(seen.items) > _SHOWN:
        click.echo(f"… and {len(seen.items) - _SHOWN:,} more")
    for warning in seen.warnings:
        click.echo(printable(f"Warning: {warning}"))
    click.echo(f"{len(seen.items):,} articles would come in.")
    if as_json:
        click.echo(json.dumps({"entries": seen.entries, "reason": seen.reason}))


def _of_file(name: str) -> Seen:
    path = Path(name)
    if not path.is_file():
        raise NoInputError(f"{name}: nothing is there that could be read; name a file or an address")
    with path.open("rb") as file:
        head = file.read(2)
        file.seek(0)
        try:
            content = unpack(file, MAX_UNPACKED) if is_gzip(head) else file.read(MAX_UNPACKED + 1)
        except Unreadable as refusal:
            return Seen(warnings=(refusal.message,), reason=refusal.reason)
    return _parsed(content, form_of(content[:HEAD], name), None)


def _fetched(url: str, said: Settings, now: datetime) -> Seen:
    from pipelines.feeds.fetching import fetch
    from pipelines.feeds.plan import due_round
    from pipelines.records import Document

    if said.as_of:
        raise UsageError("--as-of: an address is asked now")
    (feed,) = split([url], said.feeds).feeds
    policy = Policy(host_gap=0, allow=said.allow_address, contact=said.contact, robots=said.robots, threads=1)
    came = next(fetch(due_round([feed], {}, now, policy, run_id="")), None)
    if isinstance(came, Document):
        seen = _parsed(came.content, came.form, came.charset)
        moved = came.fetched and came.fetched.moved_to
        return seen._replace(warnings=(f"it has moved for good to {moved}", *seen.warnings)) if moved else seen
    return Seen(warnings=(came.note or "",), reason=came.reason) if came else Seen(reason="no_answer")


def _parsed(content: bytes, form: str, charset: str | None) -> Seen:
    try:
        found = killable(read_json_feed if form == "jsonfeed" else read_feed, content, charset)
        every = list(found.items)
    except Unparsable as refusal:
        return Seen(warnings=(refusal.message,), reason=refusal.reason)
    items = tuple(item for item in every if isinstance(item, Item))
    flaws = [f"item {one.position}: {one.message}" for one in every if isinstance(one, Flaw)]
    notes = [f"not well formed: {found.note}"] if found.malformed else [found.note] if found.note else []
    undated = sum(item.declared_text is None for item in items)
    if undated:
        notes.append(f"{undated} of {len(items)} articles have no date")
    return Seen(len(every), items, (*notes, *flaws), None if items else "no_text" if every else "no_entries")
