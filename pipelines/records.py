"""What travels before it is a row: Portion -> Document -> Entry -> Article (the landed row, see rows.py)."""

from datetime import date, datetime
from typing import NamedTuple

from pipelines.formats.items import Found, Page
from pipelines.rows import (
    Article,
    Claim,
    DateMention,
    Enclosure,
    Fetch,
    FigureMention,
    NameMention,
    PronounMention,
    Reject,
    Sighting,
)

__all__ = [
    "Article",
    "Claim",
    "DateMention",
    "Document",
    "Enclosure",
    "Entry",
    "Fetch",
    "Fetched",
    "FigureMention",
    "NameMention",
    "Portion",
    "PronounMention",
    "Reject",
    "Sighting",
]


# In the names of segments that hold stored articles read again, after their kind.
AGAIN = "again-"


class Fetched(NamedTuple):
    """What is known of the request that brought a document, in the names of `fetches`; of a file nothing is."""

    fetched_at: datetime
    address: str | None = None
    moved_to: str | None = None
    redirects: int | None = None
    status: int | None = None
    wire_bytes: int | None = None
    seconds: float | None = None
    etag: str | None = None
    last_modified: str | None = None
    body_hash: str | None = None
    retry_after: int | None = None
    ttl: int | None = None
    skip_hours: tuple[int, ...] = ()
    skip_days: tuple[int, ...] = ()
    item: str | None = None


class Portion(NamedTuple):
    """What is to be read at one go: a small file whole, or a part of a big one.

    `start` and `stop` count bytes, in Parquet row groups; `stop` None means to the end. `first` is the position of
    the first item in the whole input, so that positions do not depend on how it was cut.
    """

    path: str
    ref: str
    source_id: str
    guid: str | None
    form: str | None
    start: int
    stop: int | None
    first: int
    seen_at: datetime
    run_id: str
    charset: str | None = None
    fetched: Fetched | None = None
    pages: tuple[tuple[str, Page], ...] = ()
    found: Found | None = None


class Document(NamedTuple):
    """Bytes that were read, and where they came from.

    `form` is text, feed, jsonfeed, jsonl, parquet (Arrow IPC bytes) or page. `pages` are those of its articles that
    were read, by their addresses; `found` is what is in it, where that is known already.
    """

    source_id: str
    ref: str
    guid: str | None
    form: str
    content: bytes
    charset: str | None
    first: int
    seen_at: datetime
    run_id: str
    fetched: Fetched | None = None
    pages: tuple[tuple[str, Page], ...] = ()
    found: Found | None = None


class Entry(NamedTuple):
    """An article as a document gave it: cleaned text, everything else as it was written."""

    source_id: str
    ref: str
    guid: str | None
    url: str | None
    title: str | None
    author: str | None
    text: str
    text_as_received: str | None
    language: str | None
    dateline_place: str | None
    correction: str | None
    declared_text: str | None
    updated_text: str | None
    position: int
    seen_at: datetime
    run_id: str
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    feed_zone: str | None = None
    text_from: str = "source"
    other_text: str | None = None
    page_title: str | None = None
    page_day: date | None = None
