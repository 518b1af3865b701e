"""Status and headers of an answer -> what follows from them. Pure: no clock, no network."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

from pipelines.errors import Unreadable
from pipelines.feeds.calls import MAX_REDIRECTS, Call
from pipelines.feeds.names import without_password

# A server may ask for a day (the cap of Media Cloud); who asks for more is asked again after a day all the same.
MAX_RETRY_AFTER = 86_400
MAX_TTL = 86_400
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_MAX_AGE = re.compile(r"(?:^|,)\s*max-age\s*=\s*\"?(\d{1,9})", re.I)
_CHARSET = re.compile(r";\s*charset\s*=\s*\"?([\w.:-]{1,40})", re.I)
# What servers say who were told nothing: no feed is in ASCII alone because its header says so.
_SAYS_NOTHING = frozenset(("us-ascii", "ascii", "binary", "none"))


class Trip(NamedTuple):
    """A call on its way: where it is to ask now, over how many redirects, the address that only lasting ones led to."""

    call: Call
    url: str
    redirects: int = 0
    moved_to: str | None = None
    lasting: bool = True
    spent: float = 0.0
    wire: int = 0


def hop(trip: Trip, status: int, location: str | None) -> Trip | None:
    """The trip after a redirect; None where the status is none. Raises Unreadable where it leads nowhere good."""
    if status not in _REDIRECTS:
        return None
    if not location:
        raise Unreadable("bad_redirect", f"the status {status} without an address to go to")
    if trip.redirects >= MAX_REDIRECTS:
        raise Unreadable("redirect_loop", f"more than {MAX_REDIRECTS} redirects, the last to {location}")
    url = urljoin(trip.url, location.strip())
    check_scheme(url)
    # Whoever sends us on does not say who we are there.
    url = without_password(url)
    lasting = trip.lasting and status in _PERMANENT
    moved_to = url if lasting else trip.moved_to
    return trip._replace(url=url, redirects=trip.redirects + 1, lasting=lasting, moved_to=moved_to)


def check_scheme(url: str) -> None:
    """Raises Unreadable unless this is an http or https address with a host."""
    try:
        parts = urlsplit(url)
        good = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        good = False
    if not good:
        raise Unreadable("bad_address", f"{url[:200]} is no address of the web (http or https)")


def retry_after(value: str | None, now: datetime) -> int | None:
    """Seconds that a server wants to be left alone, capped at a day: said in seconds or as a date."""
    if value is None:
        return None
    if re.fullmatch(r"\s*\d{1,9}\s*", value):
        return min(int(value), MAX_RETRY_AFTER)
    try:
        until = parsedate_to_datetime(value)
    except (ValueError, TypeError):
        return None
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return max(min(round((until - now).total_seconds()), MAX_RETRY_AFTER), 0)


def max_age(headers: Mapping[str, str]) -> int | None:
    """Seconds for which an answer stays fresh by Cache-Control; None where it says nothing."""
    found = _MAX_AGE.search(headers.get("Cache-Control", ""))
    return min(int(found.group(1)), MAX_TTL) if found else None


def charset(headers: Mapping[str, str]) -> str | None:
    """The encoding that the header names, where that means anything."""
    found = _CHARSET.search(headers.get("Content-Type", ""))
    name = found.group(1).lower() if found else None
    return None if name in _SAYS_NOTHING else name


def conditions(trip: Trip) -> dict[str, str]:
    """The headers that ask for what has changed only; sent exactly as they came."""
    asked = {}
    if trip.call.etag:
        asked["If-None-Match"] = trip.call.etag
    if trip.call.last_modified:
        asked["If-Modified-Since"] = trip.call.last_modified
    return asked
