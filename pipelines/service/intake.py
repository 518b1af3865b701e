"""What comes in from tick to tick: answers of feeds that were due, portions of files that changed. A driver has one.

Nothing of it has to outlive its process: what is known of feeds is in the published file, and what was under way is
due again. So only what has been loaded is ever built upon.
"""

import logging
import os
import time
from collections.abc import Iterator, Mapping
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import NoInputError
from pipelines.feeds import control
from pipelines.feeds.calls import Policy
from pipelines.feeds.names import Split, is_url, split
from pipelines.feeds.pages import is_page
from pipelines.feeds.standing import Standing
from pipelines.feeds.state import FeedState, fresh
from pipelines.inputs import SLICE_BYTES, Span, any_changed, matches, portions, weight
from pipelines.options import Feed, SourceSettings
from pipelines.records import Document, Fetch, Portion, Reject
from pipelines.service import windows
from pipelines.service.windows import SPOOL, STOP, TICK
from pipelines.store.feeds import published
from pipelines.store.publish import PUBLISHED

Arrival = Document | Fetch | Portion | Reject

# Windows under way, and windows that wait to be loaded, beyond which nothing more is taken in: the stages or the loader
# are behind, and what they have not done yet is in memory or on the disk.
_MOST_UNDER_WAY, MOST_WAITING = 4, 120
_SETTLED = 2.0
# Looking for what is due takes a twentieth of the time at most: .1 s for 20,000 feeds.
_LOOKS = 20.0

_log = logging.getLogger("dateline.stream")


class Followed(NamedTuple):
    """What a stream follows: the data folder, inputs as typed (none: the imported feeds and `paths`), settings."""

    data: str
    inputs: tuple[str, ...]
    paths: tuple[str, ...]
    feeds: tuple[Feed, ...]
    sources: tuple[SourceSettings, ...]
    policy: Policy
    every: float = 60.0


def answered(result: Arrival) -> dict[str, datetime]:
    """The feed that was asked, and when; nothing of a file or of an article's page."""
    if is_page(result):
        return {}
    if isinstance(result, Fetch):
        return {result.source_id: result.fetched_at}
    if isinstance(result, Document) and result.fetched:
        return {result.source_id: result.fetched.fetched_at}
    return {}


class Intake:
    """The arrivals of one process."""

    def __init__(self, followed: Followed) -> None:
        self._followed = followed
        self._data, self._folder = Path(followed.data), Path(followed.data) / windows.FOLDER
        self._standing = Standing(followed.policy)
        self._seen: object = None
        self._named = Split((), ())
        self._feeds: list[Feed] = []
        self._files: tuple[str, ...] = ()
        self._states: dict[str, FeedState] = {}
        self._settled: frozenset[str] = frozenset()
        self._span = Span(0.0, 0.0)
        self._looked_at = self._begin_at = 0.0
        self._portions: Iterator[Portion | Reject] = iter(())

    def tick(self, now: datetime, asked: Mapping[str, datetime]) -> Iterator[Arrival]:
        """Begin what is due, give what has come. `asked` says when feeds were asked of which nothing is stored yet."""
        (self._folder / TICK).touch()
        if windows.under_way(self._folder) > _MOST_UNDER_WAY or windows.waiting(self._folder) > MOST_WAITING:
            return
        came = list(self._standing.come())
        yield from came
        if not (self._folder / STOP).exists():
            self._look(now)
            lately = dict(chain(asked.items(), *(answered(result).items() for result in came)))
            known = {**self._states, **self._asked(lately)}
            if time.monotonic() >= self._begin_at:
                begun = time.monotonic()
                self._standing.begin(self._feeds, known, now, self._settled)
                self._begin_at = begun + _LOOKS * (time.monotonic() - begun)
            yield from self._changed(now)

    def is_stored(self, source_id: str, at: datetime) -> bool:
        """Whether the published file knows of a request at that time."""
        state = self._states.get(source_id)
        return state is not None and state.asked_at is not None and state.asked_at >= at

    def _asked(self, asked: Mapping[str, datetime]) -> dict[str, FeedState]:
        urls = {feed.source_id: feed.url for feed in self._feeds if feed.source_id in asked}
        return {
            source_id: self._states.get(source_id, fresh(source_id, url))._replace(asked_at=asked[source_id])
            for source_id, url in urls.items()
            if not self.is_stored(source_id, asked[source_id])
        }

    def _look(self, now: datetime) -> None:
        """Read anew what people or the loader have changed."""
        seen = self._signature()
        if seen == self._seen:
            return
        try:
            self._named = self._split()
        except NoInputError as error:  # somebody is saving a list just now, or has made a slip
            if self._seen is None:
                raise
            _log.error("%s; the lists of before hold", error)
        wishes = control.wishes(self._data)
        self._feeds, self._files = control.heeded(self._named.feeds, wishes), self._named.files
        learned = published(self._data, now)
        self._states, self._settled = control.known(learned.states, wishes), learned.settled
        self._seen = seen

    def _split(self) -> Split:
        how = self._followed
        usual = (*how.paths, *(feed.url for feed in how.feeds), *control.imported(self._data))
        named = how.inputs or tuple(dict.fromkeys(usual))
        return split([name for name in named if is_url(name) or matches(name)], how.feeds)

    def _signature(self) -> object:
        names = [Path(name) for name in (*self._followed.inputs, *self._followed.paths) if not is_url(name)]
        return [_stamp(path) for path in (*names, self._data / PUBLISHED, self._data / "control")]

    def _changed(self, now: datetime) -> Iterator[Portion | Reject]:
        """Portions of files that changed, some MB a tick."""
        if not self._files:
            return
        taken = list(self._some())
        if not taken and time.monotonic() - self._looked_at >= self._followed.every:
            self._looked_at = time.monotonic()
            self._span = Span(self._span.until, max(time.time() - _SETTLED, self._span.until))
            if any_changed(self._files, self._span):
                self._portions = portions(
                    self._files, run_id="stream", seen_at=now, sources=self._followed.sources,
                    spool=self._folder / SPOOL, changed=self._span,
                )  # fmt: skip
                taken = list(self._some())
        yield from taken

    def _some(self) -> Iterator[Portion | Reject]:
        total = 0
        while total < SLICE_BYTES and (part := next(self._portions, None)):
            total += max(weight(part), 1)
            yield part


def _stamp(path: Path) -> tuple[str, int, int] | None:
    try:
        told = os.stat(path)
    except OSError:
        return None
    return str(path), told.st_mtime_ns, told.st_size
