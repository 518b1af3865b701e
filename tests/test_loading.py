"""What a run lands is loaded while it reads on, and nothing depends on it."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines import loading
from pipelines.errors import StorageError
from pipelines.loading import LoadedMeanwhile
from pipelines.run import Job, Outcome, run
from pipelines.store import forgotten
from pipelines.store.forgotten import Tombstone
from tests.comparing import contents
from tests.landed import article, landed

NOW = datetime(2020, 4, 6, 12, tzinfo=UTC)
TEXT = "The town council voted on Thursday to close the northern bridge for repairs until the autumn."
NEVER = 10**9


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """A file of six slices."""
    lines = (f'{{"id": "{n}", "text": "Item {n}. {TEXT}", "padding": "{"x" * 30_000}"}}\n' for n in range(400))
    path = tmp_path / "wire.jsonl"
    path.write_text("".join(lines))
    return path


@pytest.fixture
def ran(tmp_path: Path, wire: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[int], tuple[Path, Outcome]]:
    """A run that loads as soon as so many articles have landed: its folder and what came of it."""

    def ran(enough: int) -> tuple[Path, Outcome]:
        monkeypatch.setattr(loading, "LEAST", enough)
        data = tmp_path / f"data-{enough}"
        return data, run(Job(data, (str(wire),), NOW, workers=1, fail_on="never"))

    return ran


def stored(data: Path) -> int:
    with duckdb.connect(str(data / "store.duckdb"), read_only=True) as con:
        return int(con.execute("SELECT count(*) FROM articles").fetchall()[0][0])


def test_what_has_landed_is_in_the_store_before_anybody_loads_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the cores that wait for one another while reading ends would have nothing to do."""
    monkeypatch.setattr(loading, "LEAST", 2)
    with LoadedMeanwhile(tmp_path, NOW) as meanwhile:
        folder = landed(tmp_path, [article(TEXT, ref="a"), article(f"{TEXT} And more.", ref="b")])
        meanwhile.landed(folder, 1)
        meanwhile.landed(folder, 1)
    assert (meanwhile.finished().articles, stored(tmp_path)) == (2, 2)


def test_the_store_stays_open_between_what_is_loaded_early_and_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Closed, DuckDB would write out the ends of all tables, to write them again when the rest has come."""
    monkeypatch.setattr(loading, "LEAST", 1)
    log = tmp_path / "store.duckdb.wal"
    with LoadedMeanwhile(tmp_path, NOW) as meanwhile:
        meanwhile.landed(landed(tmp_path, [article(TEXT)]), 1)
        assert (meanwhile.finished().articles, log.exists()) == (1, True)
    assert (stored(tmp_path), log.exists()) == (1, False)


def test_a_few_articles_do_not_open_the_store(tmp_path: Path) -> None:
    """Loading them costs nearly as much as loading all that follow."""
    with LoadedMeanwhile(tmp_path, NOW) as meanwhile:
        meanwhile.landed(landed(tmp_path, [article(TEXT)]), 1)
    assert not (tmp_path / "store.duckdb").exists()


def test_a_run_that_loads_early_gives_the_tables_of_one_that_does_not(
    ran: Callable[[int], tuple[Path, Outcome]],
) -> None:
    """And counts what is new once."""
    (early, outcome), (late, other) = ran(1), ran(NEVER)
    assert contents(early / "news.duckdb") == contents(late / "news.duckdb")
    assert outcome.new_articles == other.new_articles == 400


def test_a_store_that_cannot_be_opened_is_told_once_everything_has_landed(
    tmp_path: Path, ran: Callable[[int], tuple[Path, Outcome]]
) -> None:
    """The reading does not end for it: the segments are what a remedy begins with."""
    data = tmp_path / "data-1"
    data.mkdir()
    (data / "store.duckdb").write_bytes(b"x" * 100_000)
    with pytest.raises(StorageError, match=r"store\.duckdb"):
        ran(1)
    (data / "store.duckdb").unlink()
    assert list((data / "landing").glob("*/manifest.json"))
    again, _ = ran(1)
    assert stored(again) == 400


def test_nothing_is_loaded_early_where_something_was_taken_down(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its segments are rewritten first, so that it does not come back."""
    monkeypatch.setattr(loading, "LEAST", 1)
    forgotten.keep(tmp_path, Tombstone("a", "2020-04-01", (), (), False, (), (), done=True))
    with LoadedMeanwhile(tmp_path, NOW) as meanwhile:
        meanwhile.landed(landed(tmp_path, [article(TEXT)]), 1)
    assert meanwhile.finished().articles == 0
