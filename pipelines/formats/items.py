"""What every format gives: articles as they were written, and what could not be read among them."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipelines.rows import Enclosure

# Fields that people read are cut here: real ones are far shorter, and a hostile one would swell every table.
MAX_TITLE = 2_000
MAX_FIELD = 500
# A text longer than this is no article (the cap of a whole text file or feed, brief: 10 MB).
MAX_TEXT = 10_000_000
# Names and marks of one article, each cut as a field is: no article has more authors, categories, pictures.
MAX_LISTED = 50
# So many flaws of one document are told one by one: enough to see what is wrong with it, and no table is flooded.
MAX_FLAWS = 1_000


class Item(NamedTuple):
    """One article of a document. Dates stay as written; `source` is the row's own, where it has one."""

    position: int
    text: str
    text_as_received: str | None = None
    guid: str | None = None
    url: str | None = None
    title: str | None = None
    author: str | None = None
    language: str | None = None
    dateline_place: str | None = None
    correction: str | None = None
    declared_text: str | None = None
    updated_text: str | None = None
    source: str | None = None
    authors: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    enclosures: tuple[Enclosure, ...] = ()
    feed_zone: str | None = None


class Flaw(NamedTuple):
    """One piece of a document that is no article, and why."""

    position: int
    reason: str
    message: str
    payload: str


class Page(NamedTuple):
    """What is kept of a page. `declared_text` is its day of publication as it says; `leads_to` where it sends its
    reader on to, and then it has nothing else.
    """

    text: str
    title: str | None = None
    author: str | None = None
    declared_text: str | None = None
    language: str | None = None
    leads_to: str | None = None


class Found(NamedTuple):
    """A document read: its items in order, whether it was well formed, what else was noticed."""

    items: Iterable[Item | Flaw]
    malformed: bool = False
    note: str | None = None


def capped(items: Iterable[Item | Flaw]) -> Iterator[Item | Flaw]:
    """All the items; of the flaws the first thousand, then how many more there were, placed where those begin."""
    flaws, place = 0, 0
    for item in items:
        if isinstance(item, Flaw):
            flaws += 1
            if flaws > MAX_FLAWS:
                place = item.position if flaws == MAX_FLAWS + 1 else place
                continue
        yield item
    if flaws > MAX_FLAWS:
        told = f"{flaws - MAX_FLAWS:,} more were refused than the {MAX_FLAWS:,} that are told one by one"
        yield Flaw(place, "too_many_rejects", told, "")


def field(value: str | None, limit: int | None = MAX_FIELD) -> str | None:
    """A short field without space around it, cut at `limit`; None if there is nothing in it."""
    return (value or "").strip()[:limit].strip() or None


def listed(values: Iterable[str]) -> tuple[str, ...]:
    """Short fields, each once, without empty ones."""
    return tuple(list(dict.fromkeys(said for value in values if (said := field(value))))[:MAX_LISTED])


def checked(item: Item) -> Item | Flaw:
    """The item, or a flaw if it has neither text nor title, or too much text."""
    if len(item.text) > MAX_TEXT:
        return Flaw(item.position, "too_large", f"a text of more than {MAX_TEXT:,} characters", item.text[:MAX_TITLE])
    if item.title or item.text.strip():
        return item
    return Flaw(item.position, "no_text", "neither a text nor a title", str(item.guid or item.url or ""))
