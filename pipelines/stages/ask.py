"""Tick -> Document, Fetch, Portion, Reject: what has come since the tick before. Refuses nothing by itself.

The state of a stream is when each feed was asked of which nothing is stored yet. It is a cache: without it, after any
restart, feeds are asked again, with nothing but what is known by the store.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.coders import PickleCoder
from apache_beam.pvalue import PCollection
from apache_beam.transforms.userstate import ReadModifyWriteStateSpec

from pipelines.service import windows
from pipelines.service.intake import Arrival, Followed, Intake, answered

# A driver has one intake, whatever instances of the function a runner makes.
_intakes: dict[Followed, Intake] = {}


def still_asked(asked: Mapping[str, datetime], intake: Intake) -> dict[str, datetime]:
    """Of the feeds that were asked those of which the store knows nothing yet."""
    return {source_id: at for source_id, at in asked.items() if not intake.is_stored(source_id, at)}


_ASKED = beam.DoFn.StateParam(ReadModifyWriteStateSpec("asked", PickleCoder()))


class _Ask(beam.DoFn):
    def __init__(self, followed: Followed, window: float, launch: str) -> None:
        self.followed, self.window, self.launch = followed, window, launch

    def process(
        self,
        element: tuple[str, Any],
        timestamp: Any = beam.DoFn.TimestampParam,
        asked: Any = _ASKED,
    ) -> Iterator[Arrival]:
        if self.followed not in _intakes:
            _intakes[self.followed] = Intake(self.followed)
        intake = _intakes[self.followed]
        before: dict[str, datetime] = asked.read() or {}
        now = still_asked(before, intake)
        name = windows.named(self.launch, float(timestamp) // self.window * self.window)
        begun = False
        for arrival in intake.tick(datetime.now(UTC), now):
            if not begun:
                windows.begin(Path(self.followed.data) / windows.FOLDER, name)
                begun = True
            now |= answered(arrival)
            yield arrival
        if now != before:
            asked.write(now)


@dataclass
class Ask(beam.PTransform):
    followed: Followed
    window: float
    launch: str

    def expand(self, ticks: PCollection[Any]) -> PCollection[Arrival]:
        return (
            ticks
            | "Key" >> beam.Map(lambda tick: ("all", tick)).with_output_types(tuple[str, Any])
            | "Tick" >> beam.ParDo(_Ask(self.followed, self.window, self.launch)).with_output_types(Arrival)
        )
