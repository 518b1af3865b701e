"""Entry -> Entry: those that this worker has not landed within the hour, or not as they are now. Refuses nothing.

A feed that has one new item comes with twenty-four that were there a minute ago. In a batch the store sees that they
are the same; a stream would read, land and load them every time. An entry is dropped only where the window in which it
went by has been closed, so what a runner tries again goes by again; and once an hour it goes by, for when it was seen.
"""

import time
from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import apache_beam as beam
import xxhash
from apache_beam.pvalue import PCollection

from pipelines.records import Entry
from pipelines.service import windows

# Seconds that an entry is remembered, and how many are: some 200 bytes each.
HOUR, MOST = 3_600.0, 100_000


def mark(entry: Entry) -> bytes:
    """A hash of all that an entry says, but for when it was seen and where in its feed it stood."""
    said = entry._replace(position=0, run_id="", seen_at=entry.seen_at.min)
    return xxhash.xxh3_128_digest(repr(said).encode("utf-8", "surrogatepass"))


class Memory:
    """Marks of entries, with the window in which each went by, and when that was; the oldest go first."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._marks: OrderedDict[bytes, tuple[str, float]] = OrderedDict()

    def knows(self, entry: Entry, window: str, clock: float) -> bool:
        """Whether the entry has landed within the hour; if not, it goes by in this window."""
        key = mark(entry)
        before = self._marks.get(key)
        if before and clock - before[1] < HOUR and before[0] != window and windows.is_closed(self._folder, before[0]):
            return True
        self._marks[key] = window, clock
        self._marks.move_to_end(key)
        if len(self._marks) > MOST:
            self._marks.popitem(last=False)
        return False


# One for a process, whatever instances of the function a runner makes.
_memories: dict[str, Memory] = {}


class _Recall(beam.DoFn):
    def __init__(self, folder: str, launch: str) -> None:
        self.folder, self.launch = folder, launch

    def process(self, element: Entry, window: Any = beam.DoFn.WindowParam) -> Iterator[Entry]:
        memory = _memories.setdefault(f"{self.folder} {self.launch}", Memory(Path(self.folder)))
        if not memory.knows(element, windows.named(self.launch, window.start), time.monotonic()):
            yield element


@dataclass
class Recall(beam.PTransform):
    folder: str
    launch: str

    def expand(self, entries: PCollection[Entry]) -> PCollection[Entry]:
        return entries | "Unknown" >> beam.ParDo(_Recall(self.folder, self.launch)).with_output_types(Entry)
