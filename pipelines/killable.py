"""A function and its arguments -> its result, from a process that can be killed, under caps of time and memory.

What strangers wrote is parsed there: no thread can be stopped, and no parser promises an end. A worker is started when
it is first needed (spawned, never forked: gRPC has threads), imports once and is used again for whatever comes.

The cap of time counts the processor's seconds, so that a busy machine refuses nothing that an idle one reads. The
worker's own clock enforces it (ITIMER_PROF, whose signal ends a process wherever it is), also where nobody waits any
more; and a worker ends when its pipe does. So none outlives a parent that was killed.
"""

import contextlib
import logging
import os
import pickle
import resource
import signal
import subprocess
import sys
import threading
import traceback
import warnings
from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import TypeVar

from pipelines.errors import Refusal, Unparsable

# Real feeds take milliseconds and the slowest pages 0.3 s; hostile ones are to be over in 5 s, with the worker's start.
CPU_SECONDS = 4.0
# Of the address space; a worker has some 150 MB of it before it reads anything.
MEMORY = 512 << 20
# After so many documents a worker gives way to a new one: libraries keep what they once had.
_TASKS = 500
# Whoever takes no processor time for so long waits for something that never comes.
_WALL_SECONDS = 120.0
# Not multiprocessing's own way to spawn, which runs the caller's main module again.
_START = "import sys; sys.path[:] = sys.argv[2:]; from pipelines.killable import serve; serve(int(sys.argv[1]))"

_Result = TypeVar("_Result")


class _Spent(Unparsable):
    """Memory gave out, or the process ended: in a new process it may do."""


class _Bug(str):
    """The traceback of what nobody foresaw."""


def killable(function: Callable[..., _Result], *args: object, seconds: float = CPU_SECONDS) -> _Result:
    """What the function gives, which must be a function of a module. Raises the Refusal that it raises.

    Raises Unparsable where it takes more than `seconds` of a processor (`too_slow`) or more than MEMORY (`too_hungry`),
    or ends its process (`parser_died`). Anything else that it raises is a bug, and a RuntimeError here.
    """
    with _at_once:
        answer = _answer(pickle.dumps((function, args, seconds)))
    if isinstance(answer, _Bug):
        raise RuntimeError(f"in a process that parses:\n{answer}")
    if isinstance(answer, Refusal):
        raise answer
    return answer  # type: ignore[return-value]


def _answer(task: bytes) -> object:
    """What a worker says to a task; an idle one if there is one."""
    try:
        worker, fresh = _idle.pop(), False
    except IndexError:
        worker, fresh = _Worker(), True
    answer = worker.work(task)
    if isinstance(answer, _Spent) and (not fresh or answer.reason == "parser_died"):
        # It may be what others left behind, or somebody ended the process.
        worker = _Worker()
        answer = worker.work(task)
    if worker.alive:
        _idle.append(worker)
    return answer


class _Worker:
    """A process that works out one task after another."""

    def __init__(self) -> None:
        self._pipe, theirs = Pipe()
        with theirs:
            words = [sys.executable, "-c", _START, str(theirs.fileno()), *sys.path]
            self._process = subprocess.Popen(words, stdin=subprocess.DEVNULL, pass_fds=[theirs.fileno()])
        self.alive = True

    def work(self, task: bytes) -> object:
        """The answer to a task, or the refusal that says how it ended the process."""
        try:
            self._pipe.send_bytes(task)
            if self._pipe.poll(_WALL_SECONDS):
                ends, answer = pickle.loads(self._pipe.recv_bytes())
                if ends:
                    self._end()
                return answer
        except (EOFError, ConnectionError):
            return _told(self._end())
        self._end()
        return _too_slow()

    def _end(self) -> int:
        """Let the process go; its exit code."""
        self.alive = False
        self._pipe.close()
        try:
            return self._process.wait(1.0)
        except subprocess.TimeoutExpired:
            self._process.kill()
            return self._process.wait()


def _too_slow() -> Unparsable:
    return Unparsable("too_slow", "it takes too long to read: something in it costs more than it weighs")


def _told(exit_code: int) -> Refusal:
    """What the end of a process in the middle of a task means."""
    if exit_code == -signal.SIGPROF:
        return _too_slow()
    return _Spent("parser_died", f"the parser ended in the middle of it (exit code {exit_code})")


_idle: list[_Worker] = []
# However many threads there are: more at a time would only take memory from one another.
_at_once = threading.BoundedSemaphore(os.cpu_count() or 1)


def _begin_anew() -> None:
    """In a process that was forked: two must not speak to one worker."""
    global _at_once
    _idle.clear()
    _at_once = threading.BoundedSemaphore(os.cpu_count() or 1)


os.register_at_fork(after_in_child=_begin_anew)


def serve(handle: int) -> None:
    """The life of a worker, which ends with its pipe. Ctrl-C is for the process that it works for."""
    # What libraries say of foreign bytes, or of themselves.
    logging.getLogger().addHandler(logging.NullHandler())
    warnings.simplefilter("ignore")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    with contextlib.suppress(ValueError):  # macOS knows no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most), most))
    with Connection(handle) as pipe, contextlib.suppress(EOFError, ConnectionError):
        for left in reversed(range(_TASKS)):
            function, args, seconds = pickle.loads(pipe.recv_bytes())
            signal.setitimer(signal.ITIMER_PROF, seconds)
            answer, ends = _answered(function, args, left == 0)
            signal.setitimer(signal.ITIMER_PROF, 0)
            pipe.send_bytes(answer)
            if ends:
                return


def _answered(function: Callable[..., object], args: tuple[object, ...], last: bool) -> tuple[bytes, bool]:
    """What is to be told, packed, and whether the process ends with it."""
    answer: object
    try:
        answer = function(*args)
        return pickle.dumps((last, answer)), last
    except MemoryError:
        answer, last = _Spent("too_hungry", "it takes too much memory to read"), True
    except Refusal as refusal:
        answer = refusal
    except Exception:
        answer = _Bug(traceback.format_exc())
    return pickle.dumps((last, answer)), last
