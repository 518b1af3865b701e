"""HTML -> clean text: paragraphs kept as blank lines, nothing that is not read by people. Linear on hostile input.

The parser feeds events and builds no tree, so that a million nested elements cost a second and not a stack.
"""

import html
import re

from lxml import etree

_BLOCKS = frozenset(
    (
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
    )
    + (
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hgroup",
        "hr",
    )
    + ("li", "main", "nav", "ol", "p", "pre", "section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul")
)
_CELLS = frozenset(("td", "th", "option"))
_UNREAD = frozenset(
    ("audio", "button", "head", "iframe", "math", "noscript", "object", "script", "select", "style", "svg", "template")
    + ("textarea", "title", "video")
)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<!--")
_SPACES = re.compile(r"[ \t\r\n\f\v\u00a0]+")
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
    parser = etree.HTMLParser(target=_Reader(), encoding="utf-8", huge_tree=True)
    try:
        parser.feed(text.encode("utf-8", "replace"))
        raw: str = parser.close()
    except etree.XMLSyntaxError:
        # Nothing but comments or declarations.
        return ""
    spaced = re.sub(r" {2,}", " ", raw)
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
        self._break(tag)

    def end(self, tag: str) -> None:
        self._unread -= tag in _UNREAD
        self._kept -= tag == "pre"
        if tag != "br":
            self._break(tag)

    def data(self, data: str) -> None:
        if not self._unread:
            self._pieces.append(data if self._kept else _SPACES.sub(" ", data))

    def comment(self, text: str) -> None:
        """Comments are not read."""

    def pi(self, target: str, data: str | None = None) -> None:
        """Nor are processing instructions."""

    def close(self) -> str:
        return "".join(self._pieces)

    def _break(self, tag: str) -> None:
        if tag == "br":
            self._pieces.append("\n")
        elif tag in _BLOCKS:
            self._pieces.append("\n\n")
        elif tag in _CELLS:
            self._pieces.append(" ")
