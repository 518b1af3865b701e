"""The command page: what would be kept of an article's page, without a store."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples, settings, takes
from pipelines.errors import NoInputError, UsageError

if TYPE_CHECKING:
    from pipelines.formats.items import Page
    from pipelines.options import Settings

# So often a page may send its reader on to another one.
_SENT_ON = 3


class Seen(NamedTuple):
    """A page that was looked at; `reason` and `why` say why nothing would be kept of it."""

    address: str
    page: "Page | None" = None
    reason: str | None = None
    why: str | None = None


@click.command(epilog=examples("dateline page https://paper.example/2026/bridge", "dateline page --json page.html"))
@click.argument("source", metavar="FILE|URL")
@click.option("--json", "as_json", is_flag=True, help="One JSON object: url, title, author, published, language, text.")
@takes("allow_address")
@everywhere
@click.pass_context
def page(ctx: click.Context, source: str, as_json: bool) -> int:
    """Show what would be kept of an article's page: its text, and what it says of itself. Nothing is stored.

    Of an address the page is asked for as a run would ask; of a file, its HTML is read as it is.
    """
    from pipelines.feeds.names import is_url

    said = settings(ctx)
    seen = _fetched(source, said) if is_url(source) else _of_file(source)
    click.echo(json.dumps(_as_object(seen), ensure_ascii=False) if as_json else _told(seen))
    return exits.DONE


def _of_file(name: str) -> Seen:
    from pipelines.errors import Refusal
    from pipelines.formats.packed import unpack
    from pipelines.formats.page import MAX_PAGE, read_page
    from pipelines.formats.sniff import is_gzip
    from pipelines.killable import killable

    path = Path(name)
    if not path.is_file():
        raise NoInputError(f"{name}: nothing is there that could be read; name a file or an address")
    with path.open("rb") as file:
        packed = is_gzip(file.read(2))
        file.seek(0)
        try:
            content = unpack(file, MAX_PAGE) if packed else file.read(MAX_PAGE + 1)
            found = killable(read_page, content)
        except Refusal as refusal:
            return Seen(name, None, refusal.reason, refusal.message)
    return _looked_at(name, found)


def _fetched(url: str, said: "Settings") -> Seen:
    from pipelines.errors import Unparsable
    from pipelines.feeds.calls import Call, Policy, Round
    from pipelines.feeds.fetching import fetch
    from pipelines.formats.page import read_page
    from pipelines.killable import killable
    from pipelines.records import Document

    if said.as_of:
        raise UsageError("--as-of: an address is asked now")
    policy = Policy(host_gap=0, allow=said.allow_address, contact=said.contact, threads=1)
    now = datetime.now(UTC)
    seen = Seen(url, None, "no_answer", "no answer came")
    for _ in range(_SENT_ON):
        call = Call("", seen.address, seen.address, "", now, kind="page")
        came = next(fetch(Round(((call,),), policy, now)), None)
        if not isinstance(came, Document):
            return Seen(came.address or url, None, came.reason, came.note) if came else seen
        address = (came.fetched and came.fetched.address) or seen.address
        try:
            found = killable(read_page, came.content, came.charset, address)
        except Unparsable as refusal:
            return Seen(address, None, refusal.reason, refusal.message)
        if not found.leads_to:
            return _looked_at(address, found)
        seen = Seen(found.leads_to, None, "redirect_loop", "the page sends its reader on again and again")
    return seen


def _looked_at(address: str, found: "Page") -> Seen:
    if found.leads_to:
        return Seen(address, None, "leads_on", f"the page has no article; it sends its reader on to {found.leads_to}")
    return Seen(address, found)


def _as_object(seen: Seen) -> dict[str, str | None]:
    found = seen.page
    return {
        "url": seen.address,
        "title": found and found.title,
        "author": found and found.author,
        "published": found and found.declared_text,
        "language": found and found.language,
        "text": found.text if found else "",
        "reason": seen.reason,
    }


def _told(seen: Seen) -> str:
    from pipelines.cli.logs import printable

    if seen.page is None:
        return printable(f"{seen.address}: nothing would be kept: {seen.why}")
    said = {name: value for name, value in _as_object(seen).items() if name != "text" and value}
    lines = [printable(f"{name + ':':<11}{value}") for name, value in said.items()]
    return "\n".join([*lines, "", *map(printable, seen.page.text.split("\n"))])
