"""Refusals on their way to the rejects: how one is written down, and how a stage sets them aside.

A stage's function gives everything in one stream (entries, rejects, fetches); `Sift` sends each to where it belongs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.error_handling import ErrorHandler

from pipelines.errors import Refusal
from pipelines.formats.encoding import storable
from pipelines.records import Reject

# So much of a refused piece is kept: enough to know it again.
PAYLOAD = 2_000
# Metrics (namespace "dateline") that count rows of these types.
_COUNTED = {"Entry": "read", "Reject": "rejected"}


class Origin(Protocol):
    """Where something was read from: a portion, a document, an entry."""

    @property
    def source_id(self) -> str: ...
    @property
    def ref(self) -> str: ...
    @property
    def seen_at(self) -> datetime: ...
    @property
    def run_id(self) -> str: ...


def reject(
    origin: Origin, stage: str, refusal: Refusal, *, position: int | None = None, payload: str | None = None
) -> Reject:
    """A refusal as a row. `position` None means the whole of what was to be read; the payload is cut."""
    return Reject(
        run_id=origin.run_id,
        stage=stage,
        reason=refusal.reason,
        message=storable(refusal.message)[:PAYLOAD],
        source_id=storable(origin.source_id),
        ref=storable(origin.ref),
        position=position,
        payload=None if payload is None else storable(payload[:PAYLOAD]),
        seen_at=origin.seen_at,
    )


@dataclass
class Sift(beam.PTransform):
    """Elements -> the `kept` ones of what `function` gives for each; those of other types go to their handlers."""

    function: Callable[[Any], Iterable[Any]]
    kept: type
    aside: Mapping[type, ErrorHandler]

    def expand(self, elements: PCollection[Any]) -> PCollection[Any]:
        tags = [kind.__name__ for kind in self.aside]
        outputs = elements | "Apply" >> beam.FlatMap(_tagged, self.function, self.kept).with_outputs(*tags, main="Kept")
        for kind, handler in self.aside.items():
            handler.add_error_pcollection(outputs[kind.__name__])
        return outputs["Kept"]


def _tagged(element: Any, function: Callable[[Any], Iterable[Any]], kept: type) -> Iterator[Any]:
    for result in function(element):
        name = type(result).__name__
        if name in _COUNTED:
            Metrics.counter("dateline", _COUNTED[name]).inc()
        yield result if isinstance(result, kept) else TaggedOutput(name, result)
