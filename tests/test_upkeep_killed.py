"""Upkeep killed at any point: the same command again, or the next run, leaves what it would have left."""

import shutil
import signal
from pathlib import Path

import duckdb
import pytest

from tests.comparing import contents
from tests.killed import finished

AT = ["--as-of", "2020-06-06T12:00:00Z"]
# Command, what the next one is, where it is killed.
POINTS = [
    (["prune", "--older-than", "2020-06-01"], "prune", "pipelines.store.archive:write:after:1"),
    (["prune", "--older-than", "2020-06-01"], "prune", "pipelines.store.prune:thin:before:1"),
    (["prune", "--older-than", "2020-06-01"], "prune", "pipelines.store.prune:remove:before:1"),
    (["forget", "MEANT", "--yes"], "load", "pipelines.store.forgotten:keep:after:1"),
    (["forget", "MEANT", "--yes"], "load", "pipelines.store.forget:_blank_findings:after:1"),
    (["forget", "MEANT", "--yes"], "load", "pipelines.run:_store:after:1"),
    (["forget", "MEANT", "--yes"], "load", "pipelines.store.rewrite:synced:after:1"),
    (["rebuild"], "rebuild", "pipelines.store.rebuild:load_segments:after:1"),
    (["rebuild"], "load", "pipelines.store.rebuild:take_place:after:1"),
    (["reanalyse"], "reanalyse", "pipelines.store.stale:spool_stale:after:1"),
    (["reanalyse"], "reanalyse", "pipelines.stages.land:write:after:1"),
]


@pytest.fixture(scope="session")
def meant(seeds_asked: duckdb.DuckDBPyConnection) -> str:
    """The id of an article that is to be forgotten."""
    found = seeds_asked.execute("SELECT article_id FROM articles WHERE starts_with(guid, '003')").fetchall()
    return str(found[0][0])


@pytest.fixture
def data(seeds: Path, tmp_path: Path) -> Path:
    """The data folder of the seeds, as if older rules had read them."""
    folder = Path(shutil.copytree(seeds.parent, tmp_path / "data"))
    with duckdb.connect(str(folder / "store.duckdb")) as con:
        con.execute("UPDATE articles SET rule_version = 0")
    return folder


@pytest.mark.parametrize(("words", "then", "point"), POINTS, ids=[point for _, _, point in POINTS])
def test_upkeep_killed_at_a_named_point_is_finished(
    words: list[str], then: str, point: str, data: Path, meant: str, seeds: Path, tmp_path: Path
) -> None:
    """What is forgotten must be gone, and nothing else; what is stored must be there, once."""
    words = [meant if word == "MEANT" else word for word in words]
    known = ["--data", str(data), *AT]
    assert finished([*words, *known], tmp_path / "killed", point) == -signal.SIGKILL, (tmp_path / "killed").read_text()
    again = words if then == words[0] else [then]
    assert finished([*again, *known], tmp_path / "log") == 0, (tmp_path / "log").read_text()
    gone = {meant} if words[0] == "forget" else set()
    assert articles(data) == articles(seeds.parent) - gone
    if not gone:
        assert told(data) == told(seeds.parent)
    assert not [path for path in (data / "landing").glob("*/*") if path.name.startswith((".", "spool"))]


def articles(data: Path) -> set[str]:
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        return {name for (name,) in con.execute("SELECT article_id FROM articles").fetchall()}


def told(data: Path) -> dict[str, list[str]]:
    """All tables but what a prune makes smaller, and the version of rules, which only reanalyse raises."""
    free = {"rule_version", "run_id", "first_run_id", "last_run_id", "first_seen_at", "last_seen_at"}
    return {name: rows for name, rows in contents(data / "news.duckdb", free_columns=free).items() if name != "rejects"}
