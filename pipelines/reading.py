"""Inputs -> landed segments of one run; then of the runs that died before they had read theirs.

A dead run is finished in its own folder, as it would have been at its own time. What stands in the way of that every
time is given up after some tries, as refusals, so that it does not stand in the way of the others for ever.
"""

import logging
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipelines.asking import Asking, Counted
from pipelines.errors import NoInputError, Unreadable
from pipelines.feeds.names import is_url, split, without_password
from pipelines.formats.encoding import storable
from pipelines.inputs import Span, portions, slices, spool_stdin
from pipelines.options import SourceSettings
from pipelines.records import Fetch, Portion, Reject
from pipelines.side_by_side import unheard
from pipelines.slices import Counts, Plan, run_slices
from pipelines.store import landing
from pipelines.store.landing import Begun

Part = Portion | Reject | Fetch
Landed = Callable[[Path, int], None]

_log = logging.getLogger("dateline.ingest")

# So often the inputs of a dead run are read again; who was killed three times over them is killed by them.
TRIES = 3
_ROWS_AT_ONCE = 2_000


class Reading(NamedTuple):
    """A finished reading: where it landed, what was counted, the dead runs that were finished with it."""

    run_id: str
    counts: Counts
    resumed: tuple[Begun, ...]
    feeds: Counted = Counted()


def read_inputs(
    data: Path,
    begun: Begun,
    plan: Plan,
    asking: Asking,
    changed: Span | None = None,
    landed: Landed = unheard,
    started: Callable[[], object] = unheard,
) -> Reading:
    """Begin a run's folder, read its inputs into it and close it; then do the same for the runs that had died.

    With `changed` only the files that changed then; of the dead runs all. Tells `landed` in which folder how many
    articles more have landed, and `started` when workers are busy and this process is not.

    Raises NoInputError, leaving nothing behind, where an input names nothing.
    """
    dead = tuple(landing.died(data))
    shown = tuple(map(without_password, begun.inputs))
    folder = landing.begin(data, begun.command, shown, begun.as_of, plan.sources)
    own = landing.begun(folder)._replace(inputs=begun.inputs)
    if "-" in begun.inputs:
        spool_stdin(folder, sys.stdin.buffer)
    try:
        parts = _parts(own, folder, plan.sources, asking, changed)
    except NoInputError:
        landing.abandon(folder)
        raise
    counts = _land(parts, folder, plan, landed, started)
    landing.finish(folder, counts._asdict())
    planned = {(own.cwd, name) for name in shown if name != "-"}
    for run in dead:
        wanted = tuple(name for name in run.inputs if (run.cwd, name) not in planned)
        planned |= {(run.cwd, name) for name in wanted if name != "-"}
        as_then = plan._replace(sources=run.sources)
        _finish(run._replace(inputs=wanted), data / "landing" / run.run_id, own.run_id, as_then, asking, landed)
    return Reading(own.run_id, counts, dead, asking.counted)


def _finish(run: Begun, folder: Path, resumed_by: str, plan: Plan, asking: Asking, landed: Landed) -> None:
    """Finish a dead run with those of its inputs that nobody else has read."""
    void = landing.void(folder)
    fields = {"fields": {"inputs": len(run.inputs)}}
    if landing.count_try(folder) > TRIES:
        _log.error("the run %s died at every try: its inputs are given up", run.run_id, extra=fields)
        parts: Iterator[Part] = (_given_up(run, name, f"it failed {TRIES} times") for name in run.inputs)
    else:
        _log.warning("the run %s died: its inputs are read again", run.run_id, extra=fields)
        parts = _again(run, folder, plan.sources, asking)
    landing.finish(folder, _land(parts, folder, plan, landed)._asdict(), resumed_by=resumed_by, void=void)


def _again(run: Begun, folder: Path, sources: tuple[SourceSettings, ...], asking: Asking) -> Iterator[Part]:
    for name in run.inputs:
        try:
            yield from _parts(run._replace(inputs=(name,)), folder, sources, asking)
        except NoInputError as error:
            yield _given_up(run, name, str(error))


def _given_up(run: Begun, name: str, why: str) -> Reject:
    gone = Unreadable("input_lost", f"{why}; the run {run.run_id} died before it had read it")
    said = storable(name)
    return Reject(run.run_id, "read", gone.reason, storable(gone.message), said, said, None, None, run.as_of)


def _parts(
    run: Begun, folder: Path, sources: tuple[SourceSettings, ...], asking: Asking, changed: Span | None = None
) -> Iterator[Part]:
    """Files as they were at the time of the run; feeds as they are now."""
    here = run.cwd == str(Path.cwd())
    named = [name if here or name == "-" or is_url(name) else os.path.join(run.cwd, name) for name in run.inputs]
    found = split(named, asking.feeds)
    files = portions(found.files, run_id=run.run_id, seen_at=run.as_of, sources=sources, spool=folder, changed=changed)
    return chain(files, asking.parts(found.feeds, run.run_id, folder)) if found.feeds else files


def _land(
    parts: Iterable[Part], folder: Path, plan: Plan, landed: Landed, started: Callable[[], object] = unheard
) -> Counts:
    """Run what can be read through the pipeline; what was refused or failed before it could be read lands beside."""
    aside = _Beside(folder)

    def readable() -> Iterator[Portion]:
        for part in parts:
            if isinstance(part, Portion):
                yield part
            else:
                aside.put(part)

    counts = run_slices(
        slices(readable()),
        plan._replace(folder=str(folder)),
        lambda slice_: landed(folder, slice_.landed_articles),
        started,
    )
    aside.land()
    return counts._replace(rejected=counts.rejected + aside.refused)


class _Beside:
    """Rows that come before the pipeline, landed some thousands at a time."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._rows, self.refused = folder, list[Reject | Fetch](), 0

    def put(self, row: Reject | Fetch) -> None:
        self.refused += isinstance(row, Reject)
        self._rows.append(row)
        if len(self._rows) == _ROWS_AT_ONCE:
            self.land()

    def land(self) -> None:
        if not self._rows:
            return  # as nearly always: then the process that plans the run needs no Beam
        from pipelines.packing import plain
        from pipelines.stages.land import land

        for kind, name in ((Reject, "rejects"), (Fetch, "fetches")):
            if of_kind := [plain(row) for row in self._rows if isinstance(row, kind)]:
                land(of_kind, name, self._folder)
        self._rows.clear()
