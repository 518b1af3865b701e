"""The bytes of a feed -> how often it wants to be asked, and when not: ttl, skipHours, skipDays, update period."""

import re
from typing import NamedTuple

from pipelines.feeds.answers import MAX_TTL

# These stand before the items or not at all.
_HEAD = 65_536
_ITEM = re.compile(rb"<(?:item|entry)[\s>]", re.I)
_TTL = re.compile(rb"<ttl>\s*(\d{1,6})\s*</ttl>", re.I)
_HOURS = re.compile(rb"<skipHours>(.*?)</skipHours>", re.I | re.S)
_HOUR = re.compile(rb"<hour>\s*(\d{1,2})\s*</hour>", re.I)
_DAYS = re.compile(rb"<skipDays>(.*?)</skipDays>", re.I | re.S)
_DAY = re.compile(rb"<day>\s*(\w+)\s*</day>", re.I)
_PERIOD = re.compile(rb"<sy:updatePeriod>\s*(\w+)\s*</sy:updatePeriod>", re.I)
_FREQUENCY = re.compile(rb"<sy:updateFrequency>\s*(\d{1,4})\s*</sy:updateFrequency>", re.I)
_WEEK = (b"monday", b"tuesday", b"wednesday", b"thursday", b"friday", b"saturday", b"sunday")
_SECONDS = {b"hourly": 3_600, b"daily": 86_400, b"weekly": 604_800}


class Rhythm(NamedTuple):
    """Seconds between two requests that the feed asks for; hours (UTC), days (Monday is 0) without news."""

    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def rhythm(content: bytes) -> Rhythm:
    """What a feed says of itself before its first item. All hours or all days skipped is a slip, and says nothing."""
    head = content[:_HEAD]
    if found := _ITEM.search(head):
        head = head[: found.start()]
    hours = sorted({int(hour) % 24 for block in _HOURS.findall(head) for hour in _HOUR.findall(block)})
    names = {day.lower() for block in _DAYS.findall(head) for day in _DAY.findall(block)}
    days = [number for number, name in enumerate(_WEEK) if name in names]
    return Rhythm(_ttl(head), tuple(hours) if len(hours) < 24 else (), tuple(days) if len(days) < len(_WEEK) else ())


def _ttl(head: bytes) -> int | None:
    said = []
    if found := _TTL.search(head):
        said.append(int(found.group(1)) * 60)
    if (period := _PERIOD.search(head)) and (seconds := _SECONDS.get(period.group(1).lower())):
        times = _FREQUENCY.search(head)
        said.append(seconds // max(int(times.group(1)), 1) if times else seconds)
    return min(max(said), MAX_TTL) if said else None
