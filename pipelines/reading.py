"""Inputs -> landed segments of one run; then of the runs that died before they had read theirs.

A dead run is finished in its own folder, as it would have been at its own time. What stands in the way of that every
time is given up after some tries, as refusals, so that it does not stand in the way of the others for ever.
"""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import NoInputError, Unreadable
from pipelines.formats.encoding import storable
from pipelines.inputs import portions, slices, spool_stdin
from pipelines.options import SourceSettings
from pipelines.records import Portion, Reject
from pipelines.slices import Counts, Plan, run_slices
from pipelines.store import landing
from pipelines.store.landing import Begun

_log = logging.getLogger("dateline.ingest")

# So often the inputs of a dead run are read again; who was killed three times over them is killed by them.
TRIES = 3
_REJECTS_AT_ONCE = 2_000


class Reading(NamedTuple):
    """A finished reading: where it landed, what was counted, the dead runs that were finished with it."""

    run_id: str
    counts: Counts
    resumed: tuple[Begun, ...]


def read_inputs(data: Path, begun: Begun, plan: Plan) -> Reading:
    """Begin a run's folder, read its inputs into it and close it; then do the same for the runs that had died.

    Raises NoInputError, leaving nothing behind, where an input names nothing.
    """
    dead = tuple(landing.died(data))
    folder = landing.begin(data, begun.command, begun.inputs, begun.as_of, plan.sources)
    own = landing.begun(folder)
    if "-" in begun.inputs:
        spool_stdin(folder, sys.stdin.buffer)
    try:
        parts = _parts(own, folder, plan.sources)
    except NoInputError:
        landing.abandon(folder)
        raise
    counts = _land(parts, folder, plan)
    landing.finish(folder, counts._asdict())
    planned = {(own.cwd, name) for name in own.inputs if name != "-"}
    for run in dead:
        wanted = tuple(name for name in run.inputs if (run.cwd, name) not in planned)
        planned |= {(run.cwd, name) for name in wanted if name != "-"}
        as_then = plan._replace(sources=run.sources)
        _finish(run._replace(inputs=wanted), data / "landing" / run.run_id, own.run_id, as_then)
    return Reading(own.run_id, counts, dead)


def _finish(run: Begun, folder: Path, resumed_by: str, plan: Plan) -> None:
    """Finish a dead run with those of its inputs that nobody else has read."""
    void = landing.void(folder)
    fields = {"fields": {"inputs": len(run.inputs)}}
    if landing.count_try(folder) > TRIES:
        _log.error("the run %s died at every try: its inputs are given up", run.run_id, extra=fields)
        parts: Iterator[Portion | Reject] = (_given_up(run, name, f"it failed {TRIES} times") for name in run.inputs)
    else:
        _log.warning("the run %s died: its inputs are read again", run.run_id, extra=fields)
        parts = _again(run, folder, plan.sources)
    landing.finish(folder, _land(parts, folder, plan)._asdict(), resumed_by=resumed_by, void=void)


def _again(run: Begun, folder: Path, sources: tuple[SourceSettings, ...]) -> Iterator[Portion | Reject]:
    for name in run.inputs:
        try:
            yield from _parts(run._replace(inputs=(name,)), folder, sources)
        except NoInputError as error:
            yield _given_up(run, name, str(error))


def _given_up(run: Begun, name: str, why: str) -> Reject:
    gone = Unreadable("input_lost", f"{why}; the run {run.run_id} died before it had read it")
    said = storable(name)
    return Reject(run.run_id, "read", gone.reason, storable(gone.message), said, said, None, None, run.as_of)


def _parts(run: Begun, folder: Path, sources: tuple[SourceSettings, ...]) -> Iterator[Portion | Reject]:
    here = run.cwd == str(Path.cwd())
    named = [name if here or name == "-" else os.path.join(run.cwd, name) for name in run.inputs]
    return portions(named, run_id=run.run_id, seen_at=run.as_of, sources=sources, spool=folder)


def _land(parts: Iterable[Portion | Reject], folder: Path, plan: Plan) -> Counts:
    """Run what can be read through the pipeline; what was refused before it could be read lands beside."""
    from pipelines.stages.land import land

    rejects: list[Reject] = []
    refused = 0

    def readable() -> Iterator[Portion]:
        nonlocal refused
        for part in parts:
            if isinstance(part, Portion):
                yield part
                continue
            refused += 1
            rejects.append(part)
            if len(rejects) == _REJECTS_AT_ONCE:
                land([*rejects], "rejects", folder)
                rejects.clear()

    counts = run_slices(slices(readable()), plan._replace(folder=str(folder)))
    if rejects:
        land([*rejects], "rejects", folder)
    return counts._replace(rejected=counts.rejected + refused)
