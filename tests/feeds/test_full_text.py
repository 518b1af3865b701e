"""Where a feed has only teasers, the pages of its articles are read: politely, and no further than they may."""

from collections.abc import Iterable
from itertools import pairwise

import pytest

from pipelines.feeds.calls import Policy
from pipelines.feeds.fetching import fetch
from pipelines.feeds.full_text import leading, may_have_teasers
from pipelines.feeds.names import source_of
from pipelines.feeds.plan import due_round
from pipelines.formats.feed import read_feed
from pipelines.formats.items import Item
from pipelines.options import Feed
from pipelines.records import Document, Fetch
from tests.feeds.conftest import NOW
from tests.feeds.web import Answer, Web, good, status
from tests.formats.test_page import HTML, PARAGRAPHS

PAGE = good(HTML.encode())
LONG = "A sentence that stands in the feed itself, as others do. " * 40


def rss(*links: str, text: str = "The harbour board of Port Ellery voted to rebuild the east pier.") -> bytes:
    """A feed with an item for each address."""
    items = "".join(
        f"<item><title>East pier to be rebuilt</title><link>{link}</link><description>{text}</description></item>"
        for link in links
    )
    return f'<rss version="2.0"><channel><title>Post</title>{items}</channel></rss>'.encode()


def came(web: Web, *paths: str, full_text: bool | None = None, settled: Iterable[str] = (), **how: object) -> list:
    """What a round over these feeds gives."""
    usual: dict[str, object] = {"host_gap": 0.0, "deadline": 2.0, "idle": 1.0, "allow": (f"127.0.0.1:{web.port}",)}
    feeds = [Feed(source_of(web.url(path)), web.url(path), full_text=full_text) for path in paths]
    round_ = due_round(feeds, {}, NOW, Policy(**(usual | how)), run_id="r")  # type: ignore[arg-type]
    return list(fetch(round_._replace(settled=frozenset(settled))))


def of_kind(results: list, kind: type) -> list:
    return [result for result in results if isinstance(result, kind)]


def with_pages(web: Web, number: int, answer: Answer = PAGE) -> None:
    """A feed that leads to so many pages."""
    web.answers["/feed"] = good(rss(*(web.url(f"/{n}") for n in range(number))), 'ETag: "one"')
    web.answers |= {f"/{n}": answer for n in range(number)}


def test_a_teaser_leads_to_its_page(web: Web) -> None:
    """The feed comes with what is on it, and the request is a row of its own."""
    with_pages(web, 1)
    row, feed = came(web, "/feed")
    assert (row.kind, row.outcome, row.ref, row.source_id) == ("page", "read", web.url("/0"), feed.source_id)
    ((address, page),) = feed.pages
    assert (address, page.text, page.declared_text) == (web.url("/0"), "\n\n".join(PARAGRAPHS), "2026-11-10")


@pytest.mark.parametrize(
    ("text", "full_text", "asked"),
    [(LONG, None, 0), (LONG, True, 1), ("Short.", False, 0), (LONG[:900] + "…", None, 1)],
)
def test_a_page_is_asked_where_it_is_wanted_or_the_entry_is_a_teaser(
    web: Web, text: str, full_text: bool | None, asked: int
) -> None:
    """A feed that says all is asked for nothing more, unless a person wants it."""
    web.answers |= {"/feed": good(rss(web.url("/0"), text=text)), "/0": PAGE}
    came(web, "/feed", full_text=full_text)
    assert len(web.asked("/0")) == asked


def test_a_stranger_sends_us_to_no_other_site(web: Web) -> None:
    """Nor to anything that is no page, nor to another port of the same machine."""
    links = (
        "https://other.example/a",
        "javascript:x()",
        "//a.example/b",
        "/relative",
        "http://127.0.0.1:9/c",
        "http://[::1",
    )
    web.answers["/feed"] = good(rss(*links))
    (feed,) = came(web, "/feed")
    assert (feed.pages, [request.path for request in web.log]) == ((), ["/feed"])


def test_whom_a_person_trusts_is_still_held_by_the_guard(web: Web) -> None:
    """Full text of a feed is no leave to ask this machine for everything."""
    web.answers["/feed"] = good(rss(f"http://127.0.0.2:{web.port}/trap"))
    row, feed = came(web, "/feed", full_text=True)
    assert (row.reason, feed.pages, len(web.log)) == ("forbidden_address", (), 1)


