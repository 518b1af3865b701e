"""Whose turn it is: at most one request at a time to a host, a gap after each, and no thread asleep meanwhile.

A redirect to another host stands in line there, before those who have not set out yet.
"""

import heapq
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pipelines.feeds.answers import Trip
from pipelines.feeds.hosts import Hosts
from pipelines.feeds.line import Line

# A host that says when to come back within a minute is waited for; else its calls are left for a later round.
LONGEST_WAIT = 60.0


class Taken(NamedTuple):
    """A trip whose turn it is, its host, the line to it."""

    host: str
    trip: Trip
    line: Line


class Desk:
    """The queues of a round. Threads take a trip, and give the host back when it is made.

    A host that has taken up `patience` seconds is asked no more: it must not keep a round from its end.
    """

    def __init__(self, trips: Iterable[tuple[str, Trip]], patience: float, hosts: Hosts) -> None:
        self._hosts, self._changed, self._patience = hosts, hosts.changed, patience
        self._queues: dict[str, deque[Trip]] = {}
        self._ready: list[tuple[float, str]] = []
        self._listed: set[str] = set()  # in `_ready`, or told of when another round leaves them
        self._taken_at: dict[str, float] = {}
        self._undecided = 0
        self._over = False
        self._spent: dict[str, float] = {}
        self.left: list[Trip] = []
        for host, trip in trips:
            self._queues.setdefault(host, deque()).append(trip)
        # The longest queue first: it ends last.
        for rank, host in enumerate(sorted(self._queues, key=lambda host: -len(self._queues[host]))):
            heapq.heappush(self._ready, (float(rank) - len(self._queues), host))
            self._listed.add(host)

    def take(self) -> Taken | None:
        """The next trip whose host may be asked; waits for it. None when nothing is left to do."""
        with self._changed:
            while True:
                if taken := self._first():
                    return taken
                if not self._listed and not self._taken_at and not self._undecided:
                    self._changed.notify_all()
                    return None
                self._changed.wait(max(self._ready[0][0] - time.monotonic(), 0.0) if self._ready else None)

    def _first(self) -> Taken | None:
        while self._ready and self._ready[0][0] <= (now := time.monotonic()):
            _, host = heapq.heappop(self._ready)
            self._listed.discard(host)
            if line := self._hosts.take(host):
                self._taken_at[host] = now
                return Taken(host, self._queues[host].popleft(), line)
            self._list(host)
        return None

    def give_back(self, host: str, gap: float, onward: tuple[str, Trip] | None = None) -> None:
        """The host was asked and rests for `gap` seconds; `onward` is where a redirect leads."""
        with self._changed:
            self._spent[host] = self._spent.get(host, 0.0) + time.monotonic() - self._taken_at.pop(host) + gap
            if onward:
                self._queues.setdefault(onward[0], deque()).appendleft(onward[1])
            if self._spent[host] > self._patience:
                self.left += self._queues.pop(host, ())
            self._hosts.leave(host, gap)
            self._list(host)
            if onward:
                self._list(onward[0])
            if not self._queues.get(host):
                self._hosts.hang_up(host)
            self._changed.notify_all()

    def add(self, host: str, trip: Trip) -> None:
        """Another trip, made after those that wait for the host; left where the host has taken up its time."""
        with self._changed:
            if self._spent.get(host, 0.0) > self._patience:
                self.left.append(trip)
                return
            self._queues.setdefault(host, deque()).append(trip)
            self._list(host)
            self._changed.notify_all()

    @contextmanager
    def open(self) -> Iterator[None]:
        """While something is decided that may lead to more trips, nobody is told that there is nothing left."""
        with self._changed:
            self._undecided += 1
        try:
            yield
        finally:
            with self._changed:
                self._undecided -= 1
                self._changed.notify_all()

    def stop(self) -> None:
        """Nothing more is to be asked, and what is being asked is ended."""
        with self._changed:
            self._over = True
            for host, queue in self._queues.items():
                self.left += queue
                queue.clear()
                self._hosts.hang_up(host)
            for host in self._taken_at:
                self._hosts.cut(host)
            self._ready.clear()
            self._listed.clear()
            self._changed.notify_all()

    def _list(self, host: str) -> None:
        """See to it that a host for which somebody waits is asked when it may be, if that is within the time."""
        if host in self._listed or not self._queues.get(host):
            return
        if self._hosts.wait(host, self._told):
            self._listed.add(host)
        elif (open_at := self._hosts.open_at(host)) - time.monotonic() > LONGEST_WAIT or self._over:
            self.left += self._queues.pop(host)
        else:
            heapq.heappush(self._ready, (open_at, host))
            self._listed.add(host)

    def _told(self, host: str) -> None:
        """A host that was taken has been left."""
        self._listed.discard(host)
        self._list(host)
