"""What is to be asked: a call for each feed, in a queue for each host, in a round. Values that travel through Beam."""

from datetime import datetime
from typing import NamedTuple
from urllib.parse import urlsplit

from pipelines.version import VERSION

# Wire and unpacked bytes of one answer (brief: a feed above 10 MB is none), and how far it may unpack: text packs 5 to
# 40 times, bombs a thousand times and more. Small bodies may be as repetitive as they like.
MAX_WIRE = 10_000_000
MAX_UNPACKED = 10_000_000
MAX_RATIO = 200
RATIO_FROM = 1_000_000
# Browsers follow 20 redirects, feed readers 5 to 10.
MAX_REDIRECTS = 8


class Policy(NamedTuple):
    """How to ask. Times in seconds; `allow` names hosts, HOST or HOST:PORT, that may be asked although not public.

    `pages` of articles are asked of one host in a round, at most.
    """

    host_gap: float = 2.0
    deadline: float = 30.0
    idle: float = 10.0
    allow: tuple[str, ...] = ()
    contact: str | None = None
    robots: bool = False
    threads: int = 16
    patience: float = 600.0
    pages: int = 20

    @property
    def user_agent(self) -> str:
        """Name, version and whom to write to."""
        return f"Dateline/{VERSION}" + (f" (+{self.contact})" if self.contact else "")


class Call(NamedTuple):
    """One feed to be asked: whose it is, how it was named (`ref`), where it is now (`url`), what is known of it.

    `full_text` is a person's word on whether its articles' pages are read. `kind` is feed, or page: that of an article,
    to which the entry with the mark `item` led.
    """

    source_id: str
    ref: str
    url: str
    run_id: str
    seen_at: datetime
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    kind: str = "feed"
    full_text: bool | None = None
    item: str | None = None


class Round(NamedTuple):
    """Calls to be made side by side, one queue a host, each in order; `now` is the moment at which they begin.

    `settled` are the marks of entries whose pages are not to be read (again): see `full_text.py`.
    """

    queues: tuple[tuple[Call, ...], ...]
    policy: Policy
    now: datetime
    settled: frozenset[str] = frozenset()


def host_of(url: str) -> str:
    """The host that is asked for an address, in small letters; '' where there is none."""
    try:
        return (urlsplit(url).hostname or "").rstrip(".")
    except ValueError:
        return ""
