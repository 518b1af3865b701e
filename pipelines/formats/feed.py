"""RSS, Atom, RDF or CDF -> its items. Malformed is a flag; what is no feed, or would cost too much, is Unparsable."""

import io
import re
from typing import Any, NamedTuple, TypeAlias

from pipelines.errors import Unparsable
from pipelines.formats import caps, whole_text
from pipelines.formats.body import body_of, headline_of
from pipelines.formats.encoding import repair
from pipelines.formats.items import MAX_LISTED, MAX_TITLE, Flaw, Found, Item, capped, checked, field, listed
from pipelines.rows import Enclosure

# A dictionary of feedparser, whose own look-up answers with another key's value where one is missing.
_Parsed: TypeAlias = dict[str, Any]

_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<", b"\x00\x00")
# The zone at the end of a date as it was written: +0200, EST, Z.
_ZONE = re.compile(r":\d\d(?:\.\d{1,9})?\s?(Z|[+-]\d\d:?\d\d|(?![AP]M)[A-Z]{2,5})\s*$")
# What an entry's content may be to be read; a picture or a film is no text.
_TEXTUAL = frozenset(("text/html", "text/plain", "application/xhtml+xml", "text/xml", "application/xml"))


def read_feed(content: bytes, charset: str | None = None) -> Found:
    """The items of a feed, in its order, with dates as written. Raises Unparsable."""
    if not content.strip():
        raise Unparsable("empty", "there is nothing in it")
    caps.check(content.replace(b"\x00", b"") if content.startswith(_UTF16) else content)
    parsed = _parsed(content, charset)
    complaint = str(parsed.get("bozo_exception"))[:MAX_TITLE] if parsed.get("bozo") else None
    if not parsed.entries and (complaint or not parsed.get("version")):
        raise Unparsable("not_a_feed", f"no feed: {complaint or 'no known element at its root'}")
    feed = _Feed(dict.get(parsed.feed, "language"), _zone(parsed.feed))
    items = capped(_item(entry, position, feed) for position, entry in enumerate(parsed.entries))
    return Found(list(items), complaint is not None, complaint)


def _parsed(content: bytes, charset: str | None) -> Any:
    """The bytes as a stream: given bytes, feedparser would also look for a file or an address of that name."""
    # Only the process that parses needs it.
    import feedparser

    feedparser.api.PREFERRED_XML_PARSERS = [whole_text.__name__]
    kind = f"application/xml; charset={charset}" if charset else "application/xml"
    try:
        return feedparser.parse(
            io.BytesIO(content),
            sanitize_html=False,
            resolve_relative_uris=False,
            response_headers={"content-type": kind},
        )
    except MemoryError:
        raise
    # Whatever a parser of foreign bytes stumbles over is a property of these bytes, not of the run.
    except Exception as error:
        raise Unparsable("parser_failed", f"the parser gave up: {error!r}"[:MAX_TITLE]) from error


class _Feed(NamedTuple):
    """What a feed says for all of its entries."""

    language: str | None
    zone: str | None


def _zone(feed: _Parsed) -> str | None:
    """The zone in which a feed writes its own dates."""
    said = (_ZONE.search(_string(feed, key).strip()) for key in ("updated", "published"))
    return next((found[1] for found in said if found), None)


def _item(entry: _Parsed, position: int, feed: _Feed) -> Item | Flaw:
    received, kind, own_language = _content(entry)
    body = body_of(received, marked_up=kind != "text/plain")
    declared, updated = _dates(entry)
    return checked(
        Item(
            position=position,
            guid=field(repair(_string(entry, "id")), None),
            url=field(repair(_string(entry, "link")), None),
            title=field(headline_of(_string(entry, "title"), marked_up=True), MAX_TITLE),
            author=field(headline_of(_string(entry, "author"), marked_up=True)),
            authors=listed(headline_of(name, marked_up=True) for name in _each(entry, "authors", "name")),
            categories=listed(headline_of(name, marked_up=True) for name in _each(entry, "tags", "term")),
            enclosures=_enclosures(entry),
            feed_zone=feed.zone,
            language=field(own_language or feed.language),
            declared_text=field(declared),
            updated_text=field(updated),
            **body._asdict() | {"text": body.text.strip()},
        )
    )


def _content(entry: _Parsed) -> tuple[str, str, str | None]:
    """Value, type and language of an entry's content, else of its summary."""
    candidates = [*(dict.get(entry, "content") or ()), dict.get(entry, "summary_detail") or {}]
    for candidate in candidates:
        value, kind = candidate.get("value"), candidate.get("type") or "text/html"
        if isinstance(value, str) and value.strip() and kind in _TEXTUAL:
            return value, kind, candidate.get("language")
    return "", "text/plain", None


def _each(entry: _Parsed, key: str, name: str) -> list[str]:
    """One value of each of several things."""
    return [_string(one, name) for one in dict.get(entry, key) or () if isinstance(one, dict)][: 2 * MAX_LISTED]


def _enclosures(entry: _Parsed) -> tuple[Enclosure, ...]:
    """Sound, film and pictures that come with an entry, each once."""
    links = [link for link in dict.get(entry, "links") or () if link.get("rel") == "enclosure"]
    kept: dict[str, Enclosure] = {}
    for one in [*links, *(dict.get(entry, "media_content") or ())][: 2 * MAX_LISTED]:
        size = _string(one, "length") or _string(one, "filesize")
        if url := field(repair(_string(one, "href") or _string(one, "url")), MAX_TITLE):
            bytes_ = int(size) if re.fullmatch(r"[0-9]{1,15}", size) else None
            kept.setdefault(url, Enclosure(url, field(repair(_string(one, "type"))), bytes_))
    return tuple(kept.values())[:MAX_LISTED]


def _dates(entry: _Parsed) -> tuple[str, str]:
    """Date of publication and of the last change, as written; an only date is the date of publication."""
    updated = _string(entry, "updated")
    return _string(entry, "published") or _string(entry, "created") or updated, updated


def _string(entry: _Parsed, key: str) -> str:
    """A value as it stands."""
    value = dict.get(entry, key)
    return value if isinstance(value, str) else ""
