"""A clock time and its zone in a string of few words -> the time, the zone as written, and the rest of the string."""

import re
from datetime import timedelta
from typing import NamedTuple

from pipelines.errors import UnreadableDate

_TIME = re.compile(
    r"""
    (?:(?<=\d)\s?t\s?|(?<![\d:.,/+\-]))            # after the T of ISO 8601, or where no number goes on
    (?P<hour>\d{1,2})
    (?:
        \s?[:h\u6642\u65f6\uc2dc]\s?(?P<minute>\d{1,2})(?![\d/])\s?[\u5206\ubd84]?
        (?:[:\s]?(?P<second>(?<=:)\d{1,2}|\d{1,2}(?=[\u79d2\ucd08]))[\u79d2\ucd08]?(?:[.,]\d{1,12}\b)?)?
        (?:\s?(?P<half>[ap])\.?\s?m\b\.?)?
      | \s?(?P<bare_half>[ap])\.?\s?m\b\.?         # 4 pm
    )
    """,
    re.IGNORECASE | re.VERBOSE,
)
_ZONE_AFTER = re.compile(
    r"""\s*\(?(?:
        (?P<offset>(?:gmt|utc)?\s?[+\-\u2212]\d{1,2}(?::?\d{2})?)(?![\d\-/:]) (?:\s+[a-z]{3,10}\b(?:/[a-z_/]+)?)?
      | (?P<name>[a-z]+/[a-z_+\-\d]+(?:/[a-z_]+)?)
      | (?P<word>z|[a-z]{2,6})(?![a-z.])
    )\)?""",
    re.IGNORECASE | re.VERBOSE,
)


class Clock(NamedTuple):
    """Time since midnight (24 hours and a leap second run over), whether the second is stated, the zone as written."""

    since_midnight: timedelta
    precision: str
    zone: str | None
    zone_is_word: bool
    rest: str


def take_clock(text: str) -> Clock | None:
    """The clock time in the text and what is left without it; None where there is none.

    Raises UnreadableDate for a time that no clock shows. Whether a word after the time is a zone, the caller decides.
    """
    found = _TIME.search(text)
    if not found:
        return None
    zone = _ZONE_AFTER.match(text, found.end())
    end = zone.end() if zone else found.end()
    written = zone and (zone["offset"] or zone["name"] or zone["word"])
    rest = f"{text[: found.start()]} {text[end:]}"
    precision = "second" if found["second"] else "minute"
    return Clock(_since_midnight(found), precision, written, bool(zone and zone["word"]), rest)


def _since_midnight(found: re.Match[str]) -> timedelta:
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or found["bare_half"] or "").lower()
    if half:
        # "16:05 PM" is written by templates that add PM to a 24-hour clock: the hour is plain, so it is read.
        hour = hour % 12 + 12 * (half == "p") if hour <= 12 else hour if half == "p" else 99
    leap = (minute, second) == (59, 60)
    midnight_after = (hour, minute, second) == (24, 0, 0)
    if (hour > 23 and not midnight_after) or minute > 59 or (second > 59 and not leap):
        raise UnreadableDate("no_such_time", f"no clock shows {found[0].strip()!r}")
    return timedelta(hours=hour, minutes=minute, seconds=second)
