"""The pages that the feeds of a round lead to, and the feeds that wait for theirs. Used by the threads of one round.

A page is asked once a round, however many feeds lead to it, in its host's turn and after the feeds there; of a host no
more than the policy says. A feed whose pages were not all asked is told without its validators: so it is not held to be
read, is asked again when it is due, and leads to the others then.
"""

import threading
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple, TypeGuard
from urllib.parse import urlsplit

from pipelines.errors import Unparsable, Unreadable
from pipelines.feeds.answers import Trip, check_scheme
from pipelines.feeds.asking import Result, failure
from pipelines.feeds.calls import MAX_REDIRECTS, Call, Round, host_of
from pipelines.feeds.full_text import leading, may_have_teasers
from pipelines.formats.feed import read_feed
from pipelines.formats.items import Page
from pipelines.formats.json_feed import read_json_feed
from pipelines.formats.page import read_page
from pipelines.killable import killable
from pipelines.records import Document, Fetch, Fetched

# After so many failures in a row the pages of a host are left for another round.
_FAILURES = 3


class Heeded(NamedTuple):
    """The trips that follow from what came of one, and what is to be told of it now."""

    trips: list[Trip]
    told: list[Result]


class _Waiting(NamedTuple):
    """A feed, the addresses of its pages in order, whether there were more than may be asked."""

    feed: Document
    urls: tuple[str, ...]
    more: bool


class Pages:
    """What was asked and has come in one round."""

    def __init__(self, round_: Round) -> None:
        self._most, self._settled = round_.policy.pages, round_.settled
        self._lock = threading.Lock()
        self._asked: Counter[str] = Counter()
        self._failed: Counter[str] = Counter()
        self._came: dict[str, Page | None] = {}
        self._under_way: set[str] = set()
        self._waiting: dict[str, _Waiting] = {}
        self._led_by: dict[str, list[str]] = {}  # page -> the feeds that wait for it

    def heed(self, trip: Trip, came: Result) -> Heeded:
        """What follows from what came: a feed waits for the pages that it leads to, a page is read."""
        if isinstance(came, Document) and trip.call.kind == "feed":
            feed = self._looked_into(trip.call, came)
            links = self._links(trip.call, feed)
            return Heeded(self._led_to(trip.call, feed, links), self._complete([feed.ref]) if links else [feed])
        if trip.call.item is None:
            return Heeded([], [came])
        row, page = _read(trip, came) if isinstance(came, Document) else (came, None)
        if isinstance(row, Trip):
            return Heeded([row], [])
        host = host_of(trip.url)
        with self._lock:
            self._came[trip.call.ref] = page
            self._under_way.discard(trip.call.ref)
            self._failed[host] = self._failed[host] + 1 if row.outcome == "failed" else 0
            feeds = self._led_by.pop(trip.call.ref, [])
        return Heeded([], [row, *self._complete(feeds)])

    def _led_to(self, call: Call, feed: Document, links: list[tuple[str, str]]) -> list[Trip]:
        """The trips to pages; the feed waits for them, and for those that another one led to."""
        if not links:
            return []
        with self._lock:
            calls = [page for url, mark in links if (page := self._call(call, feed, url, mark))]
            urls = tuple(url for url, _ in links if url in self._came or url in self._under_way)
            self._waiting[feed.ref] = _Waiting(feed, urls, len(urls) < len(links))
            for url in urls:
                self._led_by.setdefault(url, []).append(feed.ref)
        return [Trip(page, page.url) for page in calls]

    def gives_up(self, host: str) -> bool:
        """Whether a host has failed so often that no more is asked of it."""
        with self._lock:
            return self._failed[host] >= _FAILURES

    def rest(self) -> list[Document]:
        """The feeds that still wait, with what has come: nothing more will."""
        with self._lock:
            done, self._waiting = list(self._waiting.values()), {}
            return [self._with_pages(one) for one in done]

    def _complete(self, feeds: Iterable[str]) -> list[Result]:
        """Those of these feeds whose pages have all come."""
        with self._lock:
            waiting = [one for ref in feeds if (one := self._waiting.get(ref))]
            done = [one for one in waiting if self._under_way.isdisjoint(one.urls)]
            return [self._with_pages(self._waiting.pop(one.feed.ref)) for one in done]

    def _looked_into(self, call: Call, feed: Document) -> Document:
        """The feed with what is in it, where that may lead to pages."""
        wanted = call.full_text
        if self._most <= 0 or wanted is False or not (wanted or may_have_teasers(feed.content)):
            return feed
        read = read_json_feed if feed.form == "jsonfeed" else read_feed
        try:
            return feed._replace(found=killable(read, feed.content, feed.charset))
        except Unparsable:
            return feed  # it is refused where it is parsed for good

    def _links(self, call: Call, feed: Document) -> list[tuple[str, str]]:
        if feed.found is None:
            return []
        addresses = [call.ref, (feed.fetched and feed.fetched.address) or call.url]
        return list(leading(feed.found.items, addresses, self._settled, wanted=call.full_text))

    def _call(self, call: Call, feed: Document, url: str, mark: str) -> Call | None:
        """The call of a page, unless it is under way, has come, or is one too many for its host."""
        host = host_of(url)
        if url in self._came or url in self._under_way or self._asked[host] >= self._most:
            return None
        self._asked[host] += 1
        self._under_way.add(url)
        own = urlsplit(url).netloc == urlsplit(call.ref).netloc
        return Call(
            feed.source_id, url, url, feed.run_id, feed.seen_at, headers=call.headers if own else (),
            kind="page", item=mark,
        )  # fmt: skip

    def _with_pages(self, one: _Waiting) -> Document:
        pages = tuple((url, page) for url in one.urls if (page := self._came.get(url)))
        feed = one.feed._replace(pages=pages)
        if feed.fetched and (one.more or not self._under_way.isdisjoint(one.urls)):
            return feed._replace(fetched=feed.fetched._replace(etag=None, last_modified=None, body_hash=None))
        return feed


def is_page(result: object) -> TypeGuard[Fetch]:
    """Whether this is the row of a page, and not what came of a feed."""
    return isinstance(result, Fetch) and result.kind == "page"


def _read(trip: Trip, document: Document) -> tuple[Trip | Fetch, Page | None]:
    """The row of a page that was fetched, and what is kept of it; a trip on where it sends its reader on."""
    facts = document.fetched or Fetched(document.seen_at)
    size = len(document.content)
    try:
        page = killable(read_page, document.content, document.charset, facts.address)
        if page.leads_to:
            return _onward(trip, page.leads_to), None
    except (Unparsable, Unreadable) as refusal:
        return failure(trip, facts, "refused", refusal.reason, refusal.message, size), None
    row = failure(trip, facts, "read", "", "", size)
    return row._replace(reason=None, note=None, entries=1), page


def _onward(trip: Trip, url: str) -> Trip:
    check_scheme(url)
    if trip.redirects >= MAX_REDIRECTS:
        raise Unreadable("redirect_loop", f"more than {MAX_REDIRECTS} redirects, the last to {url}")
    return trip._replace(url=url, redirects=trip.redirects + 1, lasting=False)
