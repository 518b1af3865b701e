"""What can be said on the command line and in dateline.toml, and the words allowed in it."""

from datetime import datetime
from pathlib import Path
from typing import NamedTuple

FAIL_ON = ("critical", "warning", "info", "never")
IF_RUNNING = ("fail", "wait", "skip")
LOG_FORMAT = ("text", "json")
VERBOSITY = ("quiet", "normal", "verbose")
DATE_ORDER = ("dmy", "mdy", "ymd")


class SourceSettings(NamedTuple):
    """What a person says of a source: its name, where its files are, and how its dates are to be read."""

    source_id: str
    path: str | None = None
    zone: str | None = None
    date_order: str | None = None
    language: str | None = None


class Settings(NamedTuple):
    """Everything that holds for a command. `as_of` None is the present moment; `workers` 0 is the number of cores.

    `summary`, `junit` and `metrics` are files to be written for other programs when a command ends.
    """

    data: Path = Path("data")
    as_of: datetime | None = None
    fail_on: str = "critical"
    if_running: str = "fail"
    workers: int = 0
    decisions: Path = Path("decisions.toml")
    log_format: str = "text"
    verbosity: str = "normal"
    summary: Path | None = None
    junit: Path | None = None
    metrics: Path | None = None
    sources: tuple[SourceSettings, ...] = ()
