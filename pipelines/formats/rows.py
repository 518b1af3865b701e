"""A row of articles -> an item: which columns are read, under which names. For JSON lines and for Arrow."""

from collections.abc import Iterable, Mapping

from pipelines.formats.body import body_of, headline_of
from pipelines.formats.encoding import decode, repair
from pipelines.formats.items import MAX_TITLE, Flaw, Item, checked, field
from pipelines.formats.markup import has_tags

# Field -> the columns that may hold it; the first that is filled counts.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "guid": ("id", "guid"),
    "url": ("url", "link"),
    "title": ("title",),
    "author": ("author",),
    "language": ("language",),
    "declared_text": ("declared_date", "published", "date"),
    "updated_text": ("updated",),
    "source": ("source", "feed"),
}
KNOWN = frozenset(name for names in COLUMNS.values() for name in names)
# So many names of ignored columns are told.
_TOLD = 20


def item_of(row: Mapping[str, object], position: int) -> Item | Flaw:
    """A row as an item. A `text` is taken as it is; a `body` or `content` may be HTML where it holds tags."""
    column = next((name for name in COLUMNS["text"] if row.get(name) not in (None, "")), "text")
    received = row.get(column)
    if not isinstance(received, str | bytes | None):
        return Flaw(position, "wrong_type", f"{column} is no text but {type(received).__name__}", _payload(row))
    received = _string(received)
    body = body_of(received, marked_up=column != "text" and has_tags(received))
    item = checked(_item(row, position)._replace(**body._asdict()))
    return item._replace(payload=_payload(row)) if isinstance(item, Flaw) else item


def ignored_note(columns: Iterable[str]) -> str | None:
    """A sentence that names the columns which are not read; None if all are."""
    ignored = sorted(set(columns) - KNOWN)
    if not ignored:
        return None
    more = f" and {len(ignored) - _TOLD} more" if len(ignored) > _TOLD else ""
    return "ignored columns: " + repair(", ".join(name[:40] for name in ignored[:_TOLD])) + more


def unread(row: Mapping[str, object]) -> list[str]:
    """The columns of a row that would be read if they did not hold a list, an object or a truth value."""
    return [name for name, value in row.items() if name in KNOWN and isinstance(value, list | dict | bool)]


def unread_note(columns: Iterable[str]) -> str | None:
    """A sentence that names such columns; None if there are none."""
    names = sorted(set(columns))
    return "columns with a list, an object or a truth value, not read: " + ", ".join(names) if names else None


def joined(*notes: str | None) -> str | None:
    """What is to be noted, in one; None if nothing is."""
    return "; ".join(note for note in notes if note) or None


def _item(row: Mapping[str, object], position: int) -> Item:
    return Item(
        position=position,
        text="",
        guid=field(repair(_value(row, "guid")), None),
        url=field(repair(_value(row, "url")), None),
        title=field(headline_of(_value(row, "title"), marked_up=False), MAX_TITLE),
        author=field(headline_of(_value(row, "author"), marked_up=False)),
        language=field(repair(_value(row, "language"))),
        declared_text=field(repair(_value(row, "declared_text"))),
        updated_text=field(repair(_value(row, "updated_text"))),
        source=field(repair(_value(row, "source"))),
    )


def _value(row: Mapping[str, object], name: str) -> str:
    return next((text for column in COLUMNS[name] if (text := _string(row.get(column)))), "")


def _string(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return decode(value)
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else ""


def _payload(row: Mapping[str, object]) -> str:
    return repair(str(dict(row))[:MAX_TITLE])
