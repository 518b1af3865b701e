"""Feeds asked from tick to tick, in threads of their own: a slow host delays its own feeds and nothing else.

`fetch` makes one round and ends with its slowest host. A stream has many at once: at every tick what is due is begun,
and what has come since is taken. The feeds of a host are in one round at a time; where pages and redirects of others
lead to it, they stand in line with them (`Hosts`).
"""

import queue
import threading
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta

from pipelines.feeds.asking import Result
from pipelines.feeds.calls import Policy, Round, host_of
from pipelines.feeds.fetching import fetch
from pipelines.feeds.hosts import Hosts
from pipelines.feeds.pages import is_page
from pipelines.feeds.plan import due_round
from pipelines.feeds.state import FeedState
from pipelines.options import Feed

# Answers that wait to be taken, each of 10 MB at most; rounds and calls under way.
_WAITING, _ROUNDS, _CALLS = 16, 8, 200


class Standing:
    """What is being asked, by one process."""

    def __init__(self, policy: Policy) -> None:
        self._policy, self._hosts = policy, Hosts(policy)
        self._came: queue.Queue[Result | BaseException] = queue.Queue(_WAITING)
        self._lock = threading.Lock()
        self._rounds = 0
        self._busy: set[str] = set()
        self._sources: set[str] = set()  # asked, and their answers not yet taken
        self._lately: set[str] = set()  # marks of entries whose pages came, and of which the store knows nothing yet

    def begin(
        self, feeds: list[Feed], states: Mapping[str, FeedState], now: datetime, settled: frozenset[str] = frozenset()
    ) -> int:
        """Begin to ask what is due of hosts that are neither asked nor resting; gives how many calls that is.

        `settled` are the marks of entries whose pages need not be asked.
        """
        with self._lock:
            self._lately -= settled
            room = _CALLS - len(self._sources) if self._rounds < _ROUNDS else 0
            away = self._busy | self._hosts.resting()
            waiting = [feed for feed in feeds if feed.source_id not in self._sources]
        if room <= 0:
            return 0
        due = due_round(waiting, states, now, self._policy, run_id="stream", slack=timedelta(0))
        queues = [calls for calls in due.queues if host_of(calls[0].url) not in away]
        while queues and sum(map(len, queues)) > room:
            queues.pop()
        if not queues:
            return 0
        threads = min(self._policy.threads, len(queues))
        round_ = due._replace(
            queues=tuple(queues), policy=self._policy._replace(threads=threads), settled=settled | self._lately
        )
        with self._lock:
            self._rounds += 1
            self._busy |= {host_of(calls[0].url) for calls in queues}
            self._sources |= {call.source_id for calls in queues for call in calls}
        threading.Thread(target=self._make, args=(round_,), daemon=True).start()
        return sum(map(len, queues))

    def come(self) -> Iterator[Result]:
        """What has come, without waiting. What a thread raised is a bug, and is raised here."""
        while True:
            try:
                result = self._came.get_nowait()
            except queue.Empty:
                return
            if isinstance(result, BaseException):
                raise result
            with self._lock:
                if is_page(result):
                    self._lately |= {result.item} if result.outcome == "read" and result.item else set()
                else:
                    self._sources.discard(result.source_id)
            yield result

    def _make(self, round_: Round) -> None:
        silent = {call.source_id for calls in round_.queues for call in calls}
        try:
            for result in fetch(round_, self._hosts):
                if not is_page(result):
                    silent.discard(result.source_id)
                self._came.put(result)
        except BaseException as error:
            self._came.put(error)
        finally:
            self._end(round_, silent)

    def _end(self, round_: Round, silent: set[str]) -> None:
        """Those of which nothing came may be asked again; the others when their answers are taken."""
        hosts = {host_of(calls[0].url) for calls in round_.queues}
        with self._lock:
            self._rounds -= 1
            self._busy -= hosts
            self._sources -= silent
