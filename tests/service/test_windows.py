"""What a stream has landed becomes a run exactly once, wherever it was killed."""

from datetime import UTC, datetime
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipelines.errors import DamagedSegmentError
from pipelines.packing import plain
from pipelines.records import Fetch
from pipelines.service import windows
from pipelines.service.gather import gather
from pipelines.service.windows import FOLDER, Window
from pipelines.stages.land import land
from pipelines.store import landing
from tests.landed import article

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / FOLDER
    windows.recover(folder, "none")
    return folder


def landed(folder: Path, *words: str) -> tuple[str, ...]:
    """A segment of articles and one of the request that brought them."""
    articles = [plain(article(f"The {word} was opened on Friday.", guid=word)) for word in words]
    nothing = dict.fromkeys(Fetch._fields)
    said = {
        "source_id": "s",
        "ref": "r",
        "position": 0,
        "outcome": "read",
        "kind": "feed",
        "bytes": 1,
        "malformed": False,
    }
    here = {"run_id": "stream", "entries": len(words), "fetched_at": NOW, "address": "http://a.example/"}
    fetch = Fetch(**(nothing | said | here))  # type: ignore[arg-type]
    return land(articles, "articles", folder), land([plain(fetch)], "fetches", folder)


def guids(run: Path) -> list[str]:
    return sorted(str(row) for file in run.glob("articles-*") for row in pq.read_table(file)["guid"].to_pylist())


def test_windows_become_one_run_under_its_name(folder: Path, tmp_path: Path) -> None:
    """Thousands of windows a day are neither runs nor segments of the store."""
    for number, word in enumerate(("port", "bridge", "road")):
        windows.close(folder, Window(f"w-{number}", landed(folder, word)))
    made = gather(tmp_path, NOW)
    assert made is not None
    run = tmp_path / "landing" / made.run_id
    assert (made.windows, made.counts.landed_articles, made.counts.read, made.feeds.read) == (3, 3, 3, 3)
    assert guids(run) == ["bridge", "port", "road"]
    assert [file.name.split("-")[0] for file in sorted(run.glob("*.parquet"))] == ["articles", "fetches"]
    assert set(pq.read_table(next(run.glob("articles-*")))["run_id"].to_pylist()) == {made.run_id}
    assert landing.died(tmp_path) == []
    assert sorted(path.name for path in folder.iterdir()) == ["spool", "tick"]
    assert gather(tmp_path, NOW) is None


def test_an_open_window_waits(folder: Path, tmp_path: Path) -> None:
    """Something of it may be missing yet."""
    windows.begin(folder, "w-1")
    landed(folder, "port")
    assert (windows.under_way(folder), gather(tmp_path, NOW)) == (1, None)


def test_of_a_window_whose_driver_died_the_articles_count_and_the_requests_do_not(folder: Path, tmp_path: Path) -> None:
    """Its feeds are asked again without the validators that it had got."""
    windows.begin(folder, "w-1")
    landed(folder, "port")
    windows.recover(folder, "left")
    made = gather(tmp_path, NOW)
    assert made is not None
    run = tmp_path / "landing" / made.run_id
    assert guids(run) == ["port"]
    closed = {file.name.split("-")[0]: landing.is_closed(file) for file in run.glob("*.parquet")}
    assert closed == {"articles": True, "fetches": False}


class Killed(BaseException):
    pass


@pytest.mark.parametrize("where", ["finish", "forget"])
def test_a_gathering_that_was_killed_is_done_once(
    where: str, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before the folder appears nothing has happened; from then on its windows are known to be in it."""
    windows.close(folder, Window("w-1", landed(folder, "port")))
    calls = iter([False, True])

    def dying(*args: object, **named: object) -> None:
        if where == "finish" or next(calls):
            raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(landing if where == "finish" else windows, where, dying)
        with pytest.raises(Killed):
            gather(tmp_path, NOW)
    gather(tmp_path, NOW)
    runs = landing.runs(tmp_path)
    assert [guids(run) for run in runs] == [["port"]]
    assert windows.closed(folder) == []


def test_a_segment_that_is_missing_is_told(folder: Path, tmp_path: Path) -> None:
    """The manifest proves that there was one."""
    articles, fetches = landed(folder, "port")
    windows.close(folder, Window("w-1", (articles, fetches)))
    (folder / articles).unlink()
    with pytest.raises(DamagedSegmentError, match=articles):
        gather(tmp_path, NOW)
    assert landing.runs(tmp_path) == []
