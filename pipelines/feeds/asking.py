"""One trip, one request -> the trip after a redirect, or what came of the call: a Document or a Fetch."""

import errno
import re
import socket
import time
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from http.client import HTTPException, IncompleteRead, RemoteDisconnected
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import urllib3
import xxhash
from urllib3 import exceptions

from pipelines.errors import Unreadable
from pipelines.feeds.answers import Trip, charset, check_scheme, conditions, hop, max_age, retry_after
from pipelines.feeds.body import read_body, wire_bytes
from pipelines.feeds.calls import Policy
from pipelines.feeds.line import Line
from pipelines.feeds.rhythm import Rhythm, rhythm
from pipelines.formats.encoding import storable
from pipelines.formats.sniff import HEAD, form_of
from pipelines.records import Document, Fetch, Fetched

_ACCEPT = {
    "feed": "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, */*;q=0.5",
    "page": "text/html, application/xhtml+xml;q=0.9, */*;q=0.1",
}
_FEED_FORMS = ("feed", "jsonfeed")
# These of our refusals may be over at the next request; the others are for the feed's owner to mend.
_PASSING = frozenset(("timeout", "damaged_gzip"))

# How urllib3 names what failed: by objects of ours.
_OBJECT = re.compile(r"<?\w*(?:\.\w+)*(?:Pool\([^)]*\)|object at 0x\w+>): ")

Result = Document | Fetch
Facts = Callable[[Trip], Fetched]


class Moment(NamedTuple):
    """The moment that a round began, and the monotonic clock then: what was asked later is told to be later."""

    now: datetime
    clock: float

    def present(self) -> datetime:
        return self.now + timedelta(seconds=time.monotonic() - self.clock)


def ask(trip: Trip, line: Line, policy: Policy, moment: Moment) -> Trip | Result:
    """Make one request. What fails becomes a Fetch that says how; it never raises for what the other side does."""
    begun = time.monotonic()
    answer: urllib3.BaseHTTPResponse | None = None
    whole = False

    def facts(now: Trip) -> Fetched:
        took = now.spent + time.monotonic() - begun
        return Fetched(moment.present(), now.url, now.moved_to, now.redirects, wire_bytes=now.wire, seconds=took)

    try:
        check_scheme(trip.url)
        answer = line.ask(urlsplit(trip.url), _headers(trip, policy), policy.deadline - trip.spent)
        line.check_time()
        if (after := hop(trip, answer.status, answer.headers.get("Location"))) is not None:
            return after._replace(spent=trip.spent + time.monotonic() - begun)
        told = _told(trip, answer, line, facts)
        whole = answer.status in (200, 304)
        return told
    except Unreadable as refusal:
        outcome = "failed" if refusal.reason in _PASSING else "refused"
        return failure(trip, facts(trip), outcome, refusal.reason, refusal.message)
    except (exceptions.HTTPError, OSError, UnicodeError, ValueError) as error:
        reason, message = _why(error, line.overdue)
        wire = wire_bytes(answer) if answer else 0
        return failure(trip, facts(trip._replace(wire=wire)), "failed", reason, message)
    finally:
        _let_go(answer, line, whole=whole)


def _let_go(answer: urllib3.BaseHTTPResponse | None, line: Line, *, whole: bool) -> None:
    """Leave the connection so that the next request may use it; one with an answer that is not read ends."""
    line.rest()
    if not whole:
        if answer is not None:
            answer.close()
        line.drop()


def failure(trip: Trip, facts: Fetched, outcome: str, reason: str, message: str, length: int = 0) -> Fetch:
    """A call that brought no document, as a row."""
    call = trip.call
    return Fetch(
        run_id=call.run_id, source_id=call.source_id, ref=call.ref, position=0, outcome=outcome, reason=reason,
        kind=call.kind, bytes=length, entries=0, malformed=False, note=storable(message)[:500],
        **facts._replace(item=call.item)._asdict(),
    )  # fmt: skip


def _told(trip: Trip, answer: urllib3.BaseHTTPResponse, line: Line, facts: Facts) -> Result:
    """What an answer that is no redirect comes to."""
    status, headers = answer.status, answer.headers
    known = facts(trip)._replace(status=status, ttl=max_age(headers))
    if status == 304:
        answer.read()
        if conditions(trip):
            return failure(trip, _validated(known, trip, headers), "unchanged", "not_modified", "not modified")
        return failure(trip, known, "failed", "unasked_304", "not modified, although nothing conditional was asked")
    if status != 200:
        known = known._replace(retry_after=retry_after(headers.get("Retry-After"), known.fetched_at))
        outcome = "gone" if status == 410 else "failed"
        return failure(trip, known, outcome, f"http_{status}", f"the server answered {status} {answer.reason or ''}")
    body = read_body(answer, line)
    content = body.content
    known = facts(trip._replace(wire=body.wire))._replace(status=status)
    if trip.call.kind == "page":
        return _document(trip, "page", content, headers, known)
    wanted = _wishes(content, headers)
    known = known._replace(
        etag=_kept(headers.get("ETag")), last_modified=_kept(headers.get("Last-Modified")),
        body_hash=xxhash.xxh3_128_hexdigest(content), ttl=wanted.ttl,
        skip_hours=wanted.skip_hours, skip_days=wanted.skip_days,
    )  # fmt: skip
    if known.body_hash == trip.call.body_hash:
        return failure(trip, known, "unchanged", "same_bytes", "the same bytes as before", len(content))
    form = form_of(content[:HEAD], trip.call.ref)
    return _document(trip, form if form in _FEED_FORMS else "feed", content, headers, known)


