"""The HTML of an article's page -> its text, and what the page says of it. Menus, teasers, comments are left out.

Extraction is trafilatura's, at its fast setting and for precision: on independent pages as good as any (.96), and where
it differs from the usual setting it leaves out what is no part of the article. Made to run in a process that can be
killed: a page may be as hostile as a feed.
"""

import html
import re
from functools import partial
from typing import Any
from urllib.parse import urljoin

from pipelines.errors import Unparsable
from pipelines.formats.binary import is_binary
from pipelines.formats.encoding import decode, repair, storable
from pipelines.formats.items import MAX_TITLE, Page, field
from pipelines.formats.markup import one_line
from pipelines.formats.sniff import HEAD

# The longest articles have some hundred kilobytes, with all that is around them three megabytes.
MAX_PAGE = 5_000_000
# A page that sends its reader on does so within this; with more seconds it shows itself and is to be read.
_AT_ONCE = 10
# And has no article of its own: a shorter text is the sentence that says where to go.
_NO_ARTICLE = 250
_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_REFRESH = re.compile(
    r"<meta(?=[^>]{0,500}http-equiv\s*=\s*[\"']?refresh)[^>]{1,500}?content\s*=\s*"
    r"[\"']?\s*(\d{1,4})\s*[;,]\s*url\s*=\s*[\"']*([^\"'>\s]{1,2000})",
    re.I,
)
_LANGUAGE = re.compile(r"<html(?=[\s>])[^>]{0,2000}?\slang\s*=\s*[\"']?([A-Za-z]{2,3}(?:[-_]\w{2,8})*)", re.I)
# What a page declares of its date; nothing is guessed from its text.
_DATES = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


def read_page(content: bytes, charset: str | None = None, address: str | None = None) -> Page:
    """The article on a page; `address` is where it is from. Raises Unparsable where there is none to be had."""
    if len(content) > MAX_PAGE:
        raise Unparsable("too_large", f"more than {MAX_PAGE:,} bytes: no page of an article has as many")
    if is_binary(content[:HEAD], charset):
        raise Unparsable("not_a_page", "no page but a picture, a program, an archive or the like")
    text = decode(content, charset or _declared_charset(content))
    if not text.strip():
        raise Unparsable("empty", "there is nothing in it")
    found = _extracted(text, address)
    body = repair(found.text or "").strip() if found else ""
    if len(body) < _NO_ARTICLE and (leads_to := _leads_to(text, address)):
        return Page("", leads_to=leads_to)
    if not body:
        raise Unparsable("no_article", "no text that could be an article is on the page")
    title = field(one_line(repair((found and found.title) or "")), MAX_TITLE)
    return Page(
        storable("\n\n".join(_without_headline([line.strip() for line in body.split("\n") if line.strip()], title))),
        title=title,
        author=field(one_line(repair((found and found.author) or ""))),
        declared_text=field(found and found.date),
        language=field((said := _LANGUAGE.search(text)) and said[1]),
    )


def _without_headline(lines: list[str], title: str | None) -> list[str]:
    """The lines of a text without its headline, which the title repeats (and may follow by the paper's name)."""
    first = " ".join(lines[0].split()).casefold()
    return lines[1:] if len(lines) > 1 and (title or "").casefold().startswith(first) else lines


def _extracted(text: str, address: str | None) -> Any:
    """trafilatura's document; None where it finds no text."""
    # It brings much along, and only the process that parses needs it.
    from trafilatura import bare_extraction

    extract = partial(
        bare_extraction, text, url=address, fast=True, include_comments=False, with_metadata=True,
        date_extraction_params=_DATES,
    )  # fmt: skip
    try:
        found = extract(favor_precision=True)
        return found if found is not None else extract()
    except MemoryError:
        raise
    # Whatever it stumbles over is a property of this page, not of the run.
    except Exception as error:
        raise Unparsable("parser_failed", f"the extractor gave up: {error!r}"[:MAX_TITLE]) from error


def _declared_charset(content: bytes) -> str | None:
    found = _CHARSET.search(content[:4_096])
    return found[1].decode("ascii", "replace") if found else None


def _leads_to(text: str, address: str | None) -> str | None:
    """The address that a page without an article sends its reader on to."""
    found = _REFRESH.search(text[:HEAD])
    if found is None or int(found[1]) > _AT_ONCE:
        return None
    target = urljoin(address or "", html.unescape(found[2]))
    return target if target.startswith(("http://", "https://")) and target != address else None
