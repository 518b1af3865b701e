"""What would be kept of a page can be looked at before anything is stored."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.__main__ import main
from tests.feeds.web import Web, good, status
from tests.formats.test_page import HTML, PARAGRAPHS

ROOT = Path(__file__).parent.parent.parent
TEXT = "\n\n".join(PARAGRAPHS)


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_file_is_read_without_the_engines(tmp_path: Path) -> None:
    """It answers at once."""
    (tmp_path / "page.html").write_text(HTML)
    code = (
        "import sys; from pipelines.__main__ import main; main(['page', '--json', sys.argv[1]]);"
        "print(sorted({'apache_beam', 'great_expectations', 'duckdb', 'trafilatura'} & set(sys.modules)))"
    )
    words = [sys.executable, "-c", code, str(tmp_path / "page.html")]
    told, loaded = subprocess.run(words, capture_output=True, text=True, check=True, cwd=ROOT).stdout.splitlines()
    assert json.loads(told) | {"url": ""} == {
        "url": "", "title": "East pier to be rebuilt", "author": "Jo Marsh", "published": "2026-11-10",
        "language": "en-CA", "text": TEXT, "reason": None,
    }  # fmt: skip
    assert loaded == "[]"


def test_an_address_is_asked_as_a_run_would_ask(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    """With redirects, also those that stand in a page, and what a site asks of robots."""
    web.answers |= {
        "/robots.txt": good(b"User-agent: *\nDisallow: /private/\n"), "/a": status(302, "Location: /b"),
        "/b": good(b'<meta http-equiv="refresh" content="0; url=/c">'), "/c": good(HTML.encode()),
        "/private/c": good(HTML.encode()),
    }  # fmt: skip
    allowed = ["--allow-address", f"127.0.0.1:{web.port}"]
    main(["page", "--json", *allowed, web.url("/a")])
    told = json.loads(capsys.readouterr().out)
    assert (told["url"], told["text"]) == (web.url("/c"), TEXT)
    main(["page", "--json", *allowed, web.url("/private/c")])
    assert json.loads(capsys.readouterr().out)["reason"] == "robots"
    assert not web.asked("/private/c")


def test_why_nothing_would_be_kept_is_told(web: Web, capsys: pytest.CaptureFixture[str]) -> None:
    """A refusal is an answer, not a failure of the command."""
    Path("page.html").write_text("<html></html>")
    assert main(["page", "page.html"]) == 0
    assert "nothing would be kept: no text that could be an article" in capsys.readouterr().out
    assert main(["page", "--json", web.url("/a")]) == 0
    assert json.loads(capsys.readouterr().out)["reason"] == "forbidden_address"
    assert not web.log


def test_the_page_is_shown_to_people(capsys: pytest.CaptureFixture[str]) -> None:
    """First what it says of itself, then the text."""
    Path("page.html").write_text(HTML)
    main(["page", "page.html"])
    head, text = capsys.readouterr().out.split("\n\n", 1)
    assert "published: 2026-11-10" in head
    assert text.strip() == TEXT