def _document(trip: Trip, form: str, content: bytes, headers: Mapping[str, str], known: Fetched) -> Document:
    call = trip.call
    return Document(
        call.source_id, call.ref, None, form, content, charset(headers), 0, call.seen_at, call.run_id, known
    )


def _validated(known: Fetched, trip: Trip, headers: Mapping[str, str]) -> Fetched:
    """What is not told anew with a 304 stays as it was."""
    call = trip.call
    return known._replace(
        etag=_kept(headers.get("ETag")) or call.etag,
        last_modified=_kept(headers.get("Last-Modified")) or call.last_modified,
        body_hash=call.body_hash,
    )


def _wishes(content: bytes, headers: Mapping[str, str]) -> Rhythm:
    """How often the feed wants to be asked, by its own word or its server's, whichever is less often."""
    wanted = rhythm(content)
    seconds = [said for said in (wanted.ttl, max_age(headers)) if said is not None]
    return wanted._replace(ttl=max(seconds, default=None))


def _headers(trip: Trip, policy: Policy) -> dict[str, str]:
    own = {"User-Agent": policy.user_agent, "Accept": _ACCEPT[trip.call.kind], "Accept-Encoding": "gzip, br, zstd"}
    # What a person set for the feed's host is not told to another one.
    theirs = dict(trip.call.headers) if _same_host(trip) else {}
    return own | conditions(trip) | theirs


def _same_host(trip: Trip) -> bool:
    return urlsplit(trip.url).netloc == urlsplit(trip.call.ref).netloc


def _kept(value: str | None) -> str | None:
    """A validator to be sent back; one that is absurdly long or unsendable is none."""
    return value if value and len(value) <= 500 and value.isascii() else None


def _is_broken(error: Exception) -> bool:
    """Whether the answer itself is against the rules, and not only cut off."""
    cause = _cause(error)
    return isinstance(cause, HTTPException) and not isinstance(cause, IncompleteRead | RemoteDisconnected)


def _cause(error: Exception) -> object:
    """What urllib3 has wrapped into its own error."""
    return error.args[1] if len(error.args) > 1 else None


def _never_begun(cause: OSError) -> bool:
    """Whether there was no connection that could have broken off."""
    nowhere = (errno.ENETUNREACH, errno.EHOSTUNREACH)
    return isinstance(cause, socket.gaierror | ConnectionRefusedError) or cause.errno in nowhere


def _why(error: Exception, overdue: bool) -> tuple[str, str]:
    """Short code and sentence for what went wrong on the way."""
    text = _OBJECT.sub("", str(error))[:300]
    if overdue:
        return "timeout", f"the answer was not whole in time: {text}"
    match error:
        case exceptions.SSLError():
            return "tls", f"no safe connection: {text}"
        case exceptions.TimeoutError() | TimeoutError():
            return "timeout", f"no answer in time: {text}"
        case exceptions.DecodeError():
            return "bad_encoding", f"not packed as it says: {text}"
        case exceptions.ProtocolError() if isinstance(cause := _cause(error), OSError) and _never_begun(cause):
            return _why(cause, overdue)
        case exceptions.ProtocolError() if _is_broken(error):
            return "bad_answer", f"no answer of the web: {text}"
        case exceptions.ProtocolError():
            return "cut_short", f"the answer broke off: {text}"
        case exceptions.ProxyError():
            return "proxy", f"the proxy failed: {text}"
        case socket.gaierror() if error.errno != socket.EAI_AGAIN:
            return "no_such_host", f"the name leads nowhere: {text}"
    return "no_connection", f"no connection: {text}"


def plain(url: str, line: Line, policy: Policy) -> tuple[int, str]:
    """Status and text of a small answer, redirects within its host followed; (0, '') where none can be had."""
    for _ in range(5):
        answer, whole = None, False
        try:
            answer = line.ask(urlsplit(url), {"User-Agent": policy.user_agent}, policy.deadline)
            target = urljoin(url, answer.headers.get("Location", ""))
            if answer.status in (301, 302, 303, 307, 308) and urlsplit(target).netloc == urlsplit(url).netloc:
                url = target
                continue
            text = read_body(answer, line).content.decode("utf-8", "replace")
            whole = True
            return answer.status, text
        except Unreadable as refusal:
            return _forbids_nothing(refusal.reason), ""
        except (exceptions.HTTPError, OSError, ValueError) as error:
            return _forbids_nothing(_why(error, overdue=False)[0]), ""
        finally:
            _let_go(answer, line, whole=whole)
    return 0, ""


def _forbids_nothing(reason: str) -> int:
    """As if nothing were there, where the trip itself will fail for the same reason and say so."""
    return 403 if reason in ("forbidden_address", "no_such_host") else 0
