"""HTML -> clean text: paragraphs kept as blank lines, nothing that is not read by people. Linear on hostile input.

The parser feeds events and builds no tree, so that a million nested elements cost a second and not a stack.
"""

import html
import re
from typing import Any

from lxml import etree

_BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "center", "details", "dialog", "div", "dl", "fieldset",
    "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "hr", "main",
    "nav", "ol", "p", "pre", "section", "summary", "table", "ul",
))  # fmt: skip
_LINES = frozenset(("br", "caption", "dd", "dt", "li", "tr"))
_CELLS = frozenset(("td", "th"))
_UNREAD = frozenset((
    "audio", "button", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg",
    "template", "textarea", "title", "video",
))  # fmt: skip
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
_RUNS = re.compile(r" {2,}")
_AROUND_BREAKS = re.compile(r" ?\n ?")
_BREAKS = re.compile(r"\n{3,}")


def has_tags(text: str) -> bool:
    """Whether there is anything in a text that looks like an HTML tag."""
    return _TAG.search(text) is not None


def clean(text: str) -> str:
    """Text that may hold HTML -> what a reader of it would see. Without a tag only entities are decoded."""
    if has_tags(text):
        return _rendered(text)
    return (html.unescape(text) if "&" in text else text).strip()


def one_line(text: str) -> str:
    """A headline or a name that may hold HTML, on one line."""
    return _SPACES.sub(" ", clean(text)).strip()


def _rendered(text: str) -> str:
    # Any: the stubs ask for a base class that only the stubs have.
    reader: Any = _Reader()
    parser = etree.HTMLParser(target=reader, encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        raw: str = parser.close()
    except etree.XMLSyntaxError:
        # Nothing but comments or declarations.
        return ""
    spaced = _RUNS.sub(" ", raw)
    return _BREAKS.sub("\n\n", _AROUND_BREAKS.sub("\n", spaced)).strip()


class _Reader:
    """Collects the text between tags, with breaks where blocks begin and end."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unread = 0
        self._kept = 0

    def start(self, tag: str, attributes: object) -> None:
        self._unread += tag in _UNREAD
        self._kept += tag == "pre"
        if tag in _BLOCKS:
            self._pieces.append("\n\n")
        elif tag in _LINES:
            self._pieces.append("\n")
        elif tag in _CELLS:
            self._pieces.append(" ")

    def end(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._kept -= tag == "pre"
        if tag in _BLOCKS:
            self._pieces.append("\n\n")

    def data(self, data: str) -> None:
        if not self._unread:
            self._pieces.append(data if self._kept else _SPACES.sub(" ", data))

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> str:
        return "".join(self._pieces)
