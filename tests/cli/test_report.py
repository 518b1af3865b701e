"""`dateline report`, and the page that a run leaves."""

from collections.abc import Callable
from pathlib import Path

import click
import pytest

from tests.conftest import SEEDS
from tests.killed import finished

Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]


def test_it_says_where_the_page_is(call: Call, data: Path, capsys: Printed) -> None:
    """One line, for `xdg-open $(dateline report)`."""
    assert call("report") == 0
    assert capsys.readouterr().out == f"{data / 'report.html'}\n"
    assert (data / "report.html").exists()


def test_it_opens_the_page_when_asked(call: Call, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In whatever browser the system has."""
    opened: list[str] = []
    monkeypatch.setattr(click, "launch", opened.append)
    call("report", "--open")
    assert opened == [(data / "report.html").as_uri()]


def test_without_anything_published_there_is_no_page(call: Call, data: Path) -> None:
    """As of every command that reads."""
    (data / "news.duckdb").unlink()
    assert call("report") == 6


def test_a_page_that_cannot_be_written_is_no_bug(call: Call, data: Path, capsys: Printed) -> None:
    """Exit code 7 names the file."""
    (data / "report.html").mkdir()
    assert call("report") == 7
    assert "report.html cannot be written" in capsys.readouterr().err


def test_a_run_whose_page_cannot_be_written_publishes_all_the_same(tmp_path: Path) -> None:
    """The data is worth more than the page about it."""
    data = tmp_path / "data"
    (data / "report.html").mkdir(parents=True)
    assert finished(["run", SEEDS, "--data", str(data), "--as-of", "2020-04-06"], tmp_path / "log") == 7
    assert (data / "news.duckdb").exists()
