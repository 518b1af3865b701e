"""What can be done with feeds on the command line."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.cli.settle import settle
from pipelines.errors import UsageError
from pipelines.feeds.control import imported, wishes
from pipelines.options import Feed, SourceSettings
from tests.feeds.web import Web, feed, good, status

FEEDS = Path(__file__).parent.parent / "formats" / "feeds"


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def last(out: str) -> object:
    return json.loads(out.splitlines()[-1])


def test_a_feed_is_checked_without_the_engines() -> None:
    """It answers at once, and under a limit of memory that the engines alone would break."""
    code = (
        "import sys; from pipelines.__main__ import main; main(['feeds', 'check', '--json', sys.argv[1]]);"
        "print(sorted({'apache_beam', 'great_expectations', 'duckdb'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", code, str(FEEDS / "full.rss")]
    done = subprocess.run(words, capture_output=True, text=True, check=True, cwd=FEEDS.parent.parent.parent)
    *_, told, loaded = done.stdout.splitlines()
    assert json.loads(told) == {"entries": 3, "reason": None}
    assert loaded == "[]"


def test_what_is_no_feed_is_told_with_its_reason(capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is an answer, not a failure of the command."""
    assert main(["feeds", "check", "--json", str(FEEDS / "not_a_feed.xml")]) == 0
    assert last(capsys.readouterr().out) == {"entries": 0, "reason": "not_a_feed"}


def test_an_address_is_checked_over_the_web(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    """With what its redirect says, and an exception of the guard by name."""
    web.answers |= {"/a": status(301, "Location: /b"), "/b": good(feed("one", "two"))}
    main(["feeds", "check", "--json", "--allow-address", f"127.0.0.1:{web.port}", web.url("/a")])
    out = capsys.readouterr().out
    assert last(out) == {"entries": 2, "reason": None}
    assert f"moved for good to {web.url('/b')}" in out


def test_the_guard_is_on_by_default(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    """And says how it is told otherwise."""
    main(["feeds", "check", "--json", web.url("/a")])
    out = capsys.readouterr().out
    assert last(out) == {"entries": 0, "reason": "forbidden_address"}
    assert f"--allow-address 127.0.0.1:{web.port}" in out
    assert not web.log


def test_feeds_are_imported_listed_exported_and_forgotten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All before anything was ever asked."""
    Path("list.txt").write_text("https://one.example/feed\nhttps://two.example/feed\n")
    for words in (["import", "list.txt"], ["disable", "two.example/feed"], ["forget", "https://one.example/feed"]):
        assert main(["feeds", *words]) == 0
    assert main(["feeds", "export", "out.opml"]) == 0
    assert imported(Path("data")) == ["https://two.example/feed"]
    assert Path("out.opml").read_text().count("xmlUrl") == 1
    assert {name: wish.state for name, wish in wishes(Path("data")).items()} == {
        "two.example/feed": "disabled", "one.example/feed": "forgotten",
    }  # fmt: skip
    capsys.readouterr()
    main(["feeds", "list"])
    assert "disabled" in capsys.readouterr().out


def test_a_slip_in_a_name_is_no_wish(capsys: pytest.CaptureFixture[str]) -> None:
    """Else the feed that was meant would be asked on."""
    Path("list.txt").write_text("https://one.example/feed\n")
    main(["feeds", "import", "list.txt"])
    assert main(["feeds", "disable", "one.example/fed"]) == 2
    assert "did you mean" in capsys.readouterr().err


def test_settings_of_a_feed_are_read() -> None:
    """Name, interval, headers for the fetching; zone and date order for the dates."""
    Path("dateline.toml").write_text(
        'contact = "desk@paper.example"\nallow_address = ["10.0.0.1:80"]\n[feeds.wire]\nurl = "https://wire.example/"\n'
        'interval = "15 min"\nzone = "America/Toronto"\nfull_text = true\nheaders = { Authorization = "x" }\n'
    )
    said = settle({"host_gap": 0.5}, {"DATELINE_ROBOTS": "yes"})
    assert said.feeds == (Feed("wire", "https://wire.example/", 900.0, True, (("Authorization", "x"),)),)
    assert said.sources == (SourceSettings("wire", zone="America/Toronto"),)
    assert (said.contact, said.allow_address, said.host_gap, said.robots) == (
        "desk@paper.example", ("10.0.0.1:80",), 0.5, True,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("[feeds.a]\n", "feeds.a"),
        ('[feeds.a]\nurl = "paper.example"\n', "feeds.a.url"),
        ('[feeds.a]\nurl = "https://a.example"\ninterval = "often"\n', "feeds.a.interval"),
        ('[feeds.a]\nurl = "https://a.example"\nheaders = { A = "b\\nc" }\n', "feeds.a.headers"),
        ('[feeds]\na = "https://a.example"\n', "feeds"),
        ('allow_address = ["10.0.0.1:http"]\n', "allow_address"),
        ('allow_address = ["10.0.0.1:99999"]\n', "allow_address"),
    ],
)
def test_a_slip_in_the_settings_of_feeds_is_named(text: str, named: str) -> None:
    """Years later somebody else reads the message."""
    Path("dateline.toml").write_text(text)
    with pytest.raises(UsageError, match=named):
        settle({}, {})
