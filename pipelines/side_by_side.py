"""A function over many items, in worker processes side by side; as many items under way as keep the workers busy."""

import atexit
import logging
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, ThreadPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.process import BaseProcess
from typing import TypeVar

from pipelines.errors import StorageError

# Items handed out ahead of the workers: enough to keep them busy, few enough to keep what gives them lazy.
_AHEAD = 2
# Bytes of such a folder's path: a socket may have 107, of which multiprocessing takes some 30.
_LONGEST = 70

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def unheard(*_: object) -> None:
    """Nobody wants to know."""


def side_by_side(
    function: Callable[[_Item], _Result],
    items: Iterable[_Item],
    workers: int,
    imported: str,
    started: Callable[[], object] = unheard,
) -> Iterator[_Result]:
    """The results in the order in which they are ready. `imported` is a module that imports what workers need; while
    they do, `started` is called. Raises what the function raises, which must be one of a module, and StorageError where
    the system ends a worker.
    """
    waiting = iter(items)
    first = list(islice(waiting, workers + _AHEAD))
    with ProcessPoolExecutor(workers, _context(imported), initializer=_settle) as pool:
        with ThreadPoolExecutor(1) as beside:  # to start a worker is to wait for the server's imports
            meanwhile = beside.submit(started)
            under_way: set[Future[_Result]] = {pool.submit(function, item) for item in first}
        meanwhile.result()
        while under_way:
            done, under_way = wait(under_way, return_when=FIRST_COMPLETED)
            under_way |= {pool.submit(function, item) for item in islice(waiting, len(done))}
            for future in done:
                yield _result(future)


def _context(imported: str) -> BaseContext:
    """How workers are started. Never as forks of this process: Beam's gRPC has threads, and a fork would inherit the
    lock on the data folder. On Linux they are forks of a server that has done nothing but import, the first time that
    one is needed: those of a later step start at once. Elsewhere libraries of the system do not survive a fork.
    """
    if sys.platform != "linux" or not _has_room_for_a_socket():
        return get_context("spawn")
    server = get_context("forkserver")
    server.set_forkserver_preload([imported])
    return server


def _has_room_for_a_socket() -> bool:
    """Whether the server can be spoken to: in the folder for temporary files, with a path that a socket may have."""
    try:
        return len(os.fsencode(tempfile.gettempdir())) <= _LONGEST
    except FileNotFoundError:
        return False


def _result(future: "Future[_Result]") -> _Result:
    try:
        return future.result()
    except BrokenProcessPool as error:
        raise StorageError(
            "a worker process was ended by the system, probably for want of memory; run again with fewer --workers"
        ) from error


def _settle() -> None:
    """A worker says nothing by itself, because what it raises is raised again; and it ends when its run was killed.

    Ctrl-C reaches everybody on a terminal: whether to stop is the run's to decide.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    atexit.register(os._exit, 0)  # what it has in memory need not be taken to pieces: half a second
    logging.getLogger().addHandler(logging.NullHandler())
    end_with_parent()


def end_with_parent() -> None:
    """End this process, which must be one of multiprocessing, as soon as the one that asked for it is gone: that need
    not be the one that it was forked from.
    """
    threading.Thread(target=_outlive_nobody, args=(parent_process(),), daemon=True).start()


def _outlive_nobody(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
