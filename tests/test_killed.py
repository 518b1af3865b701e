"""A run killed at any point is finished by the next one: nothing lost, nothing doubled."""

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.comparing import contents

ROOT = Path(__file__).parent.parent
SEEDS = str(ROOT / "seeds")
AS_OF = "2020-04-06T12:00:00Z"

POINTS = [
    "pipelines.store.landing:begin:after:1",
    "pipelines.inputs:portions:after:1",
    "pipelines.stages.land:land:before:1",
    "pipelines.stages.land:land:after:1",
    "pipelines.stages.land:table:after:1",
    "pipelines.store.landing:finish:before:1",
    "pipelines.store.landing:finish:after:1",
    "pipelines.store.writer:bring_up_to_date:after:1",
    "pipelines.store.load:load_segment:before:1",
    "pipelines.store.load:_load_articles:after:1",
    "pipelines.store.load:_replace:before:1",
    "pipelines.store.load:load_segment:after:1",
    "pipelines.store.load:load_segment:after:2",
    "pipelines.store.derive:link:after:1",
    "pipelines.store.derive:group_stories:after:1",
    "pipelines.store.derive:infer_dates:after:1",
    "pipelines.store.derive:group_claims:after:1",
    "pipelines.store.derive:derive:after:1",
    "pipelines.quality.check:check:after:1",
    "pipelines.store.runs:end_run:after:1",
    "pipelines.store.publish:_copy:before:1",
    "pipelines.store.publish:_copy:after:1",
    "pipelines.store.publish:publish:after:1",
]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """The tables of a run that nobody killed."""
    data = tmp_path_factory.mktemp("whole")
    assert dateline(data, SEEDS).returncode == 0
    return contents(data / "news.duckdb")


def dateline(data: Path, *inputs: str) -> subprocess.CompletedProcess[str]:
    """A run to its end."""
    command = [sys.executable, "-m", "pipelines", "run", *inputs, "--data", str(data), "--as-of", AS_OF, "--fail-on", "never"]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("point", POINTS)
def test_a_run_killed_at_a_named_point_is_finished_by_the_next(point: str, tmp_path: Path, whole: dict[str, list[str]]) -> None:
    """The next run has other inputs (none that are new), and must still bring in what the dead one had begun."""
    command = [sys.executable, "-m", "tests.killed", point, "run", SEEDS, "--data", str(tmp_path), "--as-of", AS_OF, "--fail-on", "never"]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    empty = tmp_path / "nothing"
    empty.mkdir()
    finished = dateline(tmp_path, str(empty))
    assert finished.returncode == 0, finished.stderr
    assert contents(tmp_path / "news.duckdb") == whole


@pytest.mark.parametrize("seed", range(int(os.environ.get("DATELINE_TEST_KILLS", "4"))))
def test_a_run_killed_at_a_random_time_is_finished_by_the_next(seed: int, tmp_path: Path, whole: dict[str, list[str]]) -> None:
    """Named points are those that we thought of; the clock knows others."""
    command = [sys.executable, "-m", "pipelines", "run", SEEDS, "--data", str(tmp_path), "--as-of", AS_OF, "--fail-on", "never"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True)
    time.sleep(random.Random(seed).uniform(0.5, 8))
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    finished = dateline(tmp_path, SEEDS)
    assert finished.returncode == 0, finished.stderr
    assert contents(tmp_path / "news.duckdb") == whole