def test_pages_stand_in_their_hosts_line(web: Web) -> None:
    """One at a time, a gap after each, and the feeds first."""
    with_pages(web, 3)
    web.answers["/other"] = good(rss())
    came(web, "/feed", "/other", host_gap=0.1)
    assert [request.open for request in web.log] == [1] * 6
    paths = [request.path for request in web.log]
    assert set(paths[:3]) == {"/feed", "/other", "/robots.txt"}
    assert all(later.at - earlier.at >= 0.1 for earlier, later in pairwise(web.log))


def test_rules_for_robots_are_obeyed_for_pages(web: Web) -> None:
    """A feed is made for robots; a page is not."""
    with_pages(web, 1)
    web.answers["/robots.txt"] = good(b"User-agent: *\nDisallow: /0\n")
    row, feed = came(web, "/feed")
    assert (row.reason, feed.pages) == ("robots", ())
    assert not web.asked("/0")


def test_more_pages_than_a_host_is_asked_for_are_for_the_next_time(web: Web) -> None:
    """So the feed is not held to be read: it has no validator, and is asked again when it is due."""
    with_pages(web, 3)
    results = came(web, "/feed", pages=2)
    (feed,) = of_kind(results, Document)
    assert (len(feed.pages), feed.fetched.etag, feed.fetched.body_hash) == (2, None, None)
    (feed,) = of_kind(came(web, "/feed", settled=(row.item for row in of_kind(results, Fetch)), pages=2), Document)
    assert ([url for url, _ in feed.pages], feed.fetched.etag) == ([web.url("/2")], '"one"')


def test_a_page_to_which_two_feeds_lead_is_asked_once(web: Web) -> None:
    """And both have it."""
    with_pages(web, 1)
    web.answers["/other"] = web.answers["/feed"]
    feeds = of_kind(came(web, "/feed", "/other"), Document)
    assert [len(feed.pages) for feed in feeds] == [1, 1]
    assert len(web.asked("/0")) == 1


def test_a_host_that_fails_is_left_alone(web: Web) -> None:
    """A paper that is down is not asked for twenty pages, each for as long as a deadline."""
    with_pages(web, 9, status(500))
    results = came(web, "/feed")
    assert len(of_kind(results, Fetch)) == 3
    (feed,) = of_kind(results, Document)
    assert feed.fetched.etag is None


@pytest.mark.parametrize(
    ("answer", "outcome", "reason"),
    [
        (status(404), "failed", "http_404"),
        (good(b"%PDF-1.7"), "refused", "not_a_page"),
        (good(b"<html></html>"), "refused", "no_article"),
        (good(b'<meta http-equiv="refresh" content="0; url=/0?x">'), "refused", "redirect_loop"),
    ],
)
def test_a_page_without_an_article_harms_no_feed(web: Web, answer: Answer, outcome: str, reason: str) -> None:
    """The entry comes as the feed gave it."""
    with_pages(web, 1, answer)
    web.answers["/0?x"] = good(b'<meta http-equiv="refresh" content="0; url=/0">')
    row, feed = came(web, "/feed")
    assert (row.outcome, row.reason, feed.pages, feed.fetched.etag) == (outcome, reason, (), '"one"')


def test_an_entry_that_has_not_changed_leads_nowhere_again() -> None:
    """Twenty-four of the twenty-five entries of a feed were there an hour ago."""
    item = Item(0, "A teaser.", url="https://p.example/1", title="A title")
    ((url, mark),) = leading([item], ["https://p.example/feed"], frozenset(), wanted=None)
    assert url == item.url
    assert not list(leading([item], ["https://p.example/feed"], frozenset([mark]), wanted=None))
    changed = item._replace(text="Another teaser.")
    assert list(leading([changed], ["https://p.example/feed"], frozenset([mark]), wanted=None))


def test_what_is_found_in_a_feed_travels_with_it(web: Web) -> None:
    """None is parsed twice."""
    with_pages(web, 1)
    _, feed = came(web, "/feed")
    assert [item.url for item in feed.found.items] == [web.url("/0")]
    web.answers["/feed"] = good(rss(web.url("/0"), text=LONG * 2))
    (feed,) = came(web, "/feed")
    assert feed.found is None


def test_a_feed_that_says_all_is_not_looked_into() -> None:
    """It is parsed where there are more workers."""
    assert not may_have_teasers(rss("https://p.example/1", text=LONG * 2))
    assert may_have_teasers(rss("https://p.example/1"))
    assert len(list(read_feed(rss("https://p.example/1")).items)) == 1
