"""Feeds that are followed, what is known of them, now -> the round of calls to be made. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from pipelines.feeds.calls import Call, Policy, Round, host_of
from pipelines.feeds.state import FeedState, due_at, fresh
from pipelines.options import Feed

# A timer of a quarter of an hour must not miss a feed of a quarter of an hour by the second that the last run took.
SLACK = timedelta(seconds=60)


def due_round(
    feeds: Iterable[Feed],
    states: Mapping[str, FeedState],
    now: datetime,
    policy: Policy,
    *,
    run_id: str,
    seen_at: datetime | None = None,
    regardless: bool = False,
    slack: timedelta = SLACK,
) -> Round:
    """The round that asks what is due, the longest due first in each host's queue. `states` is by source_id.

    `regardless` asks those that are not due as well; never one that is gone, nor one that asked to be left alone.
    A host that asked to be left alone for one feed is left alone for all. Calls of more hosts than a host's queue can
    make within the patience of the policy stay due.
    """
    known = [(feed, state_of(feed, states)) for feed in feeds]
    resting = {host_of(state.address) for state in states.values() if state.wait_until and state.wait_until > now}
    queues: dict[str, list[tuple[datetime, Call]]] = {}
    for feed, state in known:
        due = due_at(state, feed.interval)
        host = host_of(state.address)
        if due is None or host in resting or not (regardless or due <= now + slack):
            continue
        queues.setdefault(host, []).append((due, _call(feed, state, run_id, seen_at or now)))
    longest = int(policy.patience / policy.host_gap) + 1 if policy.host_gap > 0 else None
    ordered = (tuple(call for _, call in sorted(queue, key=lambda pair: pair[0])) for queue in queues.values())
    return Round(tuple(calls[:longest] for calls in ordered), policy, now)


def state_of(feed: Feed, states: Mapping[str, FeedState]) -> FeedState:
    """What is known of a feed; nothing where its name stood for another address."""
    state = states.get(feed.source_id)
    return state if state is not None and state.url == feed.url else fresh(feed.source_id, feed.url)


def first(round_: Round, most: int) -> Round:
    """At most so many of the calls, the first ones of each host before the second ones."""
    longest = max(map(len, round_.queues), default=0)
    turns = [(host, turn) for turn in range(longest) for host, queue in enumerate(round_.queues) if turn < len(queue)]
    counts = Counter(host for host, _ in turns[:most])
    queues = tuple(queue[: counts[host]] for host, queue in enumerate(round_.queues) if counts[host])
    return round_._replace(queues=queues)


def parts(round_: Round, number: int) -> Sequence[Round]:
    """The round in at most so many rounds, no queue cut: each may be made elsewhere, and no host is asked by two."""
    return [round_._replace(queues=queues) for n in range(number) if (queues := round_.queues[n::number])]


def _call(feed: Feed, state: FeedState, run_id: str, seen_at: datetime) -> Call:
    return Call(
        feed.source_id, feed.url, state.address, run_id, seen_at, state.etag, state.last_modified, state.body_hash,
        feed.headers, full_text=feed.full_text,
    )  # fmt: skip
