"""A function of an element as a stage that does many in a row.

Beam takes each element through all the stages that are fused before it takes the next, and the code of one stage drives
that of another out of the processor's caches. 1,000 articles dated, fingerprinted and tagged one after another took a
fifth longer than a hundred dated, then fingerprinted, then tagged. (BatchElements would do, but a batch that is an
element Beam encodes now and then, only to tell its size.)
"""

from collections.abc import Callable, Iterator
from typing import Any

import apache_beam as beam
from apache_beam.utils.windowed_value import WindowedValue

# Elements done in a row, of a bundle: from 32 on more is not quicker, and so many articles are some MB.
IN_A_ROW = 100


class InARow(beam.DoFn):
    """Elements -> what the function gives for each, in their order, at their times and in their windows."""

    def __init__(self, function: Callable[[Any], Any]) -> None:
        self.function = function
        self.waiting: list[WindowedValue] = []

    def process(self, _: Any, arrived: WindowedValue = beam.DoFn.WindowedValueParam) -> Iterator[WindowedValue]:
        self.waiting.append(arrived)
        if len(self.waiting) == IN_A_ROW:
            yield from self.finish_bundle()

    def finish_bundle(self) -> Iterator[WindowedValue]:
        waiting, self.waiting = self.waiting, []
        done = [self.function(arrived.value) for arrived in waiting]
        yield from (arrived.with_value(value) for arrived, value in zip(waiting, done, strict=True))
