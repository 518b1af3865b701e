"""Inputs -> landed segments of one run, together with the inputs of runs that died before they had read theirs."""

import logging
import os
import sys
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from pipelines.errors import NoInputError, Unreadable
from pipelines.inputs import portions, slices, spool_stdin
from pipelines.options import SourceSettings
from pipelines.records import Portion, Reject
from pipelines.slices import Counts, Plan, run_slices
from pipelines.store import landing
from pipelines.store.landing import Begun

_log = logging.getLogger("dateline.ingest")


class Reading(NamedTuple):
    """A finished reading: where it landed, what was counted, the runs whose inputs it read again."""

    run_id: str
    counts: Counts
    resumed: tuple[Begun, ...]


def read_inputs(data: Path, begun: Begun, plan: Plan) -> Reading:
    """Begin a run's folder, read its inputs into it and close it; then close the runs that had died.

    Raises NoInputError, leaving nothing behind, where an input names nothing.
    """
    dead = tuple(landing.died(data))
    folder = landing.begin(data, begun.command, begun.inputs, begun.as_of)
    own = landing.begun(folder)
    if "-" in begun.inputs:
        spool_stdin(folder, sys.stdin.buffer)
    try:
        parts = _parts(own, own.run_id, folder, plan.sources)
    except NoInputError:
        landing.abandon(folder)
        raise
    again = (part for run in dead for part in _again(run, own.run_id, data, plan.sources))
    rejects: list[Reject] = []
    counts = run_slices(slices(_without_rejects(chain(parts, again), rejects)), plan._replace(folder=str(folder)))
    if rejects:
        _land_rejects(rejects, folder)
        counts = counts._replace(rejected=counts.rejected + len(rejects))
    landing.finish(folder, counts._asdict())
    for run in dead:
        landing.finish(data / "landing" / run.run_id, {}, resumed_by=own.run_id)
    return Reading(own.run_id, counts, dead)


def _parts(run: Begun, run_id: str, spool: Path, sources: tuple[SourceSettings, ...]) -> Iterator[Portion | Reject]:
    here = run.cwd == str(Path.cwd())
    named = [name if here or name == "-" else os.path.join(run.cwd, name) for name in run.inputs]
    return portions(named, run_id=run_id, seen_at=run.as_of, sources=sources, spool=spool)


def _again(run: Begun, run_id: str, data: Path, sources: tuple[SourceSettings, ...]) -> Iterator[Portion | Reject]:
    """The inputs of a run that died, as it would have read them; one that is gone is a refusal."""
    _log.warning(
        "the run %s died: its inputs are read again", run.run_id, extra={"fields": {"inputs": len(run.inputs)}}
    )
    spool = data / "landing" / run.run_id
    for name in run.inputs:
        try:
            yield from _parts(run._replace(inputs=(name,)), run_id, spool, sources)
        except NoInputError as error:
            gone = Unreadable("input_gone", f"{error}; the run {run.run_id} died before it had read it")
            yield Reject(run_id, "read", gone.reason, gone.message, name, name, None, None, run.as_of)


def _without_rejects(parts: Iterable[Portion | Reject], rejects: list[Reject]) -> Iterator[Portion]:
    for part in parts:
        if isinstance(part, Reject):
            rejects.append(part)
        else:
            yield part


def _land_rejects(rejects: list[Reject], folder: Path) -> None:
    from pipelines.stages.land import land

    land(list(rejects), "rejects", folder)
