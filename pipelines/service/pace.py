"""How often a service checks the whole store: often while it is small, once an hour when it is big."""

from pipelines.run import Outcome

# A check of the whole takes a twentieth of the time at most, but has its turn every hour.
_SHARE, _LEAST, _LONGEST = 20.0, 60.0, 3_600.0


class Pace:
    """When the whole was checked last, and how long that took."""

    def __init__(self) -> None:
        self._due_at = 0.0

    def is_due(self, clock: float) -> bool:
        """Whether the next batch is to check the whole; `clock` is a monotonic one."""
        return clock >= self._due_at

    def checked(self, outcome: Outcome, clock: float) -> None:
        """A batch has checked the whole."""
        seconds = dict(outcome.seconds)
        took = seconds.get("check", 0.0) + seconds.get("report", 0.0)
        self._due_at = clock + min(max(_SHARE * took, _LEAST), _LONGEST)
