"""What strangers wrote is parsed in a process that can be killed."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipelines.errors import Refusal, Unparsable
from pipelines.formats.feed import read_feed
from pipelines.killable import killable

ROOT = Path(__file__).parent.parent


@pytest.mark.parametrize(
    ("reason", "function", "argument"),
    [("too_slow", (3).__pow__, 10**9), ("too_hungry", bytearray, 600 << 20), ("parser_died", os._exit, 0)],
)
def test_what_costs_too_much_is_refused_and_harms_no_neighbour(reason: str, function: object, argument: int) -> None:
    """Neither a loop within a library, nor one that eats memory, nor one that ends its process takes a run along."""
    with pytest.raises(Unparsable) as refused:
        killable(function, argument, seconds=0.2)  # type: ignore[arg-type]
    assert refused.value.reason == reason
    assert killable(len, "abc") == 3


def dying_once(marker: str) -> str:
    """A function whose process is killed the first time."""
    if not Path(marker).exists():
        Path(marker).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "read"


def test_a_worker_that_somebody_kills_costs_nothing(tmp_path: Path) -> None:
    """It says nothing of the document: whoever is short of memory picks any process."""
    assert killable(dying_once, str(tmp_path / "marker")) == "read"


def test_a_worker_is_used_again() -> None:
    """Two thousand feeds must not pay for two thousand processes."""
    assert killable(os.getpid) == killable(os.getpid) != os.getpid()


def test_a_refusal_comes_through_as_it_is() -> None:
    """The row that says why a feed was refused does not depend on where that was found out."""
    with pytest.raises(Refusal) as refused:
        killable(read_feed, b"")
    assert refused.value.reason == "empty"


def test_a_bug_is_no_refusal() -> None:
    """It stops the run, and the traceback tells where."""
    with pytest.raises(RuntimeError, match="ValueError: invalid literal"):
        killable(int, "x")


def test_no_worker_outlives_a_parent_that_was_killed() -> None:
    """Whoever kills a service for good finds nothing left behind."""
    code = "import os; from pipelines.killable import killable; print(killable(os.getpid), flush=True); input()"
    words = [sys.executable, "-c", code]
    with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT) as parent:
        assert parent.stdout is not None
        worker = Path("/proc") / parent.stdout.readline().strip()
        assert worker.exists()
        parent.send_signal(signal.SIGKILL)
    until = time.monotonic() + 5
    while worker.exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert not worker.exists()
