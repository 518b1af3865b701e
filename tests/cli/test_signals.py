"""Ctrl-C and SIGTERM end a command where it stands, with an exit code of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
_SLOW = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
# A whole program: a signal ends the process that it is sent to.
_QUERY = f"""
import os, signal, sys, threading, duckdb
from pipelines.cli import signals
signal.signal(signal.SIGINT, signal.default_int_handler)
signals.install()
threading.Timer(0.5, os.kill, (os.getpid(), signal.{{}})).start()
with signals.told(), signals.bounded():
    duckdb.connect().execute("{_SLOW}")
"""


def _ended(script: str) -> "subprocess.CompletedProcess[str]":
    words = [sys.executable, "-c", script]
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)


@pytest.mark.parametrize(("name", "code"), [("SIGINT", 130), ("SIGTERM", 143)])
def test_a_signal_within_a_query_ends_it_without_a_traceback(name: str, code: int) -> None:
    """DuckDB turns it into a RuntimeError, which would pass for a bug, or goes on for minutes."""
    done = _ended(_QUERY.format(name))
    assert (done.returncode, done.stderr) == (code, "")


def test_a_signal_ends_the_workers_too() -> None:
    """Or a service manager that signals only the parent would wait for every slice under way."""
    script = (
        "import os, signal, threading, time\n"
        "from concurrent.futures import ProcessPoolExecutor\n"
        "from multiprocessing import get_context\n"
        "from pipelines.cli import signals\n"
        "signals.install()\n"
        "with signals.told(), ProcessPoolExecutor(1, get_context('spawn')) as pool:\n"
        "    future = pool.submit(time.sleep, 120)\n"
        "    threading.Timer(1, os.kill, (os.getpid(), signal.SIGTERM)).start()\n"
        "    future.result()\n"
    )
    assert _ended(script).returncode == 143


def test_a_bug_after_a_signal_is_still_a_bug() -> None:
    """In the shell a person presses Ctrl-C, and goes on."""
    script = (
        "import os, signal\n"
        "from contextlib import suppress\n"
        "from pipelines.cli import signals\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "signals.install()\n"
        "with suppress(KeyboardInterrupt):\n"
        "    os.kill(os.getpid(), signal.SIGINT)\n"
        "with signals.told():\n"
        "    1 / 0\n"
    )
    assert "ZeroDivisionError" in _ended(script).stderr
