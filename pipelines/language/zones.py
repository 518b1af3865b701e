"""A written time zone -> its offset from UTC; an abbreviation of several places is read as most news feeds mean it."""

import re
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from functools import lru_cache
from typing import NamedTuple
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

# RFC 822 (the North American ones), then what the tz database calls the standard and summer time of a region.
# The offset is the abbreviation's own, whatever the season: "EDT" in January is still -04:00.
_MINUTES = {
    "UT": 0, "UTC": 0, "GMT": 0, "Z": 0, "WET": 0, "WEST": 60, "BST": 60, "IST": 330, "CET": 60, "MEZ": 60,
    "MET": 60, "CEST": 120, "MESZ": 120, "MEST": 120, "CETDST": 120, "EET": 120, "SAST": 120, "CAT": 120,
    "EEST": 180, "MSK": 180, "EAT": 180, "TRT": 180, "MSD": 240, "PKT": 300, "NPT": 345, "WIB": 420, "ICT": 420,
    "HKT": 480, "SGT": 480, "AWST": 480, "PHT": 480, "WITA": 480, "JST": 540, "KST": 540, "WIT": 540, "ACST": 570,
    "ACDT": 630, "AEST": 600, "AEDT": 660, "NZST": 720, "NZDT": 780, "NST": -210, "NDT": -150, "AST": -240,
    "ADT": -180, "EST": -300, "EDT": -240, "CST": -360, "CDT": -300, "MST": -420, "MDT": -360, "PST": -480,
    "PDT": -420, "AKST": -540, "AKDT": -480, "HST": -600, "BRT": -180, "ART": -180, "CLT": -240, "COT": -300,
    "PET": -300,
}  # fmt: skip
# Also the name of another zone elsewhere: read as above, and said so.
_SHARED = frozenset({"IST", "BST", "CST", "AST", "WIT", "ART", "PET"})
# One word for standard and summer time: the time that holds there on the day.
_REGIONS = {
    "ET": "America/New_York", "CT": "America/Chicago", "MT": "America/Denver", "PT": "America/Los_Angeles",
    "AKT": "America/Anchorage", "HT": "Pacific/Honolulu", "AT": "America/Halifax", "NT": "America/St_Johns",
}  # fmt: skip
_OFFSET = re.compile(r"([+\-\u2212])(\d{1,2})(?::?(\d{2}))?")
# The furthest from UTC that any place has been: Etc/GMT+12 and Pacific/Kiritimati.
_FURTHEST = 14 * 60


class Zone(NamedTuple):
    """A zone as it was written, where it was got from, and what was assumed."""

    name: str
    zone_from: str
    tz: tzinfo
    note: str | None = None

    def utc(self, local: datetime) -> datetime:
        """The instant of a time on the clocks of this zone; of one that comes twice, the first."""
        return local.replace(tzinfo=self.tz).astimezone(UTC)


UTC_ASSUMED = Zone("UTC", "unknown", UTC)


@lru_cache(maxsize=4096)
def read_zone(written: str) -> Zone | None:
    """An offset, an abbreviation or a name of the tz database; None where it is none of them."""
    bare = written.strip().strip("()[]")
    return _offset(bare) or _abbreviation(bare.upper().replace(".", "")) or _named(bare)


def _offset(written: str) -> Zone | None:
    found = _OFFSET.fullmatch(written.upper().removeprefix("GMT").removeprefix("UTC").strip())
    if not found:
        return None
    minutes = int(found[2]) * 60 + int(found[3] or 0)
    if minutes > _FURTHEST or int(found[3] or 0) > 59:
        return None
    signed = minutes if found[1] == "+" else -minutes
    name = f"{'+' if signed >= 0 else '-'}{minutes // 60:02d}:{minutes % 60:02d}"
    return Zone(name, "offset", timezone(timedelta(minutes=signed)))


def _abbreviation(word: str) -> Zone | None:
    if word in _REGIONS:
        return Zone(word, "abbreviation", ZoneInfo(_REGIONS[word]))
    if word not in _MINUTES:
        return None
    minutes = _MINUTES[word]
    note = f"{word} read as {minutes / 60:+g} hours; it is used elsewhere too" if word in _SHARED else None
    tz = timezone(timedelta(minutes=minutes))
    return Zone("UTC", "offset", tz) if word == "Z" else Zone(word, "abbreviation", tz, note)


def _named(written: str) -> Zone | None:
    """`Europe/Brussels`, `Etc/GMT`. A name without a slash is an abbreviation, and not guessed at."""
    if not re.fullmatch(r"[A-Za-z]+(?:/[A-Za-z0-9_+\-]+){1,2}", written):
        return None
    try:
        return Zone(written, "name", ZoneInfo(written))
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return None
