"""Names of segments -> the manifest of their window, written when all of them have landed. Refuses nothing."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.service import windows
from pipelines.service.windows import Window


class _CloseWindow(beam.DoFn):
    def __init__(self, folder: str, launch: str) -> None:
        self.folder, self.launch = folder, launch

    def process(self, element: tuple[str, Iterable[str]], window: Any = beam.DoFn.WindowParam) -> Iterator[str]:
        name = windows.named(self.launch, window.start)
        windows.close(Path(self.folder), Window(name, tuple(element[1])))
        yield name


@dataclass
class Close(beam.PTransform):
    folder: str
    launch: str

    def expand(self, segments: PCollection[str]) -> PCollection[str]:
        return (
            segments
            | "Key" >> beam.Map(lambda name: ("all", name)).with_output_types(tuple[str, str])
            | "Gather" >> beam.GroupByKey()
            | "Write" >> beam.ParDo(_CloseWindow(self.folder, self.launch)).with_output_types(str)
        )
