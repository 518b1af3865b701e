"""A plain-text article -> its fields: a date header, a headline, a dateline, the body."""

import re

from pipelines.formats.encoding import decode, repair
from pipelines.formats.items import MAX_TITLE, Found, Item, checked, field
from pipelines.formats.notes import correction, dateline

# ` date 2020-04-03 ` before the text, or `Date: …` on a line of its own.
_HEADER = re.compile(
    r"""\s*date[ \t]*:?[ \t]+
        (\d{4}-\d{2}-\d{2}(?:[T\ ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:\ ?(?:Z|[+-]\d{2}:?\d{2}))?)?)
        (?=\s|$)\s*
      | \s*date:[ \t]*([^\n]{0,60}\d[^\n]{0,60})\n""",
    re.I | re.X,
)
# Newspapers' headlines stay below this (the longest of agencies are about 120 characters).
_LONGEST_HEADLINE = 150
_BLANK_LINE = re.compile(r"\n[ \t]*\n\s*")
_NOT_AT_THE_END = (".", ",", ":", ";", "…", "-", "–", "—")
_QUOTES = "\"'”’»)"


def read_text(content: bytes, charset: str | None, guid: str | None) -> Found:
    """The one article of a text file. What it brings before the body goes to fields; the text is the rest."""
    received = re.sub(r"\r\n?", "\n", decode(content, charset))
    return Found([checked(_item(received, guid))])


def _item(received: str, guid: str | None) -> Item:
    rest = repair(received)
    declared, rest = _split_header(rest)
    title, rest = _split_headline(rest)
    if declared is None and title is not None:
        declared, rest = _split_header(rest)
    line = dateline(rest)
    text = (rest[line.end :] if line and line.bare else rest).strip()
    return Item(
        position=0,
        text=text,
        text_as_received=received if text != received.strip() else None,
        guid=guid,
        title=field(title, MAX_TITLE),
        dateline_place=line.place if line else None,
        correction=correction(text),
        declared_text=field(declared),
    )


def _split_header(text: str) -> tuple[str | None, str]:
    match = _HEADER.match(text)
    return (match[1] or match[2], text[match.end() :]) if match else (None, text)


def _split_headline(text: str) -> tuple[str | None, str]:
    """The first line, where it is short, ends like no sentence, and a blank line or a header and more text follow."""
    start = text.lstrip()
    first, _, _ = start[: _LONGEST_HEADLINE + 1].partition("\n")
    gap = _BLANK_LINE.match(start, len(first))
    end = gap.end() if gap else len(first) if _HEADER.match(start, len(first)) else len(start)
    if end == len(start) or not _is_headline(first.strip()):
        return None, text
    return first.strip(), start[end:]


def _is_headline(line: str) -> bool:
    """At least two words, no dateline, no stop at the end (before a closing quote either)."""
    ending = line.rstrip(_QUOTES)
    return (
        " " in line and not line[0].islower() and not ending.endswith(_NOT_AT_THE_END) and dateline(line + " ") is None
    )
