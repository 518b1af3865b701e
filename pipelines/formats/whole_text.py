"""A SAX driver for feedparser: expat, giving text in one piece.

Left alone expat cuts text at every line and entity (2,500 pieces in a feed of 50 kB), and for each feedparser looks up
its state in a dictionary written in Python: a third of the time that it takes to read a feed.
"""

from xml.sax.expatreader import ExpatParser


class WholeText(ExpatParser):
    """The parser of the standard library with its buffer for text on."""

    def reset(self) -> None:
        super().reset()
        self._parser.buffer_text = True  # type: ignore[attr-defined]  # the stubs leave it out


def create_parser() -> WholeText:
    """Called by xml.sax.make_parser, which is given the name of this module."""
    return WholeText()
