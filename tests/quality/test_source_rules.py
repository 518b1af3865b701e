"""A source that fails, falls silent or says half of what it used to is seen, with the numbers."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from tests.shelf import Store

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
URL = "https://paper.example/feed"


def source(store: Store, **columns: object) -> None:
    row: dict[str, object] = {
        "source_id": "paper", "kind": "feed", "last_ref": URL, "malformed": False, "first_seen_at": NOW,
        "last_seen_at": NOW, "url": URL, "address": URL, "failures": 0.0, "gone": False, "read_at": NOW,
        "asked_at": NOW,
    }  # fmt: skip
    store.put("sources", **(row | columns))


def fetch(store: Store, number: int, hours_ago: float, outcome: str = "unchanged") -> None:
    store.put(
        "fetches", fetch_id=f"f{number}", run_id="r", source_id="paper", ref=URL, position=0, outcome=outcome,
        kind="feed", bytes=0, entries=0, malformed=False, fetched_at=NOW - timedelta(hours=hours_ago), counted=True,
    )  # fmt: skip


def articles(store: Store, hours_ago: Iterable[float]) -> None:
    for number, hours in enumerate(hours_ago):
        at = NOW - timedelta(hours=hours)
        store.add(f"a{number}", declared_at=at, first_seen_at=at)
        store.put("sightings", article_id=f"a{number}", source_id="paper", ref=URL, first_seen_at=at, last_seen_at=at)


def test_a_feed_that_answers_and_says_nothing_is_seen(store: Store) -> None:
    """Its address has moved, or what makes it is broken; the server answers as ever."""
    source(store)
    articles(store, (72 + 6 * n for n in range(20)))
    (finding,) = store.findings("source_silent")
    assert (finding.article_id, finding.evidence) == ("", "2026-10-29 12:00 UTC")


def test_a_silence_that_is_its_habit_is_none(store: Store) -> None:
    """A weekly says nothing for six days; a paper nothing on Sundays."""
    source(store)
    articles(store, (24 * 6 + 24 * 7 * n for n in range(12)))
    assert not store.findings("source_silent")


def test_who_cannot_be_read_is_not_called_silent(store: Store) -> None:
    """It fails, and that is said by another rule."""
    source(store, failures=3.0, failing_since=NOW - timedelta(days=3), reason="http_404")
    articles(store, (72 + 6 * n for n in range(20)))
    assert not store.findings("source_silent")


def test_half_of_the_usual_volume_is_seen(store: Store) -> None:
    """40 a week for four weeks, then 10."""
    source(store)
    for day in range(7):
        fetch(store, day, 24 * day)
    articles(store, [*(16 * n for n in range(1, 11)), *(169 + 4.2 * n for n in range(160))])
    (finding,) = store.findings("source_volume")
    assert finding.evidence == "10 of 40"


def test_what_nobody_fetched_is_not_missing(store: Store) -> None:
    """A machine that was off for five days is no fault of the paper's."""
    source(store)
    fetch(store, 0, 0)
    articles(store, [*(16 * n for n in range(1, 11)), *(169 + 4.2 * n for n in range(160))])
    assert not store.findings("source_volume")


def test_few_articles_are_no_measure(store: Store) -> None:
    """Two instead of five a week is chance."""
    source(store)
    for day in range(7):
        fetch(store, day, 24 * day)
    articles(store, [20, 90, *(169 + 33 * n for n in range(20))])
    assert not store.findings("source_volume")


def test_a_feed_that_fails_for_days_is_seen(store: Store) -> None:
    """With how often, since when and how."""
    source(store, failures=3.0, failing_since=NOW - timedelta(days=2), reason="http_404", read_at=None)
    for number, hours in enumerate((48, 24, 0)):
        fetch(store, number, hours, "failed")
    (finding,) = store.findings("source_failing")
    assert finding.evidence == "http_404"


def test_a_bad_night_is_no_finding(store: Store) -> None:
    """Servers are mended in the morning."""
    source(store, failures=2.0, failing_since=NOW - timedelta(hours=8), reason="http_500")
    for number in range(5):
        fetch(store, number, number, "failed")
    assert not store.findings("source_failing")


def test_a_feed_that_is_gone_is_seen(store: Store) -> None:
    """Nobody else would tell that it is asked no more."""
    source(store, failures=1.0, gone=True, failing_since=NOW, reason="http_410")
    assert len(store.findings("source_failing")) == 1
