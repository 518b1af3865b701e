"""The command dates: texts or strings in, dates out, without a pipeline or a store."""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import click

from pipelines import exits
from pipelines.cli import values
from pipelines.cli.flags import everywhere, examples, settings
from pipelines.cli.lines_in import STREAM, Lines, Row, reading, refuse_itself, rows, text_of
from pipelines.errors import UnreadableDate, UsageError
from pipelines.whole_file import writing

# Who has plain text and forgot to say so.
_HINT = "; for plain text, give its day with --date"
ORDERS = ("dmy", "mdy")


@click.command(
    epilog=examples(
        "dateline dates articles.jsonl mentions.jsonl",
        "dateline dates --date 2020-04-03 article.txt",
        "echo 'Fri, 03/04/2020 5 pm EST' | dateline dates --declared -",
        "dateline dates --publication articles.jsonl days.jsonl",
    )
)
@click.argument("source", metavar="FILE")
@click.argument("target", metavar="[OUT]", default=STREAM)
@click.option("--declared", "mode", flag_value="declared", help="Read each string as the date that a page declares.")
@click.option(
    "--publication", "mode", flag_value="publication", help="Tell when each was published, from all of them together."
)
@click.option("--date", "day", metavar="DAY", help="FILE is plain text, published on this day.")
@click.option("--date-order", type=click.Choice(ORDERS), help="With --declared: how 03/04/2020 is read.")
@click.option("--zone", metavar="ZONE", help="With --declared: the zone of dates that name none.")
@everywhere
@click.pass_context
def dates(
    ctx: click.Context,
    source: str,
    target: str,
    mode: str | None,
    day: str | None,
    date_order: str | None,
    zone: str | None,
) -> int:
    """Find the dates in FILE and write them to OUT as JSON lines; - is the standard stream.

    FILE holds JSON lines with doc_id, text and dct, the day of publication or null; what comes out has doc_id and
    timexes: start, end, text, type and value (TIMEX3). With --declared its lines are bare strings or objects with text.
    """
    if ctx.obj:
        raise UsageError(f"-- {ctx.obj[0]}: only run and ingest take options of Beam")
    if mode and day:
        raise UsageError(f"--date: not with --{mode}")
    if mode != "declared" and (date_order or zone):
        raise UsageError("--date-order and --zone: only with --declared")
    refuse_itself(source, target)
    zone = values.zone(values.Said(zone, "--zone")) if zone else None
    now = settings(ctx).as_of or datetime.now(UTC)
    modes: dict[str | None, Callable[[Lines], Iterable[Row]]] = {
        "declared": partial(_declared, now=now, date_order=date_order, zone=zone),
        "publication": partial(_publication, now=now),
        None: partial(_plain, name=source, day=_day(day, "--date")) if day else _mentions,
    }
    with reading(source) as lines, writing(Path(target)) as out:
        for row in modes[mode](lines):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")
    return exits.DONE


def _day(said: object, where: str) -> date | None:
    """The day, of a moment its first ten characters; None where none is said."""
    if said is None or said == "":
        return None
    try:
        return date.fromisoformat(str(said)[:10])
    except ValueError as error:
        raise UsageError(f"{where} must be a day such as 2020-04-03, not {said!r}") from error


def _mentions(lines: Lines) -> Iterator[Row]:
    for where, row in rows(lines, _HINT):
        yield _found(row.get("doc_id", where), text_of(row, where), _day(row.get("dct"), f"{where}: dct"))


def _plain(lines: Lines, name: str, day: date | None) -> Iterator[Row]:
    yield _found(name, "".join(line for _, line in lines), day)


def _found(name: object, text: str, day: date | None) -> Row:
    from pipelines.language.mentions import date_mentions

    timexes = [
        {"start": found.start, "end": found.end_, "text": found.text, "type": found.type, "value": found.value}
        for found in date_mentions(text, day)
    ]
    return {"doc_id": name, "timexes": timexes}


def _declared(lines: Lines, now: datetime, date_order: str | None, zone: str | None) -> Iterator[Row]:
    from pipelines.language.declared import read_declared

    for where, line in lines:
        if not line.strip():
            continue
        if line.lstrip().startswith("{"):
            ((_, row),) = rows([(where, line)], _HINT)
            raw = text_of(row, where)
        else:
            raw = line.rstrip("\r\n")
        try:
            read = read_declared(raw, seen_at=now, date_order=date_order, zone=zone)
        except UnreadableDate as refusal:
            yield {"text": raw, "utc": None, "precision": None, "reason": refusal.reason, "note": refusal.message}
            continue
        # A bare day is a day wherever it is: as an instant it might fall on another one.
        exact = read.at is not None and read.precision in ("minute", "second")
        utc = read.at.isoformat() if read.at and exact else read.first.isoformat()
        told = {"zone": read.zone, "zone_from": read.zone_from, "note": read.note}
        yield {"text": raw, "utc": utc, "precision": read.precision, **told}


def _publication(lines: Lines, now: datetime) -> Iterable[Row]:
    from pipelines.cli.publication import publication

    return publication(_dated(lines), now)


def _dated(lines: Lines) -> Iterator[Row]:
    """Rows that have what publication() needs; the first that has not is refused with its place."""
    for where, row in rows(lines, _HINT):
        text_of(row, where)
        if not isinstance(row.get("given_date"), str | None) or "doc_id" not in row:
            raise UsageError(f"{where}: doc_id must be there, and given_date a string or null")
        yield row
