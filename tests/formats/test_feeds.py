"""Each feed beside its truth: tests/formats/feeds/NAME and NAME.truth.json."""

import json
from pathlib import Path

import pytest

from pipelines.errors import Unparsable
from pipelines.formats.feed import read_feed
from pipelines.formats.items import Flaw, Found, Item
from pipelines.formats.json_feed import read_json_feed
from pipelines.formats.packed import unpack
from pipelines.formats.sniff import form_of
from pipelines.records import Enclosure

FEEDS = Path(__file__).parent / "feeds"
NAMES = sorted(path.name.removesuffix(".truth.json") for path in FEEDS.glob("*.truth.json"))


def found(name: str) -> Found:
    path = FEEDS / name
    with path.open("rb") as file:
        content = unpack(file, 10_000) if name.endswith(".gz") else file.read()
    return read_json_feed(content) if form_of(content, name) == "jsonfeed" else read_feed(content)


def seen(item: Item | Flaw, fields: list[str]) -> dict[str, object]:
    if isinstance(item, Flaw):
        return {"refused": item.reason, "position": item.position}
    return {name: getattr(item, name) for name in fields}


@pytest.mark.parametrize("name", NAMES)
def test_a_feed_comes_out_as_its_truth_says(name: str) -> None:
    """Every dialect gives the same fields: dates as written, HTML as clean text, refused items in their place."""
    truth = json.loads((FEEDS / f"{name}.truth.json").read_text(encoding="utf-8"))
    items = list(found(name).items)
    assert [seen(item, list(want)) for item, want in zip(items, truth, strict=True)] == truth


def test_a_malformed_feed_is_flagged_and_read() -> None:
    """Malformed is a flag and no failure: the README of the kit counts a feed in five as malformed."""
    result = found("bad_entry.rss")
    assert result.malformed
    assert "not well-formed" in str(result.note)


def test_html_is_kept_as_it_was_received() -> None:
    """Cleaning must not lose what came."""
    first = next(iter(found("full.rss").items))
    assert isinstance(first, Item)
    assert "<script>track()</script>" in str(first.text_as_received)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (FEEDS.joinpath("not_a_feed.xml").read_bytes(), "not_a_feed"),
        (b"", "empty"),
        (b" \n ", "empty"),
        (b'<opml version="2.0"><body><outline text="a"/></body></opml>', "not_a_feed"),
        (b"<rss><channel>" + b"<a>" * 600, "too_complex"),
        (b"<rss><channel><item " + b'a="1" ' * 200 + b">", "too_complex"),
        (b"<rss><channel>" + b"<item/>" * 10_001, "too_many_items"),
        (b"x" * 10_000_001, "too_large"),
    ],
    ids=lambda value: value if isinstance(value, str) else "content",
)
def test_what_is_no_feed_is_refused_with_its_reason(content: bytes, reason: str) -> None:
    """A refusal names its reason, so that it can be counted, and comes before the parser spends its time."""
    with pytest.raises(Unparsable) as refusal:
        read_feed(content)
    assert refusal.value.reason == reason


def test_an_empty_feed_is_a_feed() -> None:
    """A feed without news today is sound."""
    assert list(read_feed(b'<rss version="2.0"><channel><title>quiet</title></channel></rss>').items) == []


def test_a_name_in_the_bytes_is_never_opened(tmp_path: Path) -> None:
    """feedparser opens files and addresses given as bytes: ours must not."""
    feed = tmp_path / "feed.rss"
    feed.write_bytes((FEEDS / "full.rss").read_bytes())
    with pytest.raises(Unparsable):
        read_feed(str(feed).encode())


@pytest.mark.parametrize("content", [b"{", b"[1]", b"[" * 100_000, b'{"items": 3}', b'{"error": "slow down"}'])
def test_other_json_is_no_feed(content: bytes) -> None:
    """An error answer in JSON is refused, however deep it is nested."""
    with pytest.raises(Unparsable):
        read_json_feed(content)


def items(content: bytes, json_feed: bool = False) -> list[Item]:
    read = read_json_feed if json_feed else read_feed
    return [item for item in read(content).items if isinstance(item, Item)]


def test_what_comes_with_an_entry_is_kept() -> None:
    """Its authors one by one, what it is filed under, sound and pictures; each once, without a size that is none."""
    atom = b"""<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><entry><title>A</title>
        <author><name>Ann</name></author><author><name>Bo &amp;amp; Co</name></author>
        <category term="Harbour"/><category term="Town"/><category term="Harbour"/>
        <link rel="enclosure" href="https://p.example/a.mp3" type="audio/mpeg" length="9"/>
        <media:content url="https://p.example/b.jpg" type="image/jpeg" fileSize="much"/>
        <media:content url="https://p.example/a.mp3"/></entry></feed>"""
    (item,) = items(atom)
    assert (item.authors, item.categories) == (("Ann", "Bo & Co"), ("Harbour", "Town"))
    assert item.enclosures == (
        Enclosure("https://p.example/a.mp3", "audio/mpeg", 9), Enclosure("https://p.example/b.jpg", "image/jpeg", None),
    )  # fmt: skip


def test_a_json_feed_brings_the_same() -> None:
    """Whatever is no text or number in it says nothing."""
    entry = {
        "title": "A", "authors": [{"name": "Ann"}, "Bo", {"name": "Cy"}], "tags": ["Harbour", 7, None, ["x"]],
        "attachments": [{"url": "https://p.example/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 9}, {"url": 1}],
    }  # fmt: skip
    (item,) = items(json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": [entry]}).encode(), True)
    assert (item.authors, item.categories) == (("Ann", "Cy"), ("Harbour", "7"))
    assert item.enclosures == (Enclosure("https://p.example/a.mp3", "audio/mpeg", 9), Enclosure("1", None, None))


@pytest.mark.parametrize(
    ("date", "zone"),
    [
        ("Tue, 10 Nov 2026 10:00:00 +0530", "+0530"), ("Tue, 10 Nov 2026 10:00 EST", "EST"),
        ("2026-11-10T10:00:00.5Z", "Z"), ("2026-11-10 10:00", None), ("10:00 PM", None), ("10 NOV", None),
    ],
)  # fmt: skip
def test_the_zone_of_a_feeds_own_dates_is_kept(date: str, zone: str | None) -> None:
    """Where an item's date names none, it is the best that is known."""
    head = f"<lastBuildDate>{date}</lastBuildDate>"
    rss = f"<rss version='2.0'><channel>{head}<item><title>A</title></item></channel></rss>"
    assert [item.feed_zone for item in items(rss.encode())] == [zone]
