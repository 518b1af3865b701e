"""An entry's own text and that of its page -> which of the two is read; the other is kept beside it."""

import re
from typing import NamedTuple

from pipelines.formats.body import body_of
from pipelines.formats.items import Item, Page

# Words that say something; of scripts without spaces each letter.
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff"
_WORD = re.compile(rf"[{_NO_SPACES}]|[^\W\d_{_NO_SPACES}]{{4,}}")
# Of the words of a teaser so many stand in its article; of a wall of cookies or a login hardly any.
_SHARED = 0.5
_TEASER = 600


class Both(NamedTuple):
    """The text that is read, with what stands around it, and the other one."""

    text: str
    text_as_received: str | None
    dateline_place: str | None
    correction: str | None
    text_from: str = "source"
    other_text: str | None = None


def both(item: Item, page: Page | None) -> Both:
    """The page's text is read where it says more, and speaks of the same; else that of the source."""
    own = Both(item.text, item.text_as_received, item.dateline_place, item.correction)
    if page is None or not page.text:
        return own
    if len(page.text) <= len(item.text) or not _speaks_of(item, page):
        return own._replace(other_text=page.text)
    body = body_of(page.text, marked_up=False)
    return Both(body.text, body.text_as_received, body.dateline_place, body.correction, "page", item.text or None)


def _speaks_of(item: Item, page: Page) -> bool:
    """Whether the words of an entry are on its page."""
    words = _words(f"{item.title or ''} {item.text[:_TEASER]}")
    found = words & _words(f"{page.title or ''} {page.text}")
    return len(found) >= _SHARED * len(words)


def _words(text: str) -> set[str]:
    return set(_WORD.findall(text.casefold()))
