"""JSON Feed -> its items (jsonfeed.org, versions 1 and 1.1). Another JSON document is Unparsable."""

import json
from typing import TypeAlias

from pipelines.errors import Unparsable
from pipelines.formats.body import body_of, headline_of
from pipelines.formats.caps import MAX_BYTES, MAX_ITEMS
from pipelines.formats.encoding import decode, repair
from pipelines.formats.items import MAX_LISTED, MAX_TITLE, Flaw, Found, Item, capped, checked, field, listed
from pipelines.rows import Enclosure

_Object: TypeAlias = dict[str, object]


def read_json_feed(content: bytes, charset: str | None = None) -> Found:
    """The items of a JSON Feed, in its order, with dates as written. Raises Unparsable."""
    if len(content) > MAX_BYTES:
        raise Unparsable("too_large", f"more than {MAX_BYTES:,} bytes")
    feed = _loaded(decode(content, charset))
    items = feed.get("items")
    if not isinstance(items, list):
        raise Unparsable("not_a_feed", "JSON without a list of items; a file of articles has one object a line")
    if len(items) > MAX_ITEMS:
        raise Unparsable("too_many_items", f"more than {MAX_ITEMS:,} items")
    language = _string(feed.get("language"))
    return Found(list(capped(_item(item, position, language) for position, item in enumerate(items))))


def _loaded(text: str) -> _Object:
    try:
        feed = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Unparsable("not_a_feed", f"no JSON: {error}") from error
    if not isinstance(feed, dict):
        raise Unparsable("not_a_feed", "JSON, but no object; a file of articles has one object a line")
    return feed


def _item(item: object, position: int, language: str) -> Item | Flaw:
    if not isinstance(item, dict):
        return Flaw(position, "not_an_item", "an item that is no object", json.dumps(item)[:MAX_TITLE])
    plain = _string(item.get("content_text"))
    marked_up = "" if plain else _string(item.get("content_html"))
    body = body_of(plain or marked_up or _string(item.get("summary")), marked_up=bool(marked_up))
    published, updated = _string(item.get("date_published")), _string(item.get("date_modified"))
    return checked(
        Item(
            position=position,
            guid=field(repair(_string(item.get("id"))), None),
            url=field(repair(_string(item.get("url")) or _string(item.get("external_url"))), None),
            title=field(headline_of(_string(item.get("title")), marked_up=False), MAX_TITLE),
            author=field(headline_of(", ".join(_authors(item)), marked_up=False)),
            authors=listed(headline_of(name, marked_up=False) for name in _authors(item)),
            categories=listed(headline_of(_string(tag), marked_up=False) for tag in _list(item, "tags")),
            enclosures=_enclosures(item),
            language=field(_string(item.get("language")) or language),
            declared_text=field(repair(published or updated)),
            updated_text=field(repair(updated)),
            **body._asdict(),
        )
    )


def _authors(item: _Object) -> list[str]:
    """Names of the authors: a list since version 1.1, one object before."""
    several = _list(item, "authors") if isinstance(item.get("authors"), list) else [item.get("author")]
    names = [_string(author.get("name")) for author in several if isinstance(author, dict)]
    return [name for name in names if name]


def _enclosures(item: _Object) -> tuple[Enclosure, ...]:
    """What is attached to an item, each address once."""
    kept: dict[str, Enclosure] = {}
    for one in _list(item, "attachments"):
        if isinstance(one, dict) and (url := field(repair(_string(one.get("url"))), MAX_TITLE)):
            size = one.get("size_in_bytes")
            bytes_ = size if isinstance(size, int) and 0 <= size < 10**15 else None
            kept.setdefault(url, Enclosure(url, field(repair(_string(one.get("mime_type")))), bytes_))
    return tuple(kept.values())[:MAX_LISTED]


def _list(item: _Object, key: str) -> list[object]:
    """A list as it is, as far as anybody reads it."""
    value = item.get(key)
    return value[: 2 * MAX_LISTED] if isinstance(value, list) else []


def _string(value: object) -> str:
    """A string as it is, a number as text (ids often are), nothing else."""
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""
