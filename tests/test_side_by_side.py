"""A function over many items in worker processes: started once, quiet, and gone with the run."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.side_by_side import side_by_side

ROOT = Path(__file__).parent.parent
# A run that is killed while its workers have much to do. Each says which process it is.
_RUN = """
from pipelines.side_by_side import side_by_side
from tests.test_side_by_side import lasting

if __name__ == "__main__":
    list(side_by_side(lasting, ["{folder}"] * 8, 2, "pipelines.imported"))
"""


def lasting(folder: str) -> None:
    (Path(folder) / str(os.getpid())).touch()
    time.sleep(60)


def started_by(_: int) -> str:
    """The command of the process that started a worker."""
    return Path(f"/proc/{os.getppid()}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def test_what_workers_give_is_what_the_function_gives() -> None:
    """In whatever order they are ready."""
    assert sorted(side_by_side(abs, range(-20, 0), 2, "pipelines.imported")) == list(range(1, 21))


def test_something_else_is_done_once_while_they_start() -> None:
    """They import on one core, so the run can do the same on the other."""
    called = []
    given = side_by_side(abs, [-1, -2, -3], 1, "pipelines.imported", lambda: called.append("once"))
    assert sorted(given) == [1, 2, 3]
    assert called == ["once"]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere workers are spawned")
def test_workers_are_forked_from_a_server_that_has_imported() -> None:
    """To import Beam takes over a second, for each worker again, and the same for the workers of the next step."""
    for server in side_by_side(started_by, range(4), 2, "pipelines.imported"):
        assert "forkserver" in server


def missing() -> str:
    raise FileNotFoundError


@pytest.mark.parametrize("folder", [missing, lambda: "x" * 80])
def test_without_room_for_its_socket_they_are_spawned(
    folder: Callable[[], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A machine may have no folder for temporary files, and the path of a socket must be short."""
    monkeypatch.setattr(tempfile, "gettempdir", folder)
    for parent in side_by_side(started_by, range(4), 2, "pipelines.imported"):
        assert "forkserver" not in parent


def test_workers_end_with_the_run_that_was_killed(tmp_path: Path) -> None:
    """Else they would land segments for a run that nobody waits for."""
    run = subprocess.Popen([sys.executable, "-c", _RUN.format(folder=tmp_path)], cwd=ROOT)
    deadline = time.monotonic() + 60
    while len(list(tmp_path.iterdir())) < 2 and time.monotonic() < deadline:
        time.sleep(0.05)
    run.send_signal(signal.SIGKILL)
    run.wait()
    workers = [int(file.name) for file in tmp_path.iterdir()]
    while any(map(_lives, workers)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert (len(workers), [one for one in workers if _lives(one)]) == (2, [])


def _lives(process: int) -> bool:
    """Whether a process is there and is not merely waited for."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
