"""A person names feeds by address, in an OPML file or in a list; all else is a file to be read."""

from pathlib import Path

import pytest

from pipelines.errors import NoInputError
from pipelines.feeds.names import source_of, split
from pipelines.feeds.opml import read_opml, write_opml
from pipelines.options import Feed

OPML = b"""<?xml version="1.0"?><opml version="1.0"><body><outline text="Papers">
<outline text="One" xmlUrl="https://one.example/feed?a=1&amp;b=2"/><outline text="a link" htmlUrl="https://x.example"/>
<outline text="Two" XMLURL=" feed://https://two.example/ "/></outline></body></opml>"""


def test_feeds_are_found_at_any_depth() -> None:
    """Readers sort them into folders, and write the attribute in several ways."""
    assert read_opml(OPML, "f") == ["https://one.example/feed?a=1&b=2", "https://two.example/"]


def test_what_is_not_well_formed_is_read_all_the_same() -> None:
    """Half of the exports of this world have a bare ampersand."""
    assert read_opml(b'<opml><body><outline text="A & B" xmlUrl="https://one.example/feed"/>', "f")


def test_no_entity_is_expanded_and_no_file_is_read(tmp_path: Path) -> None:
    """An OPML file comes from strangers too."""
    (tmp_path / "secret").write_text("https://secret.example/")
    text = f'<!DOCTYPE opml [<!ENTITY x SYSTEM "file://{tmp_path}/secret">]><opml><body><outline xmlUrl="https://a.example/"'
    assert read_opml(f'{text} text="&x;"/><outline xmlUrl="&x;"/></body></opml>'.encode(), "f") == [
        "https://a.example/"
    ]


def test_what_is_written_is_read_again() -> None:
    """An export that cannot be imported is none."""
    assert read_opml(write_opml([Feed("a & b", "https://one.example/?a=1&b=2")]), "f") == [
        "https://one.example/?a=1&b=2"
    ]


def test_names_are_sorted_into_feeds_and_files(tmp_path: Path) -> None:
    """Each feed once, wherever it is named; what is no list stays a file, in its order."""
    (tmp_path / "feeds.opml").write_bytes(OPML)
    (tmp_path / "list.txt").write_text("# mine\n\nhttps://one.example/feed?a=1&b=2\nhttps://three.example/\n")
    (tmp_path / "news.txt").write_text("https://a.example/ was seen.\nA text.\n")
    names = [str(tmp_path / name) for name in ("feeds.opml", "list.txt", "news.txt", "nothing")]
    found = split([*names, "https://two.example/"], [Feed("mine", "https://three.example/", 60.0)])
    assert found.files == tuple(names[2:])
    assert [feed.source_id for feed in found.feeds] == ["one.example/feed?a=1&b=2", "two.example", "mine"]


def test_a_list_with_a_line_that_is_no_address_is_refused(tmp_path: Path) -> None:
    """A slip would otherwise be a feed less that nobody misses."""
    (tmp_path / "list.txt").write_text("https://one.example/\nwww.two.example\n")
    with pytest.raises(NoInputError, match=r"www\.two\.example"):
        split([str(tmp_path / "list.txt")], [])


def test_an_address_without_a_host_is_none(tmp_path: Path) -> None:
    """In an OPML file of a thousand feeds one that nobody can ask must not keep the others from being read."""
    (tmp_path / "feeds.opml").write_text(
        '<opml version="2.0"><body><outline xmlUrl="http://[::1/feed"/>'
        '<outline xmlUrl="https://one.example/feed"/></body></opml>'
    )
    found = split([str(tmp_path / "feeds.opml"), "http:///feed", "http://[::1/feed"], [])
    assert [feed.source_id for feed in found.feeds] == ["one.example/feed"]
    assert found.files == ("http:///feed", "http://[::1/feed")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.Paper.example/Feed/", "paper.example/Feed"),
        ("http://paper.example:8080/?feed=rss", "paper.example:8080?feed=rss"),
        ("https://me:secret@paper.example/feed", "paper.example/feed"),
    ],
)
def test_a_source_is_named_by_its_address(url: str, name: str) -> None:
    """Without what all addresses have, and without a password."""
    assert source_of(url) == name
