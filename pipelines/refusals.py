"""A refusal -> the row that it is written down as. Without Beam, so that who only plans a run need not import it."""

from datetime import datetime
from typing import Protocol

from pipelines.errors import Refusal
from pipelines.formats.encoding import storable
from pipelines.records import Reject

# So much of a refused piece is kept: enough to know it again.
PAYLOAD = 2_000


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
