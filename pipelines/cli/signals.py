"""SIGINT and SIGTERM -> an end with 128 + the signal's number, whatever DuckDB or Beam make of them on the way."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds that a step may go on after a signal, because DuckDB does not let go of a query at once.
_PATIENCE = 5.0

_seen: list[int] = []
_USUAL = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}


class Ended(SystemExit):
    """The program is to end. `code` is the exit code; not an Exception, so nobody takes it for a failure."""

    code: int


def install() -> None:
    """From now on the signals end the command, but not those that whoever started it wants ignored (as nohup does)."""
    _seen.clear()
    for number, usual in _USUAL.items():
        if signal.getsignal(number) == usual:
            signal.signal(number, _end)


@contextmanager
def told() -> Iterator[None]:
    """What a signal caused in the block goes on as Ended: DuckDB and Beam turn it into a RuntimeError."""
    try:
        yield
    except BaseException as error:
        if _seen and _is_interruption(error):
            raise Ended(128 + _seen[-1]) from None
        raise


@contextmanager
def stopping() -> Iterator[threading.Event]:
    """What the first signal sets, for a service to end in its own time; the second ends the block as it does others."""
    stop = threading.Event()

    def hear(number: int, frame: FrameType | None) -> None:
        if stop.is_set():
            _end(number, frame)
        stop.set()

    before = {number: signal.getsignal(number) for number in _USUAL}
    for number in _USUAL:
        if before[number] is not signal.SIG_IGN:
            signal.signal(number, hear)
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def bounded() -> Iterator[None]:
    """A signal ends the block within seconds, if need be as a kill would: for steps that can be repeated."""
    if signal.getsignal(signal.SIGTERM) is not _end:
        yield
        return
    left = threading.Event()
    hearing, told_of = socket.socketpair()
    told_of.setblocking(False)
    before = signal.set_wakeup_fd(told_of.fileno(), warn_on_full_buffer=False)
    threading.Thread(target=_watch, args=(hearing, left), daemon=True).start()
    try:
        yield
    finally:
        left.set()
        signal.set_wakeup_fd(before)
        told_of.close()


def _watch(hearing: socket.socket, left: threading.Event) -> None:
    with hearing:
        number = hearing.recv(1)
        if number and not left.wait(_PATIENCE):
            os._exit(128 + number[0])


def _end(number: int, _: FrameType | None) -> None:
    _seen.append(number)
    # The executor waits for its workers, and a signal to this process alone does not reach them.
    if processes := sys.modules.get("multiprocessing"):
        for worker in processes.active_children():
            worker.terminate()
    raise KeyboardInterrupt if number == signal.SIGINT else Ended(128 + number)


def _is_interruption(error: BaseException | None) -> bool:
    while error:
        if isinstance(error, KeyboardInterrupt | Ended) or "interrupt" in str(error).lower():
            return True
        error = error.__cause__ or error.__context__
    return False
