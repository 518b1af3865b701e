"""`dateline stream` on a real Prism, its processes killed one after another: nothing is lost, nothing is twice."""

import os
import signal
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.__main__ import main
from pipelines.errors import UsageError
from pipelines.service import prism, status
from tests.comparing import contents
from tests.feeds.web import Web, conditional, feed
from tests.killed import finished, started


def found() -> str | None:
    try:
        return prism.find(())[-1]
    except UsageError:
        return None


PRISM = found()


def until(what: Callable[[], Any], data: Path) -> Any:
    """What it gives, once it gives something."""
    for _ in range(900):
        if given := what():
            return given
        time.sleep(0.1)
    raise AssertionError((status.known(data), [path.name for path in (data / "stream").iterdir()]))


def guids(data: Path) -> list[str]:
    if not (data / "news.duckdb").exists():
        return []
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        return [str(guid) for (guid,) in con.execute("SELECT guid FROM articles ORDER BY guid").fetchall()]


def is_gone(pid: int) -> bool:
    """Whether no such process runs; one that nobody has waited for yet runs no more."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


def gone(processes: dict[str, int]) -> bool:
    return all(map(is_gone, processes.values()))


@pytest.mark.skipif(PRISM is None, reason="no Prism on this machine (.ci/run builds one where Go is)")
def test_whoever_is_killed_nothing_is_lost_and_nothing_is_twice(web: Web, tmp_path: Path) -> None:
    """Driver, runner and loader in turn, each while something new has come; what is stored is what a run stores."""
    data, log, inbox = tmp_path / "data", tmp_path / "log", tmp_path / "inbox"
    inbox.mkdir()
    (inbox / "note.txt").write_text("The bridge was closed on Monday, the mayor said.")
    settings = tmp_path / "dateline.toml"
    settings.write_text(f'[feeds.wire]\nurl = "{web.url("/a")}"\ninterval = 1\n')
    how = [web.url("/a"), str(inbox), "--config", str(settings), "--host-gap", "0", "--fail-on", "never"]
    how += ["--allow-address", f"127.0.0.1:{web.port}"]
    words = ["stream", *how, "--data", str(data), "--window", "1", "--every", "1"]
    items: list[str] = []

    def comes(item: str) -> None:
        items.append(item)
        web.answers["/a"] = conditional(feed(*items), f'"{item}"')

    def arrived() -> bool:
        return guids(data) == sorted([*items, "note.txt"])

    def processes() -> dict[str, int]:
        told = status.known(data)
        return dict(told.processes) if told and len(told.processes) == 2 else {}

    def others(before: dict[str, int]) -> bool:
        return bool(processes()) and not set(before.values()) & set(processes().values())

    comes("one")
    process = started(words, log)
    until(arrived, data)
    for name in ("driver", "prism"):
        before = until(processes, data)
        comes(name)
        os.kill(before[name], signal.SIGKILL)
        until(partial(others, before), data)
        until(arrived, data)
        until(partial(gone, before), data)
    before = until(processes, data)
    comes("loader")
    process.kill()
    process.join()
    until(partial(gone, before), data)
    process = started(words, log)
    comes("after")
    until(arrived, data)
    before = until(processes, data)
    os.kill(process.pid, signal.SIGTERM)
    process.join()
    assert process.exitcode == 0, log.read_text()
    assert gone(before)
    assert [path.name for path in (data / "stream").glob("*") if path.suffix in (".open", ".json", ".parquet")] == []
    assert finished(["run", *how, "--data", str(tmp_path / "plain")], log) == 0, log.read_text()
    assert contents(data / "news.duckdb") == contents(tmp_path / "plain" / "news.duckdb")


def test_without_a_prism_the_ways_to_get_one_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the way without; nothing is fetched that nobody asked for."""
    for name in ("GOBIN", "GOPATH"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert main(["stream", "https://paper.example/feed", "--data", str(tmp_path / "data")]) == 2
    told = capsys.readouterr().err
    assert all(words in told for words in ("go install", "--prism_location FILE", "releases/tag/v", "dateline watch"))
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("options", [["--runner", "FnApiRunner"], ["--prism_location", "nowhere"]])
def test_a_runner_that_cannot_stream_is_refused(
    options: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The embedded one would keep everything in memory and publish nothing."""
    assert main(["stream", "https://paper.example/feed", "--data", str(tmp_path / "data"), "--", *options]) == 2
    assert options[-1] in capsys.readouterr().err
