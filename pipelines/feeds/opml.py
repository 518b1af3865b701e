"""OPML <-> addresses of feeds. Read without entities and network, also where it is not well formed."""

import re
from collections.abc import Iterable

from lxml import etree

from pipelines.errors import NoInputError
from pipelines.feeds.calls import host_of
from pipelines.options import Feed

_ROOT = re.compile(rb"<opml[\s>]", re.I)
_WEB = re.compile(r"(?:feed:(?://)?)?(https?://\S+)\Z", re.I)


def is_opml(head: bytes) -> bool:
    """Whether a file begins as OPML does, in whatever encoding."""
    return _ROOT.search(head.replace(b"\x00", b"")) is not None


def read_opml(content: bytes, name: str) -> list[str]:
    """The addresses of the feeds in it, at any depth, in its order. Raises NoInputError where there are none."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError as error:
        raise NoInputError(f"{name}: cannot be read as OPML: {error}") from error
    urls = [url for outline in (root.iter() if root is not None else ()) if (url := _address(outline))]
    if not urls:
        raise NoInputError(f"{name}: OPML without the address of a feed (xmlUrl)")
    return urls


def write_opml(feeds: Iterable[Feed]) -> bytes:
    """An OPML 2 file of these feeds."""
    root = etree.Element("opml", version="2.0")
    etree.SubElement(etree.SubElement(root, "head"), "title").text = "Dateline"
    body = etree.SubElement(root, "body")
    for feed in feeds:
        etree.SubElement(body, "outline", type="rss", text=feed.source_id, xmlUrl=feed.url)
    return bytes(etree.tostring(root, xml_declaration=True, encoding="utf-8", pretty_print=True))


def _address(outline: etree._Element) -> str | None:
    for key, value in outline.attrib.items():
        found = _WEB.match(str(value).strip()) if str(key).lower() == "xmlurl" else None
        if found and host_of(found.group(1)):
            return found.group(1)
    return None
