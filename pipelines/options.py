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


class Feed(NamedTuple):
    """A feed that a person follows: its name, its address as written, seconds between requests if they say so.

    A password in it is one of the `headers`, which are sent to the feed's own host only. `full_text` None leaves it to
    what the feed gives.
    """

    source_id: str
    url: str
    interval: float | None = None
    full_text: bool | None = None
    headers: tuple[tuple[str, str], ...] = ()


class Settings(NamedTuple):
    """Everything that holds for a command. `as_of` None is the present moment; `workers` 0 is the number of cores.

    `summary`, `junit` and `metrics` are files to be written for other programs when a command ends.
    `every` is how often a service looks, `window` how long a stream gathers what it lands, seconds.
    Of feeds: seconds between two requests to a host, addresses that may be asked although they are not public, whom to
    write to about our requests, whether robots.txt is obeyed for feeds too, whether feeds are asked that are not due,
    how many pages of articles are asked of a host in a run.
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
    feeds: tuple[Feed, ...] = ()
    host_gap: float = 2.0
    allow_address: tuple[str, ...] = ()
    contact: str | None = None
    robots: bool = False
    all_feeds: bool = False
    pages: int = 20
    every: float = 60.0
    window: float = 5.0
