"""Slices of an input -> bounded pipelines, one after another or side by side in worker processes.

The embedded runner keeps what it groups in memory, so on it an input is cut into slices; a distributed runner gets one
pipeline. Which it was makes no difference to the tables.
"""

import logging
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from itertools import chain, islice
from typing import NamedTuple

from pipelines.errors import StorageError
from pipelines.garbage import garbage_kept
from pipelines.options import SourceSettings
from pipelines.records import Portion
from pipelines.side_by_side import side_by_side, unheard

Slice = tuple[Portion, ...]

# Name of Beam's embedded runner. `DirectRunner` would first try to fetch another one from the network.
EMBEDDED = "FnApiRunner"
# On a distributed runner so many workers write segments at a time.
_SHARDS = 16
# Slices that are run as one where many wait. To build a pipeline and take it down costs some .2 s, a slice three.
SEVERAL = 3
# How an error of the storage can be told from others after Beam has wrapped it in text.
_STORAGE_MARK = "pipelines.errors.StorageError: "

_log = logging.getLogger("dateline.ingest")


class Counts(NamedTuple):
    """What the stages counted."""

    read: int = 0
    rejected: int = 0
    deduplicated: int = 0
    claims: int = 0
    landed_articles: int = 0

    def plus(self, other: "Counts") -> "Counts":
        return Counts(*(a + b for a, b in zip(self, other, strict=True)))


class Plan(NamedTuple):
    """What every slice of a run has in common."""

    folder: str
    sources: tuple[SourceSettings, ...]
    beam_options: tuple[str, ...]
    workers: int
    again: bool = False  # whether the portions are of stored articles


def run_slices(
    slices: Iterable[Slice],
    plan: Plan,
    landed: Callable[[Counts], None] = unheard,
    started: Callable[[], object] = unheard,
) -> Counts:
    """Run every slice; the counts of all. Tells `landed` what each brought, as it is done, and `started` when worker
    processes are busy, if there are some.

    Raises StorageError where a segment cannot be written.
    """
    if _runner(plan.beam_options) != EMBEDDED:
        return run_slice(tuple(chain.from_iterable(slices)), plan)
    workers = plan.workers or os.cpu_count() or 1
    slices = joined(slices, workers)
    first = list(islice(slices, 2))
    results = (
        _here(chain(first, slices), plan)
        if len(first) < 2 or workers < 2
        else side_by_side(partial(run_slice, plan=plan), chain(first, slices), workers, "pipelines.imported", started)
    )
    total = Counts()
    for done, counts in enumerate(results, 1):
        total = total.plus(counts)
        landed(counts)
        _log.info("slice done", extra={"fields": {"slices": done, "read": total.read, "landed": total.landed_articles}})
    return total


def joined(slices: Iterable[Slice], workers: int) -> Iterator[Slice]:
    """The same portions in fewer slices, of up to SEVERAL each as long as all workers have as many before them. Towards
    the end they are small, so that all workers end at once. What feeds give is not waited for.
    """
    coming = iter(slices)
    waiting = deque[Slice]()
    while True:
        while len(waiting) < SEVERAL * workers and not (waiting and _was_asked_for(waiting[-1])):
            if not (portions := next(coming, None)):
                break
            waiting.append(portions)
        if not waiting:
            return
        several = max(1, min(SEVERAL, len(waiting) // workers))
        yield tuple(chain.from_iterable([waiting.popleft() for _ in range(several)]))


def _was_asked_for(portions: Slice) -> bool:
    return portions[-1].fetched is not None


def run_slice(portions: Slice, plan: Plan) -> Counts:
    """One bounded pipeline over some portions."""
    if not portions:
        return Counts()
    runner = _runner(plan.beam_options)
    with garbage_kept() if runner == EMBEDDED else nullcontext():
        return _run(portions, plan, runner)


def _run(portions: Slice, plan: Plan, runner: str) -> Counts:
    import apache_beam as beam

    from pipelines.beam_options import ViewedOnce
    from pipelines.ingest import ingest, reanalyse
    from pipelines.stages.land import WHOLE_BUNDLES

    pipeline = beam.Pipeline(runner=runner, options=ViewedOnce([*plan.beam_options]))
    listed = pipeline | "Portions" >> beam.Create(portions, reshuffle=False).with_output_types(Portion)
    chain = reanalyse if plan.again else ingest
    chain(listed, plan.folder, plan.sources, WHOLE_BUNDLES if runner == EMBEDDED else _SHARDS)
    try:
        result = pipeline.run()
        result.wait_until_finish()
    except Exception as error:
        raise _unwrapped(error) from error
    return _counted(result.metrics())


def _unwrapped(error: Exception) -> Exception:
    """Beam gives what a stage raised as text within another exception; a full disk is to be told as what it is."""
    text = str(error)
    if not isinstance(error, StorageError) and _STORAGE_MARK not in text:
        return error
    return StorageError(text.rsplit(_STORAGE_MARK, 1)[-1].splitlines()[0].split(" [while running")[0])


def _counted(metrics: object) -> Counts:
    from apache_beam.metrics.metric import MetricsFilter

    found = metrics.query(MetricsFilter().with_namespace("dateline"))["counters"]  # type: ignore[attr-defined]
    totals: dict[str, int] = {}
    for counter in found:
        totals[counter.key.metric.name] = totals.get(counter.key.metric.name, 0) + (counter.result or 0)
    return Counts(*(totals.get(name, 0) for name in Counts._fields))


def _runner(beam_options: Sequence[str]) -> str:
    """The runner that Beam's own options name, else the embedded one."""
    if not beam_options:
        return EMBEDDED
    from apache_beam.options.pipeline_options import PipelineOptions, StandardOptions

    return PipelineOptions(list(beam_options)).view_as(StandardOptions).runner or EMBEDDED


def _here(slices: Iterable[Slice], plan: Plan) -> Iterator[Counts]:
    for portions in slices:
        yield run_slice(portions, plan)
