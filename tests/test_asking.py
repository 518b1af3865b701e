"""A run asks the feeds that are due, and builds only on what has landed."""

from base64 import b64encode
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines import run
from pipelines.__main__ import main
from pipelines.asking import Counted, Wanted
from pipelines.feeds import control
from pipelines.feeds.calls import Policy
from pipelines.feeds.control import Wish
from pipelines.feeds.names import source_of
from pipelines.options import Feed
from tests.feeds.web import Web, conditional, feed, good, status
from tests.formats.test_page import HTML, PARAGRAPHS
from tests.killed import finished

NOW = datetime(2026, 11, 11, 12, tzinfo=UTC)
FEED = feed("one", "two")


def wanted(web: Web, *feeds: Feed) -> Wanted:
    return Wanted(feeds, Policy(host_gap=0, deadline=2, idle=1, allow=(f"127.0.0.1:{web.port}",)))


def asked(
    data: Path, web: Web, *inputs: str, hours: float = 0, feeds: tuple[Feed, ...] = (), loading: bool = True
) -> run.Outcome:
    """Ingest at so many hours past noon, and load where that is looked at afterwards."""
    job = run.Job(data, inputs, NOW + timedelta(hours=hours), workers=1, feeds=wanted(web, *feeds))
    outcome = run.ingest(job)
    if loading:
        run.load(job._replace(inputs=()))
    return outcome


def teasers(web: Web, *items: str) -> bytes:
    """A feed with teasers of pages, undated."""
    told = "".join(
        f"<item><title>East pier to be rebuilt</title><guid isPermaLink='false'>{item}</guid>"
        f"<link>{web.url('/' + item)}</link>"
        f"<description>All about the {item} of Port Ellery.</description><category>Harbour</category>"
        "<enclosure url='https://p.example/a.mp3' type='audio/mpeg' length='9'/></item>"
        for item in items
    )
    return f'<rss version="2.0"><channel><title>Post</title>{told}</channel></rss>'.encode()


