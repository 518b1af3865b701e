"""Feeds that were named -> portions of what they gave, within a run: asked once each, bodies kept in the run's spool.

The embedded runner is given slices of even weight, and what a feed weighs is known when it has come. So a batch asks
here, one process for all hosts, while the slices before are at work; what has not changed never becomes a pipeline.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from pipelines.feeds import control
from pipelines.feeds.calls import Policy, Round
from pipelines.feeds.plan import due_round, first
from pipelines.feeds.state import FeedState
from pipelines.options import Feed
from pipelines.records import Document, Fetch, Portion
from pipelines.spool import Spool


class Counted(NamedTuple):
    """What came of the feeds of a run. `resting` were not due, disabled, gone, or had no turn.

    `pages` of articles were asked for as well, for their full text.
    """

    asked: int = 0
    read: int = 0
    unchanged: int = 0
    failed: int = 0
    resting: int = 0
    pages: int = 0


class Wanted(NamedTuple):
    """How the feeds of a run are to be asked: what the settings say of them, how, and whether due or not.

    At most so many (None: all); once `stopped` says so no more, and the rest stays due.
    """

    feeds: tuple[Feed, ...] = ()
    policy: Policy = Policy()
    regardless: bool = False
    most: int | None = None
    stopped: Callable[[], bool] = bool


class Asking:
    """The feeds of one run. States are looked up when the first feed is asked."""

    def __init__(self, data: Path, wanted: Wanted, now: datetime) -> None:
        self._data, self._wanted, self._now = data, wanted, now
        self._states: dict[str, FeedState] | None = None
        self._settled: frozenset[str] = frozenset()
        self._asked: set[str] = set()
        self.feeds = wanted.feeds
        self.counted = Counted()

    def parts(self, feeds: Iterable[Feed], run_id: str, folder: Path) -> Iterator[Portion | Fetch]:
        """What the due ones of these feeds give, as it comes; none is asked twice by the same run."""
        from pipelines.feeds.fetching import fetch
        from pipelines.feeds.pages import is_page

        named = [feed for feed in feeds if feed.source_id not in self._asked]
        round_ = self._round(named, run_id)
        calls = [call for queue in round_.queues for call in queue]
        self._asked |= {call.source_id for call in calls}
        self._count(resting=len(named))
        for result in fetch(round_):
            self._count(**{"pages": 1} if is_page(result) else {"asked": 1, "resting": -1})
            if is_page(result):
                yield result
            elif isinstance(result, Document):
                self._count(read=1)
                yield _portion(result, folder)
            else:
                self._count(**{"unchanged" if result.outcome == "unchanged" else "failed": 1})
                yield result
            if self._wanted.stopped():
                break

    def _round(self, feeds: list[Feed], run_id: str) -> Round:
        from pipelines.store.feeds import known

        wishes = control.wishes(self._data)
        if self._states is None:
            learned = known(self._data, self._now)
            self._states, self._settled = control.known(learned.states, wishes), learned.settled
        followed = control.heeded(feeds, wishes)
        how = self._wanted
        due = due_round(followed, self._states, self._now, how.policy, run_id=run_id, regardless=how.regardless)
        due = due._replace(settled=self._settled)
        return due if how.most is None else first(due, how.most)

    def _count(self, **more: int) -> None:
        self.counted = self.counted._replace(**{name: getattr(self.counted, name) + n for name, n in more.items()})


def _portion(document: Document, folder: Path) -> Portion:
    """The document where a worker process can read it."""
    name = hashlib.blake2b(document.ref.encode("utf-8", "replace"), digest_size=8).hexdigest()
    path = Spool(folder, f"feed-{name}").write([document.content])
    return Portion(
        path, document.ref, document.source_id, None, document.form, 0, None, 0, document.seen_at, document.run_id,
        document.charset, document.fetched, document.pages, document.found,
    )  # fmt: skip
