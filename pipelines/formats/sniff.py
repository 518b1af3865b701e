"""The first bytes of a file and its name -> what it holds: text, feed, jsonfeed, jsonl or parquet."""

import json
import re
from pathlib import PurePath

from pipelines.formats.binary import is_binary

# So much of a file is looked at.
HEAD = 65_536
_GZIP = b"\x1f\x8b"
_FEED_NAMES = frozenset((".xml", ".rss", ".atom", ".rdf", ".cdf"))
_LINES_NAMES = frozenset((".jsonl", ".ndjson"))
_XML = re.compile(rb"\s*<(?:\?xml|!doctype|rss|feed|rdf:rdf|channel|html|opml)[\s>]", re.I)
_FEED_ROOT = re.compile(rb"<(?:rss|feed|rdf:rdf)[\s>]", re.I)
_JSON = re.compile(rb'\s*(?:\{\s*["}]|\[\s*[\[{"\]])')
_OBJECT_LINE = re.compile(rb'^[ \t]*+\{[ \t]*+"', re.M)
_JSON_FEED = re.compile(rb'"version"\s*:\s*"https?:(?:\\?/){2}jsonfeed\.org')


def is_gzip(head: bytes) -> bool:
    """Whether these are the first bytes of a gzip file, whatever its name says."""
    return head.startswith(_GZIP)


def form_of(head: bytes, name: str) -> str:
    """The form of a file, by the (unpacked) first bytes and, where they do not tell, by its name."""
    if head.startswith(b"PAR1"):
        return "parquet"
    ending = _ending(name)
    if ending in _LINES_NAMES and (_OBJECT_LINE.search(head) or not is_binary(head)):
        return "jsonl"
    plain = _bare(head)
    if _XML.match(plain) or ending in _FEED_NAMES or (ending != ".txt" and _FEED_ROOT.search(plain)):
        return "feed"
    return _json_form(plain) if _JSON.match(plain) else "text"


def _ending(name: str) -> str:
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix == ".gz" else path.suffix


def _bare(head: bytes) -> bytes:
    """Without byte order mark; UTF-16 and UTF-32 made readable as ASCII (enough to know a tag)."""
    if b"\x00" in head[:4] or head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.replace(b"\x00", b"")
    return head.lstrip(b"\xef\xbb\xbf\xff\xfe")


def _json_form(head: bytes) -> str:
    """JSONL if the first line is an object of its own and no feed; a first line longer than the head counts as one."""
    if _JSON_FEED.search(head):
        return "jsonfeed"
    line, _, rest = head.strip().partition(b"\n")
    if not rest and len(head) >= HEAD and line.startswith(b"{"):
        return "jsonfeed" if b'"items"' in head else "jsonl"
    try:
        first = json.loads(line)
    except (ValueError, RecursionError):
        return "jsonfeed"
    return "jsonl" if isinstance(first, dict) and (rest or _is_row(first)) else "jsonfeed"


def _is_row(value: dict[str, object]) -> bool:
    return "items" not in value and not value.keys().isdisjoint(("text", "body", "content"))