def rows(data: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        return con.execute(query).fetchall()


def test_a_feed_is_read_once_and_then_asked_what_is_new(web: Web, tmp_path: Path) -> None:
    """Not due: not asked. Due: asked with its validator. The same bytes without a validator: not parsed."""
    web.answers |= {"/a": conditional(FEED), "/b": good(FEED)}
    inputs = web.url("/a"), web.url("/b")
    assert asked(tmp_path, web, *inputs).feeds == Counted(asked=2, read=2)
    assert asked(tmp_path, web, *inputs, hours=0.1, loading=False).feeds == Counted(resting=2)
    assert asked(tmp_path, web, *inputs, hours=2).feeds == Counted(asked=2, unchanged=2)
    assert [request.headers.get("if-none-match") for request in web.asked("/a")] == [None, '"one"']
    assert rows(tmp_path, "SELECT outcome, reason, status FROM fetches ORDER BY ALL") == [
        ("read", None, 200), ("read", None, 200), ("unchanged", "not_modified", 304), ("unchanged", "same_bytes", 200),
    ]  # fmt: skip
    assert rows(tmp_path, "SELECT source_id, count(*) FROM articles GROUP BY ALL ORDER BY ALL") == [
        (source_of(url), 2) for url in inputs
    ]


def test_feeds_come_from_opml_lists_and_settings(web: Web, tmp_path: Path) -> None:
    """What the settings say of an address holds wherever it is named."""
    web.answers |= {"/a": good(FEED), "/b": good(feed("three"))}
    (tmp_path / "feeds.opml").write_text(f'<opml><body><outline xmlUrl="{web.url("/a")}"/></body></opml>')
    (tmp_path / "text.txt").write_text("A headline\n\nA text that is no list of addresses.\n")
    names = str(tmp_path / "feeds.opml"), web.url("/b"), str(tmp_path / "text.txt")
    asked(tmp_path / "data", web, *names, feeds=(Feed("wire", web.url("/b")),))
    sources = rows(tmp_path / "data", "SELECT source_id, count(*) FROM articles GROUP BY 1 ORDER BY 1")
    assert sources == [(source_of(web.url("/a")), 2), (tmp_path.name, 1), ("wire", 1)]


def test_a_page_is_no_article_and_leaves_no_validator(web: Web, tmp_path: Path) -> None:
    """What was a feed and is a page of errors today must not be held to be read."""
    web.answers["/a"] = good(b"<html><body>Sorry.</body></html>", 'ETag: "page"')
    asked(tmp_path, web, web.url("/a"))
    assert rows(tmp_path, "SELECT outcome, reason, counted FROM fetches") == [("refused", "not_a_feed", True)]
    assert rows(tmp_path, "SELECT etag, reason, failures FROM sources") == [(None, "not_a_feed", 1.0)]


def test_a_moved_feed_is_asked_where_it_is_and_a_gone_one_no_more(web: Web, tmp_path: Path) -> None:
    """Its name and its articles stay what they were."""
    web.answers |= {"/old": status(301, "Location: /new"), "/new": good(FEED), "/gone": status(410)}
    for hours in (0, 200):
        asked(tmp_path, web, web.url("/old"), web.url("/gone"), hours=hours, loading=not hours)
    assert sorted(request.path for request in web.log) == ["/gone", "/new", "/new", "/old"]
    assert rows(tmp_path, "SELECT DISTINCT source_id FROM articles") == [(source_of(web.url("/old")),)]


def test_a_person_may_disable_enable_and_forget_a_feed(web: Web, tmp_path: Path) -> None:
    """The word of a person stands above what was learned."""
    web.answers["/a"] = conditional(FEED)
    url = web.url("/a")
    asked(tmp_path, web, url)
    for hours, state, count in ((2, "disabled", 0), (3, "enabled", 1), (3.1, "forgotten", 1)):
        control.wish(tmp_path, Wish(source_of(url), state, NOW + timedelta(hours=hours)))
        assert asked(tmp_path, web, url, hours=hours + 0.01, loading=False).feeds.asked == count
    assert [request.headers.get("if-none-match") for request in web.log] == [None, '"one"', None]


@pytest.mark.parametrize("landed", [0, 1])
def test_a_feed_whose_articles_did_not_land_is_not_held_to_be_read(web: Web, tmp_path: Path, landed: int) -> None:
    """Killed between the request and the last segment: a 304 to the next run would lose the articles for ever."""
    web.answers["/a"] = conditional(FEED)
    words = ["ingest", web.url("/a"), "--data", str(tmp_path), "--as-of", "2026-11-11T12:00:00Z", "--host-gap", "0"]
    words += ["--allow-address", f"127.0.0.1:{web.port}", "--workers", "1"]
    point = f"pipelines.stages.land:write:{'after' if landed else 'before'}:1"
    assert finished(words, tmp_path / "log", point) == -9
    run.load(run.Job(tmp_path, (), NOW))
    asked(tmp_path, web, web.url("/a"), hours=1)
    assert [request.headers.get("if-none-match") for request in web.log] == [None, None]
    assert rows(tmp_path, "SELECT count(*) FROM articles") == [(2,)]
    asked(tmp_path, web, web.url("/a"), hours=9, loading=False)
    assert web.log[-1].headers["if-none-match"] == '"one"'


def test_a_teaser_has_the_text_of_its_page_beside_its_own(web: Web, tmp_path: Path) -> None:
    """Read once; what the feed says again, alone, takes nothing back and makes no other version."""
    web.answers |= {"/a": good(teasers(web, "pier")), "/pier": good(HTML.encode())}
    asked(tmp_path, web, web.url("/a"))
    article = """SELECT text_from, text, other_text, page_title, page_day, declared_day, date_status, published_day,
                        author, categories, enclosures FROM articles WHERE guid = 'pier'"""
    ((text_from, text, other, *rest),) = rows(tmp_path, article)
    assert (text_from, text, other) == ("page", "\n\n".join(PARAGRAPHS), "All about the pier of Port Ellery.")
    day = date(2026, 11, 10)
    assert rest == [
        "East pier to be rebuilt", day, None, "inferred", day, None, ["Harbour"],
        [{"url": "https://p.example/a.mp3", "kind": "audio/mpeg", "bytes": 9}],
    ]  # fmt: skip
    web.answers |= {"/a": good(teasers(web, "new", "pier")), "/new": status(404)}
    asked(tmp_path, web, web.url("/a"), hours=2)
    assert len(web.asked("/pier")) == 1
    assert rows(tmp_path, article) == [(text_from, text, other, *rest)]
    assert rows(tmp_path, "SELECT count(*) FROM article_versions") == [(2,)]
    assert rows(tmp_path, "SELECT text_from FROM articles WHERE guid = 'new'") == [("source",)]
    assert rows(tmp_path, "SELECT count(*) FROM sources") == [(1,)]


def test_a_password_is_sent_and_written_nowhere(web: Web, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """Neither in the store nor in segments, lists of inputs or the log."""
    web.answers["/a"] = good(FEED)
    url = web.url("/a").replace("//", "//me:opensesame@")
    words = ["ingest", url, "--data", str(tmp_path), "--allow-address", f"127.0.0.1:{web.port}", "--verbose"]
    assert main(words) == 0
    run.load(run.Job(tmp_path, (), NOW))
    assert web.log[0].headers["authorization"].startswith("Basic ")
    assert "opensesame" not in "".join(capfd.readouterr())
    tables = "fetches", "sources", "runs", "sightings", "articles"
    told = str([rows(tmp_path, f"FROM {table}") for table in tables])
    told += "".join(path.read_text() for path in tmp_path.rglob("*.json"))
    assert "/a" in told
    assert "opensesame" not in told
    assert b64encode(b"me:opensesame").decode() not in told
