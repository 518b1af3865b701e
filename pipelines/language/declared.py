"""The date that a feed, page or text header declares -> day, instant, precision, zone; or a refusal with its reason.

Everything in the string must be understood: a date that might be another one is refused, never guessed.
"""

import html
import re
import unicodedata
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from pipelines.errors import UnreadableDate
from pipelines.language.clock_times import Clock, take_clock
from pipelines.language.days import WrittenDay, odd_weekday, read_day
from pipelines.language.month_names import month_number, weekday_numbers
from pipelines.language.zones import UTC_ASSUMED, Zone, read_zone

# Longest string that is looked at: no template writes a longer date.
LONGEST = 200
# Before the first news site was no feed: an earlier year is an empty field (0001 of .NET, 1970 of Unix) or a slip.
EARLIEST_YEAR = 1990

_COMMON = re.compile(
    r"(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)"
    r"(?:[Tt ](?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:[.,]\d{1,12})?)?"
    r" ?(?P<zone>[Zz]|[+-]\d\d:?\d\d)?)?"
)
_MAIL = re.compile(
    r"(?:(?P<weekday>[A-Z][a-z]{2}), ?)?(?P<day>\d{1,2}) (?P<month>[A-Z][a-z]{2}) (?P<year>\d{4}) "
    r"(?P<hour>[01]\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?(?: (?P<zone>[+-]\d{4}|[A-Z]{1,5}))?"
)
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)[T ]?(\d\d)(\d\d)(\d\d)?(?:[.,]\d{1,12})?(Z|[+-]\d\d:?\d\d)?", re.IGNORECASE)
_EPOCH = re.compile(r"(?:/Date\()?(?P<seconds>\d{9,10})(?P<milli>\d{3})?(?:\.\d{1,9})?(?:\)/)?")
_BEFORE = re.compile(
    r"(?:(?:first|last|date|was|originally|story|article|post|page)?\s*"
    r"(?:published|posted|updated|modified|created|issued|released|date|datetime|pubdate|added|on"
    r"|publi[eé](?: le)?|veröffentlicht|aktualisiert|publicado|actualizado|pubblicato|stand)\b[\s:=,-]*){1,3}",
    re.IGNORECASE,
)
_REMARK = re.compile(r"[(\[]([^()\[\]]{0,60})[)\]]")
_RELATIVE = re.compile(r"\b(?:ago|yesterday|today|tomorrow|now|just)\b", re.IGNORECASE)


class DeclaredDate(NamedTuple):
    """A declared date that could be read.

    `day` is the day in the date's own zone, as written; `at` the instant, of a bare day its beginning. Both are None
    where only a year or a month is stated; `first` is the first day of it. Without a stated zone `at` is in the
    source's; else UTC is assumed and `zone_from` is unknown.
    """

    at: datetime | None
    day: date | None
    precision: str
    zone: str | None
    zone_from: str
    note: str | None
    first: date


def read_declared(
    raw: str, *, seen_at: datetime, date_order: str | None = None, zone: str | None = None
) -> DeclaredDate:
    """The date in the string.

    `date_order` (dmy, mdy) and `zone` are what is known of the source, used where the string itself does not say.
    `seen_at` tells the century of a two-digit year. Raises UnreadableDate; a date in the future is read like any other.
    """
    text = _cleaned(raw)
    default = _default_zone(zone)
    try:
        return _common(text, default) or _epoch(text) or _any_form(text, default, seen_at.year, date_order)
    except OverflowError as error:
        raise UnreadableDate("no_such_day", f"{raw[:LONGEST]!r} lies outside the calendar") from error


def _cleaned(raw: str) -> str:
    if len(raw) > LONGEST:
        raise UnreadableDate("too_long", f"{len(raw)} characters are no date")
    plain = html.unescape(raw) if "&" in raw else raw
    text = " ".join((plain if plain.isascii() else unicodedata.normalize("NFKC", plain)).split())
    if not text:
        raise UnreadableDate("empty", "nothing is written")
    return text


@lru_cache(maxsize=256)
def _default_zone(zone: str | None) -> Zone:
    known = read_zone(zone) if zone else None
    return known._replace(zone_from="source") if known else UTC_ASSUMED


