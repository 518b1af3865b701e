"""Rounds that are under way at once are polite together: whoever asks, a host has one connection and its rest."""

import time
from collections.abc import Callable, Iterator
from threading import Event

import pytest

from pipelines.feeds.asking import Result
from pipelines.feeds.calls import Policy
from pipelines.feeds.standing import Standing
from pipelines.options import Feed
from pipelines.records import Document
from tests.feeds.conftest import NOW
from tests.feeds.web import Web, feed, good, held, status

POLICY = Policy(host_gap=0.0, allow=("127.0.0.1", "localhost"))


@pytest.fixture
def release() -> Iterator[Event]:
    event = Event()
    yield event
    event.set()


def until(met: Callable[[], object]) -> None:
    """Wait for what another thread does."""
    for _ in range(3_000):
        if met():
            return
        time.sleep(0.01)
    raise AssertionError


def coming(standing: Standing, number: int) -> list[Result]:
    """So many results, as they come."""
    came: list[Result] = []

    def all_came() -> bool:
        came.extend(standing.come())
        return len(came) >= number

    until(all_came)
    return came


def away(web: Web) -> Feed:
    """A feed of one host that has moved to another."""
    web.answers["/away"] = status(302, f"Location: {web.url('/there', 'localhost')}")
    return Feed("away", web.url("/away"))


def own(web: Web) -> Feed:
    """A feed of that other host."""
    web.answers["/own"] = good(feed("two"))
    return Feed("own", web.url("/own", "localhost"))


def test_two_rounds_stand_in_one_line_at_a_host(web: Web, release: Event) -> None:
    """A redirect of the first is being answered there; what the second wants there waits, and comes then."""
    web.answers["/there"] = held(release, feed("one"))
    standing = Standing(POLICY)
    assert standing.begin([away(web)], {}, NOW) == 1
    until(lambda: web.asked("/there"))
    assert standing.begin([own(web)], {}, NOW) == 1
    time.sleep(0.1)  # it would be asked in this time
    release.set()
    assert all(isinstance(result, Document) for result in coming(standing, 2))
    assert [request.path for request in web.log] == ["/away", "/there", "/own"]
    assert max(request.open for request in web.log) == 1


def test_a_host_that_wants_its_rest_is_left_alone_by_all_rounds(web: Web) -> None:
    """It was asked by a redirect of another host's feed, and the store knows nothing of that yet."""
    web.answers["/there"] = status(429, "Retry-After: 3600")
    standing = Standing(POLICY)
    standing.begin([away(web)], {}, NOW)
    coming(standing, 1)
    assert standing.begin([own(web)], {}, NOW) == 0
