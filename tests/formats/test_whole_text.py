"""What feedparser is given to read with."""

from io import BytesIO
from xml.sax.handler import ContentHandler

import feedparser

from pipelines.formats.feed import read_feed
from pipelines.formats.whole_text import create_parser
from tests.feeds.web import feed


class Pieces(ContentHandler):
    def __init__(self) -> None:
        self.pieces: list[str] = []

    def characters(self, content: str) -> None:
        self.pieces.append(content)


def test_text_comes_in_one_piece() -> None:
    """For each piece feedparser does the same work again."""
    heard, parser = Pieces(), create_parser()
    parser.setContentHandler(heard)
    parser.parse(BytesIO(b"<a>one &amp; two\nthree &#233;</a>"))
    assert heard.pieces == ["one & two\nthree \xe9"]


def test_feedparser_reads_with_it() -> None:
    """It takes the first parser of a list that it can import, and says nothing where that is another one."""
    read_feed(feed("one"))
    assert [create_parser.__module__] == feedparser.api.PREFERRED_XML_PARSERS
