"""How a stage sets its refusals aside.

A stage's function gives everything in one stream (entries, rejects, fetches); `Sift` sends each to where it belongs.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection, TaggedOutput
from apache_beam.transforms.error_handling import ErrorHandler

# What counts rows of these types.
_COUNTERS = {"Entry": Metrics.counter("dateline", "read"), "Reject": Metrics.counter("dateline", "rejected")}


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
        if name in _COUNTERS:
            _COUNTERS[name].inc()
        yield result if isinstance(result, kept) else TaggedOutput(name, result)
