"""Whose turn it is: at most one request at a time to a host, a gap after each, and no thread asleep meanwhile.

A redirect to another host stands in line there, before those who have not set out yet.
"""

import heapq
import threading
import time
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from pipelines.feeds.answers import Trip

# A host that says when to come back within a minute is waited for; else its calls are left for a later round.
LONGEST_WAIT = 60.0


class Desk:
    """The queues of a round. Threads take a trip, and give the host back when it is made.

    A host that has taken up `patience` seconds is asked no more: it must not keep a round from its end.
    """

    def __init__(self, trips: Iterable[tuple[str, Trip]], patience: float) -> None:
        self._queues: dict[str, deque[Trip]] = {}
        self._ready: list[tuple[float, str]] = []
        self._busy: set[str] = set()
        self._undecided = 0
        self._open_at: dict[str, float] = {}
        self._changed = threading.Condition()
        self._patience = patience
        self._spent: dict[str, float] = {}
        self._taken_at: dict[str, float] = {}
        self.left: list[Trip] = []
        for host, trip in trips:
            self._queues.setdefault(host, deque()).append(trip)
        # The longest queue first: it ends last.
        for rank, host in enumerate(sorted(self._queues, key=lambda host: -len(self._queues[host]))):
            heapq.heappush(self._ready, (float(rank) - len(self._queues), host))

    def take(self) -> tuple[str, Trip] | None:
        """The next trip whose host may be asked; waits for it. None when nothing is left to do."""
        with self._changed:
            while True:
                now = time.monotonic()
                if self._ready and self._ready[0][0] <= now:
                    _, host = heapq.heappop(self._ready)
                    self._busy.add(host)
                    self._taken_at[host] = now
                    return host, self._queues[host].popleft()
                if not self._ready and not self._busy and not self._undecided:
                    self._changed.notify_all()
                    return None
                self._changed.wait(self._ready[0][0] - now if self._ready else None)

    def give_back(self, host: str, gap: float, onward: tuple[str, Trip] | None = None) -> None:
        """The host was asked and rests for `gap` seconds; `onward` is where a redirect leads."""
        with self._changed:
            self._busy.discard(host)
            self._open_at[host] = time.monotonic() + gap
            if onward:
                self._put_first(*onward)
            self._spent[host] = self._spent.get(host, 0.0) + time.monotonic() - self._taken_at[host] + gap
            if gap > LONGEST_WAIT or self._spent[host] > self._patience:
                self.left += self._queues.pop(host, ())
            if self._queues.get(host) and not any(host == name for _, name in self._ready):
                heapq.heappush(self._ready, (self._open_at[host], host))
            self._changed.notify_all()

    def add(self, host: str, trip: Trip) -> None:
        """Another trip, made after those that wait for the host; left where the host has taken up its time."""
        with self._changed:
            if self._spent.get(host, 0.0) > self._patience:
                self.left.append(trip)
                return
            queue = self._queues.setdefault(host, deque())
            queue.append(trip)
            self._queue_up(host, queue)
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

    def is_last(self, host: str) -> bool:
        """Whether nobody else waits for a host that was taken."""
        with self._changed:
            return not self._queues.get(host)

    def stop(self) -> None:
        """Nothing more is to be asked."""
        with self._changed:
            self._give_up()
            self._changed.notify_all()

    def _put_first(self, host: str, trip: Trip) -> None:
        queue = self._queues.setdefault(host, deque())
        queue.appendleft(trip)
        self._queue_up(host, queue)

    def _queue_up(self, host: str, queue: deque[Trip]) -> None:
        """A host for which nobody waited until now is one that may be asked."""
        if len(queue) == 1 and host not in self._busy:
            heapq.heappush(self._ready, (self._open_at.get(host, 0.0), host))

    def _give_up(self) -> None:
        for queue in self._queues.values():
            self.left += queue
            queue.clear()
        self._ready.clear()
