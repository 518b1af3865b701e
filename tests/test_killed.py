"""A run killed at any point is finished by the next one: nothing lost, nothing doubled."""

import os
import random
import signal
import time
from pathlib import Path

import pytest

from tests.comparing import contents
from tests.killed import finished, started

SEEDS = str(Path(__file__).parent.parent / "seeds")
# More of them for a long night: DATELINE_TEST_KILLS is no setting of Dateline, so it is taken out of its environment.
KILLS = int(os.environ.pop("DATELINE_TEST_KILLS", "6"))

POINTS = [
    "pipelines.store.landing:begin:after:1",
    "pipelines.reading:portions:after:1",
    "pipelines.stages.land:write:before:1",
    "pipelines.stages.land:table:after:1",
    "pipelines.stages.land:write:after:1",
    "pipelines.stages.land:write:after:2",
    "pipelines.store.landing:finish:before:1",
    "pipelines.store.landing:finish:after:1",
    "pipelines.store.writer:bring_up_to_date:before:1",
    "pipelines.store.writer:bring_up_to_date:after:1",
    "pipelines.store.load:_load_segments:before:1",
    "pipelines.store.load:_load_articles:after:1",
    "pipelines.store.load:_replace:before:1",
    "pipelines.store.load:_load_segments:after:1",
    "pipelines.store.load:_load_segments:after:2",
    "pipelines.store.load:_load_together:after:1",
    "pipelines.store.derive:link:after:1",
    "pipelines.store.derive:group_stories:after:1",
    "pipelines.store.derive:infer_dates:after:1",
    "pipelines.store.derive:group_claims:after:1",
    "pipelines.store.derive:derive:after:1",
    "pipelines.quality.check:find_offenders:after:1",
    "pipelines.quality.check:merge:before:1",
    "pipelines.quality.check:check:after:1",
    "pipelines.store.runs:end_run:after:1",
    "pipelines.store.publish:_copy:before:1",
    "pipelines.store.publish:_copy:after:1",
    "pipelines.store.publish:_place:after:1",
]
# The same while more is read.
EARLY = [
    "pipelines.store.writer:bring_up_to_date:after:1",
    "pipelines.store.load:load_early:before:1",
    "pipelines.store.load:_load_articles:after:1",
    "pipelines.store.load:load_early:after:1",
    "pipelines.store.landing:finish:after:1",
]


def arguments(data: Path, *inputs: str) -> list[str]:
    return ["run", *inputs, "--data", str(data), "--as-of", "2020-04-06T12:00:00Z", "--fail-on", "never"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The tables of a run that nobody killed."""
    data = tmp_path_factory.mktemp("whole")
    assert finished(arguments(data, SEEDS), data / "log") == 0, (data / "log").read_text()
    return contents(data / "news.duckdb")


@pytest.mark.parametrize(("point", "early"), [(point, False) for point in POINTS] + [(point, True) for point in EARLY])
def test_a_run_killed_at_a_named_point_is_finished_by_the_next(
    point: str, early: bool, tmp_path: Path, whole: dict[str, list[str]]
) -> None:
    """The next run is given nothing to read, and must still bring in what the dead one had begun."""
    killed = finished(arguments(tmp_path / "data", SEEDS), tmp_path / "killed", point, early=early)
    assert killed == -signal.SIGKILL, (tmp_path / "killed").read_text()
    (tmp_path / "nothing").mkdir()
    assert finished(arguments(tmp_path / "data", str(tmp_path / "nothing")), tmp_path / "log") == 0, (
        tmp_path / "log"
    ).read_text()
    assert contents(tmp_path / "data" / "news.duckdb") == whole


@pytest.mark.parametrize("seed", range(KILLS))
def test_a_run_killed_at_a_random_time_is_finished_by_the_next(
    seed: int, tmp_path: Path, whole: dict[str, list[str]]
) -> None:
    """Named points are those that we thought of; the clock knows others, before the beginning and after the end too."""
    process = started(arguments(tmp_path / "data", SEEDS), tmp_path / "killed")
    time.sleep(random.Random(seed).uniform(0.1, 3))
    process.kill()
    process.join()
    assert finished(arguments(tmp_path / "data", SEEDS), tmp_path / "log") == 0, (tmp_path / "log").read_text()
    assert contents(tmp_path / "data" / "news.duckdb") == whole
