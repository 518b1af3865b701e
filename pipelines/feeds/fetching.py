"""A round of calls -> what came of each, as it comes: a Document to be parsed, or the Fetch that says why not.

`fetch` is the seam between what is due and the chain: a batch calls it and cuts what comes into slices, a stream calls
it within a bundle (stages/fetch.py). It holds no state from one round to the next but that of the hosts it is given.
"""

import queue
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from pipelines.feeds.answers import Trip
from pipelines.feeds.asking import Moment, Result, ask
from pipelines.feeds.calls import Round, host_of
from pipelines.feeds.desk import Desk, Taken
from pipelines.feeds.hosts import Hosts
from pipelines.feeds.line import Watch
from pipelines.feeds.pages import Pages
from pipelines.feeds.robots import Robots
from pipelines.records import Fetch

# Answers that wait to be taken: each may hold 10 MB.
_WAITING = 16
# Media Cloud leaves a host alone for 30 s after a 429 that does not say for how long: 15 times the usual gap.
BUSY_GAPS = 15
BUSY = (429, 503)


def fetch(round_: Round, hosts: Hosts | None = None) -> Iterator[Result]:
    """Make all the calls of a round; results in the order in which they come, not in that of the calls.

    `hosts` are those of all rounds that are made at the same time; without them this is the only one. A call that the
    round has no time for, or whose host asks to be left alone, gives nothing: it stays due.
    """
    policy = round_.policy
    trips = ((host_of(call.url), Trip(call, call.url)) for calls in round_.queues for call in calls)
    hosts = hosts or Hosts(policy)
    desk = Desk(trips, policy.patience, hosts)
    results: queue.Queue[Result | BaseException | None] = queue.Queue(_WAITING)
    with _working(desk, round_, hosts, results) as threads:
        ended = 0
        while ended < threads:
            result = results.get()
            if isinstance(result, BaseException):
                raise result
            if result is None:
                ended += 1
            else:
                yield result


@contextmanager
def _working(desk: Desk, round_: Round, hosts: Hosts, results: "queue.Queue") -> Iterator[int]:
    """Threads that make the calls; at the end, however it comes, they are stopped and their connections closed."""
    watch = Watch(hosts.lines)
    worker = _Worker(desk, round_, results)
    threads = [threading.Thread(target=worker.work, daemon=True) for _ in range(round_.policy.threads)]
    for thread in threads:
        thread.start()
    try:
        yield len(threads)
    finally:
        worker.stopped = True
        desk.stop()
        watch.stop()


class _Worker:
    """What a thread does: take a trip, ask, give the host back, tell what came of it."""

    def __init__(self, desk: Desk, round_: Round, results: "queue.Queue") -> None:
        self.desk, self.policy, self.results = desk, round_.policy, results
        self.moment = Moment(round_.now, time.monotonic())
        self.robots = Robots(self.policy, self.moment)
        self.pages = Pages(round_)
        self.stopped = False

    def work(self) -> None:
        try:
            while taken := self.desk.take():
                self._make(taken)
            for feed in self.pages.rest():
                self._tell(feed)
            self._tell(None)
        except BaseException as error:  # a bug: it is raised where the results are awaited
            self._tell(error)

    def _make(self, taken: Taken) -> None:
        host, trip, line = taken
        if trip.call.item and self.pages.gives_up(host):
            self.desk.give_back(host, 0.0)
            return
        if (asked := self.robots.look(trip, line)) is not None:
            # The rules were asked for: the trip itself has its turn after the gap.
            self.desk.give_back(host, self._gap(host, None), (host, trip)) if asked else self._forbid(host, trip)
            return
        came = ask(trip, line, self.policy, self.moment)
        onward = (host_of(came.url), came) if isinstance(came, Trip) else None
        with self.desk.open():
            self.desk.give_back(host, self._gap(host, came), onward)
            if not isinstance(came, Trip):
                self._heed(trip, came)

    def _forbid(self, host: str, trip: Trip) -> None:
        with self.desk.open():
            self.desk.give_back(host, 0.0)
            self._heed(trip, self.robots.refusal(trip))

    def _heed(self, trip: Trip, came: Result) -> None:
        """Do what follows; the host need not wait for that."""
        heeded = self.pages.heed(trip, came)
        for further in heeded.trips:
            self.desk.add(host_of(further.url), further)
        for result in heeded.told:
            self._tell(result)

    def _gap(self, host: str, came: Trip | Result | None) -> float:
        """Seconds for which the host is left alone: the usual gap, its own crawl delay, or what it asks for."""
        gap = max(self.policy.host_gap, self.robots.delay(host))
        if isinstance(came, Fetch) and came.status in BUSY:
            return float(came.retry_after) if came.retry_after is not None else gap * BUSY_GAPS
        return gap

    def _tell(self, result: Result | BaseException | None) -> None:
        while not self.stopped:
            try:
                self.results.put(result, timeout=1.0)
                return
            except queue.Full:
                continue
