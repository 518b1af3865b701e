"""The look at a feed before it is parsed."""

from contextlib import suppress

import pytest

from pipelines.errors import Unparsable
from pipelines.formats.caps import check
from tests.growth import grows_no_faster_than_its_size


@pytest.mark.parametrize(
    "content",
    [
        b"<rss>" + b"<item><p>unclosed<br></item>" * 2_000 + b"</rss>",
        b"<item><![CDATA[" + b"<div>" * 2_000 + b"]]></item>",
        b"<!-- " + b"<div>" * 2_000 + b"-->",
        b'<a href="x?' + b"a=1&amp;" * 200 + b'"/>',
    ],
    ids=["unclosed tags in items", "HTML in CDATA", "a comment", "an address with parameters"],
)
def test_ordinary_feeds_pass(content: bytes) -> None:
    """HTML within an item, in CDATA or in comments is no XML structure; a long address is one attribute."""
    check(content)


def test_attributes_with_brackets_in_their_values_are_counted() -> None:
    """`>` within quotes does not end a tag."""
    with pytest.raises(Unparsable):
        check(b"<item " + b'a="1>" ' * 200 + b"/>")


@pytest.mark.parametrize("unit", [b"<", b"<![CDATA[", b"<!--", b'<a b="', b"</a>", b"<a/>", b"< a='", b"<a\t"])
def test_the_scan_is_linear(unit: bytes) -> None:
    """It stands before the parser, to keep from it what would take for ever."""

    def scan(size: int) -> None:
        with suppress(Unparsable):
            check(unit * size)

    assert grows_no_faster_than_its_size(scan, 50_000 // len(unit))
