"""When a feed is asked follows from what is known of it, and from nothing else."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.feeds.calls import Policy
from pipelines.feeds.plan import due_round, parts
from pipelines.feeds.rhythm import Rhythm, rhythm
from pipelines.feeds.state import LONGEST, SHORTEST, USUAL, FeedState, due_at, fresh, learned
from pipelines.options import Feed
from pipelines.records import Fetch

NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)  # a Monday
URL = "https://paper.example/feed"


def fetched(outcome: str = "read", reason: str | None = None, hours: float = 0.0, **facts: object) -> Fetch:
    blank = Fetch(
        "r", "paper", URL, 0, outcome, reason, "feed", 9, 1, False, None, NOW + timedelta(hours=hours), URL, None, 0,
        200, 9, 0.1, None, None, None, None, None, (), (), None,
    )  # fmt: skip
    return blank._replace(**facts)  # type: ignore[arg-type]


def after(*fetches: Fetch) -> FeedState:
    return learned(fresh("paper", URL), fetches)


def wait(state: FeedState, interval: float | None = None) -> float:
    """Seconds from the last request to the next."""
    due = due_at(state, interval)
    assert due is not None
    assert state.asked_at is not None
    return (due - state.asked_at).total_seconds()


def test_a_new_feed_is_due() -> None:
    """What was never asked cannot wait."""
    assert due_at(fresh("paper", URL)) < NOW  # type: ignore[operator]


def test_a_feed_of_unknown_habit_waits_the_usual_time() -> None:
    """One look does not tell how often it changes."""
    assert 0.9 * USUAL <= wait(after(fetched())) <= USUAL


@pytest.mark.parametrize(
    ("every", "shortest", "longest"), [(0.1, SHORTEST, SHORTEST), (6, 3 * 3600, 3 * 3600), (24 * 9, LONGEST, LONGEST)]
)
def test_the_interval_follows_how_often_it_changes(every: float, shortest: float, longest: float) -> None:
    """An agency is asked often, a weekly once a day: half the time between two changes, within bounds."""
    state = after(*(fetched(hours=every * n) for n in range(9)))
    assert 0.9 * shortest <= wait(state) <= longest


def test_silence_slows_it_down() -> None:
    """A feed that stopped is not asked as often as in its best days."""
    busy = [fetched(hours=n) for n in range(4)]
    quiet = [fetched("unchanged", "not_modified", hours=3 + n) for n in range(1, 20)]
    assert wait(after(*busy, *quiet)) > 5 * wait(after(*busy))


@pytest.mark.parametrize(
    ("reason", "outcome", "times", "low", "high"),
    [
        ("http_404", "failed", 1, 1.8, 2.0),
        ("timeout", "failed", 2, 1.8, 2.0),
        ("http_500", "failed", 2, 1.8, 2.0),
        ("http_429", "failed", 4, 1.8, 2.0),
        ("http_429", "failed", 99, 5.4, 6.0),
        ("timeout", "failed", 99, 21.6, 24.0),
        ("not_a_feed", "refused", 99, 151.2, 168.0),
    ],
)
def test_failures_double_the_wait_by_their_kind(reason: str, outcome: str, times: int, low: float, high: float) -> None:
    """A dead paper costs less and less; one that hiccups is soon asked again. In hours, with the usual interval."""
    state = after(*(fetched(outcome, reason, hours=n) for n in range(times)))
    assert low <= wait(state) / USUAL <= high


def test_an_answer_ends_all_failures() -> None:
    """The past is not held against it."""
    state = after(*(fetched("failed", "timeout", hours=n) for n in range(9)), fetched(hours=9))
    assert (state.failures, state.failing_since, state.reason) == (0, None, None)


def test_gone_is_never_due() -> None:
    """410 is the only failure that is for good."""
    assert due_at(after(fetched("gone", "http_410"))) is None


def test_nothing_is_asked_before_retry_after_is_over() -> None:
    """Jitter comes on top of what a server asks for, never off it."""
    assert 7200 <= wait(after(fetched("failed", "http_429", retry_after=7200)), interval=0.0) <= 7920


def test_what_the_feed_asks_for_is_a_lower_bound() -> None:
    """ttl and max-age say that asking sooner is in vain."""
    assert 0.9 * 7200 <= wait(after(fetched(ttl=7200))) <= 7200


def test_a_persons_interval_stands_above_what_was_learned() -> None:
    """Who wants it every five minutes has a reason."""
    assert 0.9 * 300 <= wait(after(fetched(ttl=7200, skip_hours=tuple(range(23)))), interval=300.0) <= 300


def test_skipped_hours_and_days_are_waited_for() -> None:
    """At noon on a Monday, with the afternoon and the rest of the week but Friday skipped."""
    state = after(fetched(skip_hours=tuple(range(12, 24)), skip_days=(0, 1, 2, 3)))
    assert due_at(state) == datetime(2026, 11, 6, 0, tzinfo=UTC)


@given(st.text(min_size=1, max_size=9), st.integers(0, 5))
def test_jitter_is_always_the_same(path: str, failures: int) -> None:
    """A run that is repeated asks the same feeds."""
    state = after(fetched(), *(fetched("failed", "timeout", hours=n + 1) for n in range(failures)))._replace(url=path)
    assert due_at(state) == due_at(state)


def test_a_lasting_redirect_is_followed_from_then_on() -> None:
    """And what is not read does not move a feed."""
    moved = "https://new.example/feed"
    assert after(fetched(moved_to=moved)).address == moved
    assert after(fetched("refused", "not_a_feed", moved_to=moved)).address == URL


def test_what_failed_leaves_the_validators() -> None:
    """They belong to what was read."""
    state = after(fetched(etag='"a"', body_hash="h"), fetched("failed", "http_500", hours=1))
    assert (state.etag, state.body_hash) == ('"a"', "h")


def test_the_order_of_loading_does_not_matter() -> None:
    """Segments of one round come in any order."""
    fetches = [fetched(hours=0), fetched("failed", "timeout", hours=1), fetched(hours=2, etag='"b"')]
    assert after(*fetches) == after(*reversed(fetches))


def test_a_round_has_a_queue_for_each_host_with_the_longest_due_first() -> None:
    """Who was left out last time is asked first this time."""
    feeds = [Feed(name, f"https://{host}/{name}") for name, host in (("a", "x"), ("b", "x"), ("c", "y"))]
    states = {"a": learned(fresh("a", "https://x/a"), [fetched(hours=-30)])}
    round_ = due_round(feeds, states, NOW, Policy(), run_id="r")
    assert [[call.source_id for call in queue] for queue in round_.queues] == [["b", "a"], ["c"]]
    assert [len(part.queues) for part in parts(round_, 5)] == [1, 1]


def test_a_host_that_asked_to_be_left_alone_is_left_alone_for_all_feeds() -> None:
    """Also those that were not the ones to be told."""
    told = learned(fresh("a", "https://x/a"), [fetched("failed", "http_429", retry_after=7200)])
    feeds = [Feed("a", "https://x/a"), Feed("b", "https://x/b")]
    assert not due_round(feeds, {"a": told}, NOW, Policy(), run_id="r", regardless=True).queues


def test_a_name_that_stands_for_another_address_knows_nothing() -> None:
    """Validators of one address say nothing of another."""
    state = learned(fresh("a", "https://x/old"), [fetched(etag='"a"')])
    ((call,),) = due_round([Feed("a", "https://x/new")], {"a": state}, NOW, Policy(), run_id="r").queues
    assert (call.url, call.etag) == ("https://x/new", None)


@pytest.mark.parametrize(
    ("head", "said"),
    [
        (b"<ttl>90</ttl>", Rhythm(5400)),
        (b"<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>", Rhythm(21600)),
        (b"<skipHours><hour>0</hour><hour>23</hour><hour>24</hour></skipHours>", Rhythm(None, (0, 23))),
        (b"<skipDays><day>Sunday</day><day>saturday</day></skipDays>", Rhythm(None, (), (5, 6))),
        (b"<ttl>9999999</ttl><ttl>soon</ttl>", Rhythm()),
        (b"<item><ttl>90</ttl></item>", Rhythm()),
    ],
)
def test_a_feed_says_how_often_it_wants_to_be_asked(head: bytes, said: Rhythm) -> None:
    """In any of the ways that are in use; what is no number says nothing."""
    assert rhythm(b"<rss><channel>" + head + b"<item/></channel></rss>") == said
