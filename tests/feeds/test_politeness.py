"""Whose server it is, decides how often it is asked.

Gaps are held by what the server saw: between the beginnings of two requests lies the gap, however slow a machine is.
"""

from itertools import pairwise

import pytest

from pipelines.records import Document, Fetch
from tests.feeds.conftest import Ask
from tests.feeds.web import Web, closing, conditional, feed, good, head, status

FEED = feed("one")


def test_one_request_at_a_time_and_a_gap_after_each(web: Web, ask: Ask) -> None:
    """Sixteen threads are no reason for sixteen connections to a small paper's server."""
    paths = [f"/{n}" for n in range(5)]
    web.answers |= {path: good(FEED) for path in paths}
    ask(*map(web.url, paths), host_gap=0.15)
    assert [request.open for request in web.log] == [1] * 5
    assert all(later.at - earlier.at >= 0.15 for earlier, later in pairwise(web.log))


def test_other_hosts_are_asked_meanwhile(web: Web, ask: Ask) -> None:
    """A round of many hosts does not take the sum of their gaps: while one rests, another is asked."""
    web.answers |= {path: good(FEED) for path in ("/a", "/b", "/other")}
    urls = [web.url("/a"), web.url("/b"), web.url("/other", "localhost")]
    ask(*urls, host_gap=0.15, threads=1, allow=("127.0.0.1", "localhost"))
    assert [request.path for request in web.log] == ["/a", "/other", "/b"]


def test_a_redirect_stands_in_line_at_the_other_host(web: Web, ask: Ask) -> None:
    """The gap is the other host's too, though another queue is at it."""
    web.answers |= {"/away": status(302, f"Location: {web.url('/there', 'localhost')}"), "/there": good(FEED)}
    own = [web.url(f"/own{n}", "localhost") for n in range(3)]
    web.answers |= {f"/own{n}": good(FEED) for n in range(3)}
    ask(web.url("/away"), *own, host_gap=0.15, allow=("127.0.0.1", "localhost"))
    there = [request.at for request in web.log if request.path != "/away"]
    assert len(there) == 4
    assert all(later - earlier >= 0.15 for earlier, later in pairwise(there))


def test_a_host_that_is_busy_is_left_alone_by_all_its_feeds(web: Web, ask: Ask) -> None:
    """Who asks to be left alone means us, not one of our subscriptions."""
    web.answers |= {"/a": status(429, "Retry-After: 1"), "/b": good(FEED)}
    ask(web.url("/a"), web.url("/b"))
    assert web.asked("/b")[0].at - web.asked("/a")[0].at >= 1.0


def test_a_host_that_is_busy_for_long_is_left_for_another_round(web: Web, ask: Ask) -> None:
    """A run does not wait for an hour, and what was not asked stays due."""
    web.answers |= {"/a": status(503, "Retry-After: 3600"), "/b": good(FEED)}
    assert list(ask(web.url("/a"), web.url("/b"))) == [web.url("/a")]
    assert not web.asked("/b")


def test_rules_for_robots_are_obeyed_where_they_are_to_be(web: Web, ask: Ask) -> None:
    """The site is asked once, and what it forbids never."""
    rules = b"User-agent: *\nDisallow: /private/\nCrawl-delay: 0.2\n"
    web.answers |= {"/robots.txt": good(rules), "/a": good(FEED), "/b": good(FEED), "/private/c": good(FEED)}
    came = ask(web.url("/private/c"), web.url("/a"), web.url("/b"), robots=True)
    forbidden = came[web.url("/private/c")]
    assert isinstance(forbidden, Fetch)
    assert (forbidden.outcome, forbidden.reason) == ("refused", "robots")
    assert sorted(request.path for request in web.log) == ["/a", "/b", "/robots.txt"]
    assert all(later.at - earlier.at >= 0.2 for earlier, later in pairwise(web.log))


@pytest.mark.parametrize(("code", "asked"), [(404, True), (500, False)])
def test_a_site_without_rules_permits_and_one_that_fails_does_not(web: Web, ask: Ask, code: int, asked: bool) -> None:
    """RFC 9309: no rules are no restriction; rules that cannot be had are a full one, for now."""
    web.answers |= {"/robots.txt": status(code), "/a": good(FEED)}
    ask(web.url("/a"), robots=True)
    assert bool(web.asked("/a")) == asked


def test_an_answer_that_is_broken_off_is_no_second_connection(web: Web, ask: Ask) -> None:
    """The next request to the host must not meet the last one still open."""
    web.answers |= {"/cut": closing(head(200, "Content-Length: 99"), 5.0), "/next": good(FEED)}
    came = ask(web.url("/cut"), web.url("/next"), host_gap=0.1)
    assert isinstance(came[web.url("/next")], Document)
    assert [request.open for request in web.log] == [1, 1]


def test_what_did_not_change_costs_nobody_anything(web: Web, ask: Ask) -> None:
    """The validator goes back exactly as it came."""
    from pipelines.feeds.state import fresh

    web.answers["/a"] = conditional(FEED, 'W/"a, b"')
    url = web.url("/a")
    state = fresh("x", url)._replace(etag='W/"a, b"', last_modified="Sun, 01 Nov 2026 10:00:00 GMT")
    name = url.removeprefix("http://")
    (result,) = ask(url, states={name: state._replace(source_id=name)}).values()
    assert isinstance(result, Fetch)
    assert (result.outcome, result.reason, result.etag) == ("unchanged", "not_modified", 'W/"a, b"')
    assert web.log[0].headers["if-modified-since"] == "Sun, 01 Nov 2026 10:00:00 GMT"
