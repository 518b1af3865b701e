"""The entries of a feed -> those whose page is to be read for its full text. Pure.

A feed that a person wants in full leads to all of its pages; any other only from an entry that is a teaser, and only to
pages of its own site: so nobody is sent out into the world by what a stranger wrote.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from urllib.parse import urlsplit

import courlan
import xxhash

from pipelines.formats.items import Flaw, Item

# Teasers have one to three sentences. A longer one says that it goes on elsewhere.
_SHORT, _LONGEST = 500, 2_000
_GOES_ON = re.compile(
    r"(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\b(?:read|view|see) (?:more|on|full \w+)\b.{0,40})[\s)\]»]*\Z", re.I
)
# With its marks an entry of so few bytes may be a teaser; where all have more, none is, and it is not looked into.
_ENTRY = re.compile(rb"<(?:item|entry)[\s>]|\"(?:content_text|content_html|summary)\"", re.I)
_SMALL = 2_500


def may_have_teasers(content: bytes) -> bool:
    """Whether any entry of a feed is so small that it may be a teaser: a cheap look before it is parsed."""
    starts = [found.start() for found in _ENTRY.finditer(content)]
    return any(end - start < _SMALL for start, end in pairwise([*starts, len(content)]))


def leading(
    items: Iterable[Item | Flaw], addresses: Iterable[str], settled: frozenset[str], *, wanted: bool | None
) -> Iterator[tuple[str, str]]:
    """Address of the page and mark of each entry whose page is to be read, each address once, in the feed's order.

    `addresses` are those of the feed, `settled` the marks of entries whose pages are known, `wanted` a person's word.
    """
    sites = {_site(address) for address in addresses}
    asked: set[str] = set()
    for item in items:
        if isinstance(item, Flaw) or item.url is None or item.url in asked or not _is_address(item.url):
            continue
        if wanted or (_is_teaser(item.text) and _site(item.url) in sites):
            mark = mark_of(item)
            if mark not in settled:
                asked.add(item.url)
                yield item.url, mark


def _is_address(url: str) -> bool:
    """Whether this is the whole address of something on the web."""
    return len(url) <= _LONGEST and re.match(r"https?://[^\s/@?#]+(?:[/?#]\S*)?\Z", url, re.I) is not None


def mark_of(item: Item) -> str:
    """What is the same as long as the entry says the same."""
    said = (item.url, item.title, item.text, item.author, item.declared_text, item.updated_text)
    return xxhash.xxh3_128_hexdigest("\x1f".join(word or "" for word in said).encode("utf-8", "surrogatepass"))


def _is_teaser(text: str) -> bool:
    return len(text) < _SHORT or (len(text) < _LONGEST and _GOES_ON.search(text[-100:]) is not None)


def _site(url: str) -> str:
    """The registered name that an address belongs to; of a number or an unknown name host and port."""
    try:
        return courlan.extract_domain(url) or urlsplit(url).netloc.rpartition("@")[2].lower()
    except ValueError:
        return ""