def _common(text: str, default: Zone) -> DeclaredDate | None:
    """ISO 8601 and RFC 822 as nearly every feed writes them: the short way, for speed."""
    found = _COMMON.fullmatch(text) or _MAIL.fullmatch(text)
    zone = _stated(found["zone"], default) if found else None
    if not found or not zone:  # what stands where a zone should may be "PM"
        return None
    note = zone.note
    if found.re is _COMMON:
        day = _day(int(found["year"]), int(found["month"]), int(found["day"]))
    else:
        month = month_number(found["month"])
        weekdays = weekday_numbers(found["weekday"]) if found["weekday"] else frozenset()
        if month is None or (found["weekday"] and not weekdays):
            return None
        day = _day(int(found["year"]), month, int(found["day"]))
        note = "; ".join(filter(None, (odd_weekday(day, weekdays), note))) or None
    return _declared(WrittenDay(day, _precision(found)), _clock(found), zone, note)


def _precision(found: re.Match[str]) -> str:
    return "second" if found["second"] else "minute" if found["hour"] else "day"


def _clock(found: re.Match[str]) -> timedelta | None:
    if not found["hour"]:
        return None
    return timedelta(hours=int(found["hour"]), minutes=int(found["minute"]), seconds=int(found["second"] or 0))


def _epoch(text: str) -> DeclaredDate | None:
    """Seconds or milliseconds since 1970."""
    found = _EPOCH.fullmatch(text)
    if not found:
        return None
    at = datetime.fromtimestamp(int(found["seconds"]), UTC)
    _not_too_early(at.year)
    return DeclaredDate(at, at.date(), "second", "UTC", "offset", "seconds since 1970", at.date())


def _any_form(text: str, default: Zone, this_year: int, date_order: str | None) -> DeclaredDate:
    body = _REMARK.sub(_zone_in_brackets, _spread(text)).strip()
    if before := _BEFORE.match(body):
        body = body[before.end() :]
    clock = take_clock(body)
    zone, rest = _zone_and_rest(clock, body, default)
    written = read_day(rest, this_year=this_year, date_order=date_order)
    if written is None:
        reason = "relative" if _RELATIVE.search(text) else "not_a_date"
        raise UnreadableDate(reason, f"{text!r} is no date that can be read with certainty")
    _not_too_early(written.first.year)
    note = "; ".join(filter(None, (written.note, zone.note))) or None
    if clock is None:
        return _declared(written, None, zone, note)
    if written.precision != "day":
        raise UnreadableDate("not_a_date", f"{text!r} states a clock time of no day")
    return _declared(written._replace(precision=clock.precision), clock.since_midnight, zone, note)


def _zone_in_brackets(remark: re.Match[str]) -> str:
    return f" {remark[1]} " if read_zone(remark[1]) else " "


def _spread(text: str) -> str:
    """20200403T1230 -> 2020-04-03T12:30; other strings as they are."""
    found = _COMPACT.fullmatch(text)
    if not found:
        return text
    year, month, day, hour, minute, second, zone = found.groups()
    return f"{year}-{month}-{day}T{hour}:{minute}{':' + second if second else ''}{zone or ''}"


def _zone_and_rest(clock: Clock | None, body: str, default: Zone) -> tuple[Zone, str]:
    """The zone that holds, and what is left to be read as a day."""
    if clock is None:
        words = body.rsplit(" ", 1)
        last = read_zone(words[-1]) if len(words) == 2 and words[-1].isalpha() else None
        return (last, words[0]) if last else (default, body)
    if clock.zone is None:
        return default, clock.rest
    zone = read_zone(clock.zone)
    if zone is not None:
        return zone, clock.rest
    if clock.zone_is_word:
        # Not a zone, then a word of the date ("8:25 April 3"), which read_day must understand.
        return default, f"{clock.zone} {clock.rest}" if _leads(clock, body) else f"{clock.rest} {clock.zone}"
    raise UnreadableDate("unknown_zone", f"{clock.zone!r} is no time zone")


def _leads(clock: Clock, body: str) -> bool:
    return body[:1] != clock.rest[:1]


def _stated(written: str | None, default: Zone) -> Zone | None:
    return read_zone(written) if written else default


def _day(year: int, month: int, day: int) -> date:
    _not_too_early(year)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise UnreadableDate("no_such_day", f"{year:04d}-{month:02d}-{day:02d} is not in the calendar") from error


def _not_too_early(year: int) -> None:
    if year < EARLIEST_YEAR:
        raise UnreadableDate("too_early", f"the year {year} is an empty field or a slip")


def _declared(written: WrittenDay, clock: timedelta | None, zone: Zone, note: str | None) -> DeclaredDate:
    if written.precision in ("year", "month"):
        return DeclaredDate(None, None, written.precision, zone.name, zone.zone_from, note, written.first)
    local = datetime(written.first.year, written.first.month, written.first.day) + (clock or timedelta())
    day = local.date()
    return DeclaredDate(zone.utc(local), day, written.precision, zone.name, zone.zone_from, note, day)
