"""What is known of a feed -> when it is due, and what it is after one more request. Pure: `now` is in what was seen.

A state is made of fetches whose articles have landed; so what it says may be built upon.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import xxhash

from pipelines.records import Fetch

# Seconds. Bounds of miniflux and Media Cloud: no oftener than a quarter of an hour, at least once a day.
SHORTEST, USUAL, LONGEST = 900.0, 3_600.0, 86_400.0
# Failures count by kind (Media Cloud: hard 1, soft .5, temporary .25), and each that counts doubles the interval, up to
# a ceiling by kind (news-crawl goes to 90 days; a paper that comes back is to be seen within a week).
HARD, SOFT, TEMPORARY = 1.0, 0.5, 0.25
_CEILINGS = {HARD: 7 * 86_400.0, SOFT: 86_400.0, TEMPORARY: 21_600.0}
_TEMPORARY = frozenset(("http_429", "http_503"))
_SOFT = frozenset(("timeout", "cut_short", "no_connection", "bad_encoding", "robots_unknown", "proxy", "unasked_304"))
# Share of the interval by which a feed comes earlier than another of the same one; and later after Retry-After.
JITTER = 0.1
# How much the last gap between two changes counts against those before.
_NEWEST = 0.3
_DAYS_AHEAD = 8


class FeedState(NamedTuple):
    """What was learned of a feed, in the names of `sources`. `pace` is the usual time between changes, seconds."""

    source_id: str
    url: str
    address: str
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    asked_at: datetime | None = None
    read_at: datetime | None = None
    changed_at: datetime | None = None
    failures: float = 0.0
    failing_since: datetime | None = None
    reason: str | None = None
    gone: bool = False
    wait_until: datetime | None = None
    pace: float | None = None
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()


def fresh(source_id: str, url: str) -> FeedState:
    """The state of a feed of which nothing is known."""
    return FeedState(source_id, url, url)


def learned(state: FeedState, fetches: Iterable[Fetch]) -> FeedState:
    """The state after requests, in the order of their times; one that is older than the last known says nothing."""
    for fetch in sorted(fetches, key=lambda fetch: fetch.fetched_at):
        if state.asked_at is None or fetch.fetched_at > state.asked_at:
            state = _after(state, fetch)
    return state


def _after(state: FeedState, fetch: Fetch) -> FeedState:
    at = fetch.fetched_at
    if fetch.outcome not in ("read", "unchanged"):
        wait = fetch.retry_after
        return state._replace(
            asked_at=at,
            failures=state.failures + weight(fetch.reason),
            failing_since=state.failing_since or at,
            reason=fetch.reason,
            gone=fetch.outcome == "gone",
            wait_until=None if wait is None else at + timedelta(seconds=wait * (1 + JITTER * share(state.url))),
        )
    state = state._replace(
        asked_at=at, read_at=at, failures=0.0, failing_since=None, reason=None, gone=False, wait_until=None,
        etag=fetch.etag, last_modified=fetch.last_modified, body_hash=fetch.body_hash,
    )  # fmt: skip
    if fetch.reason != "not_modified":
        state = state._replace(ttl=fetch.ttl, skip_hours=fetch.skip_hours, skip_days=fetch.skip_days)
    if fetch.moved_to:
        state = state._replace(address=fetch.moved_to)
    return _paced(state, at, changed=fetch.outcome == "read")


def _paced(state: FeedState, at: datetime, *, changed: bool) -> FeedState:
    """The usual time between changes: the first is no gap, a longer silence than usual slows it down by itself."""
    if state.changed_at is None:
        return state._replace(changed_at=at) if changed else state
    gap = (at - state.changed_at).total_seconds()
    if not changed:
        return state._replace(pace=max(state.pace, gap)) if state.pace is not None else state
    pace = gap if state.pace is None else (1 - _NEWEST) * state.pace + _NEWEST * gap
    return state._replace(pace=pace, changed_at=at)


def weight(reason: str | None) -> float:
    """How much a failure counts."""
    if reason in _TEMPORARY:
        return TEMPORARY
    return SOFT if reason in _SOFT or (reason or "").startswith("http_5") else HARD


def due_at(state: FeedState, interval: float | None = None) -> datetime | None:
    """When to ask next; None where never, because it is gone. A feed never asked was due always.

    `interval` is a person's word (seconds) and stands above what was learned; not above failures or Retry-After.
    """
    if state.gone:
        return None
    if state.asked_at is None:
        return datetime.min.replace(tzinfo=UTC)
    seconds = interval if interval is not None else _interval(state)
    if state.failures:
        ceiling = _CEILINGS[weight(state.reason)]
        seconds = min(seconds * 2.0 ** min(state.failures, 30.0), max(ceiling, seconds))
    due = state.asked_at + timedelta(seconds=seconds * (1 - JITTER * share(state.url)))
    if state.wait_until:
        due = max(due, state.wait_until)
    return due if interval is not None else _awake(due, state)


def _interval(state: FeedState) -> float:
    """Half the time between changes, so that half of one is the most that is missed; not below the feed's own wish."""
    seconds = USUAL if state.pace is None else min(max(state.pace / 2, SHORTEST), LONGEST)
    return max(seconds, min(float(state.ttl or 0), LONGEST))


def _awake(due: datetime, state: FeedState) -> datetime:
    """The next moment at which the feed does not say that nothing comes."""
    for _ in range(24 * _DAYS_AHEAD):
        there = due.astimezone(UTC)
        if there.hour not in state.skip_hours and there.weekday() not in state.skip_days:
            break
        due = there.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    return due


def share(url: str) -> float:
    """A number from 0 to 1 that is always the same for an address: jitter that can be repeated."""
    return xxhash.xxh3_64_intdigest(url.encode()) / 2**64
