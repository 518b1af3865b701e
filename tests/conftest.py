"""What many tests share: one run over the seeds, a web of one's own."""

import atexit
import os
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from tests.feeds.web import Web, serving
from tests.killed import finished

_STATUS: list[int] = []
# DuckDB's binding reports objects that Great Expectations leaves behind, after pytest's last line: end before it does.
atexit.register(lambda: os._exit(_STATUS[0]) if _STATUS else None)

SEEDS = str(Path(__file__).parent.parent / "seeds")


def pytest_sessionfinish(exitstatus: int) -> None:
    """Keep what pytest is going to exit with."""
    _STATUS[:] = [int(exitstatus)]


@pytest.fixture(scope="session")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file of a run over the four seed articles."""
    data = tmp_path_factory.mktemp("seeds")
    words = ["run", SEEDS, "--data", str(data), "--as-of", "2020-04-06T12:00:00Z", "--fail-on", "never"]
    assert finished(words, data / "log") == 0, (data / "log").read_text()
    return data / "news.duckdb"


@pytest.fixture(scope="session")
def seeds_asked(seeds: Path) -> duckdb.DuckDBPyConnection:
    """A connection for questions about the seeds."""
    return duckdb.connect(str(seeds), read_only=True)


@pytest.fixture
def web(monkeypatch: pytest.MonkeyPatch) -> Iterator[Web]:
    """A web on this machine, which no proxy of its environment stands before."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    with serving() as one:
        yield one
