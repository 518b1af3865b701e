"""A body as it came -> the text that the stages read, and what stands around it."""

from typing import NamedTuple

from pipelines.formats.encoding import repair, storable
from pipelines.formats.markup import clean, one_line
from pipelines.formats.notes import correction, dateline


class Body(NamedTuple):
    """`text_as_received` is None where the text is what came, but for space around it."""

    text: str
    text_as_received: str | None
    dateline_place: str | None
    correction: str | None


def body_of(received: str, *, marked_up: bool) -> Body:
    """A body with its encoding repaired; its HTML, where it may hold any, made clean text."""
    repaired = repair(received)
    text = storable(clean(repaired)) if marked_up else repaired
    line = dateline(text)
    as_received = None if text.strip() == received.strip() else storable(received)
    return Body(text, as_received, line.place if line else None, correction(text))


def headline_of(received: str, *, marked_up: bool) -> str:
    """A headline or a name, repaired, on one line."""
    repaired = repair(received)
    return storable(one_line(repaired)) if marked_up else " ".join(repaired.split())
