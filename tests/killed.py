"""The command in a process of its own that may be killed; forked from a server that has imported the engines."""

import importlib
import multiprocessing
import os
import signal
import sys
from pathlib import Path
from typing import Any

_PRELOADED = ["tests.killed", "apache_beam", "great_expectations", "pipelines.ingest", "pipelines.run"]
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(_PRELOADED)


def started(arguments: list[str], log: Path, point: str | None = None, *, early: bool = False) -> Any:
    """The process, begun; its exit code is that of the command, or -9 where it was killed. If `early`, what has landed
    is loaded while more is read, however little it is.
    """
    process = _CONTEXT.Process(target=_command, args=(arguments, str(log), point, early))
    process.start()
    return process


def finished(arguments: list[str], log: Path, point: str | None = None, *, early: bool = False) -> int:
    """The exit code, once the process has ended."""
    process = started(arguments, log, point, early=early)
    process.join()
    return int(process.exitcode)


def _command(arguments: list[str], log: str, point: str | None, early: bool) -> None:
    from pipelines import loading
    from pipelines.__main__ import main

    with open(log, "w") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    if early:
        loading.LEAST = 1
    if point:
        module, function, when, call = point.split(":")
        kill_at(module, function, when, int(call))
    code = main(arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code)


def kill_at(module: str, function: str, when: str, call: int) -> None:
    """Wrap a function, where a module keeps it, so that the process dies before or after its call of that number."""
    holder = importlib.import_module(module)
    whole = getattr(holder, function)
    calls = 0

    def dying(*args: Any, **named: Any) -> Any:
        nonlocal calls
        calls += 1
        if calls == call and when == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        result = whole(*args, **named)
        if calls == call and when == "after":
            os.kill(os.getpid(), signal.SIGKILL)
        return result

    setattr(holder, function, dying)
