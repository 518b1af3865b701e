"""What a service does now and then: check the whole store, often while it is small; put the runs of an hour away."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.run import Job, Outcome, Upkeep
from pipelines.store.publish import PUBLISHED

if TYPE_CHECKING:
    import duckdb

_LAST = "SELECT max(checked_at) FROM quality_results WHERE scope = 'whole'"
# A check of the whole takes a fiftieth of the time at most, for nothing is published meanwhile; one an hour at least.
_SHARE, _LEAST, _LONGEST = 50.0, 60.0, 3_600.0


def last_checked(data: Path) -> datetime | None:
    """When the whole store was checked last, by the published file."""
    import duckdb

    if not (data / PUBLISHED).exists():
        return None
    with duckdb.connect(str(data / PUBLISHED), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        found: datetime | None = con.execute(_LAST).fetchall()[0][0]
        return found


class Pace:
    """When the whole was checked last, and how long that took; up to which hour runs have been put away."""

    def __init__(self, data: Path, now: datetime, clock: float) -> None:
        """Of a data folder whose whole store was checked some time ago, or never; a new start is no reason to do it."""
        checked = last_checked(data)
        age = _LONGEST if checked is None else (now - checked).total_seconds()
        self._due_at = 0.0 if checked is None else clock + max(_LEAST, _LONGEST - age)
        self._stowed: datetime | None = None

    def is_due(self, clock: float) -> bool:
        """Whether the next batch is to check the whole; `clock` is a monotonic one."""
        return clock >= self._due_at

    def checked(self, outcome: Outcome, clock: float) -> None:
        """A batch is done: one that has checked the whole has made a report, too."""
        seconds = dict(outcome.seconds)
        if "report" not in seconds:
            return
        took = seconds["report"] + seconds.get("check", 0.0)
        self._due_at = clock + min(max(_SHARE * took, _LEAST), _LONGEST)

    def upkeep(self, job: Job) -> Upkeep | None:
        """What the first batch of an hour does beside: the many small segments of the hours before become few."""
        hour = job.now.replace(minute=0, second=0, microsecond=0)
        if hour == self._stowed:
            return None

        def put_away(con: "duckdb.DuckDBPyConnection") -> None:
            from pipelines.store.prune import stow

            stow(con, job.data, hour)
            self._stowed = hour

        return put_away
