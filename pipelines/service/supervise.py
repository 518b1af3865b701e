"""Driver and runner kept alive: where one ends the other is ended by its process id, and both are started anew.

Prism does not try again what failed, and a driver without its runner has nothing to do. What was under way in both is
due again, so there is nothing to be saved but the segments that have landed.
"""

import logging
import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from multiprocessing.process import BaseProcess
from pathlib import Path

from pipelines.service import prism, windows
from pipelines.service.driver import Driven, drive

# Seconds before a new start: doubled with every failure, and forgotten after a time that went well.
_FIRST_PAUSE, _LONGEST_PAUSE, _WELL = 1.0, 60.0, 600.0
_POLL = 0.2
# The driver is the worker of the Prism that was started for it.
_OURS = ("--runner", "PortableRunner", "--environment_type", "LOOPBACK")
_CANCEL_SECONDS = 15.0
# Seconds without a tick, or with a window that does not close: something hangs that has not ended.
_STALLED = 600.0
# Seconds that windows may take to close when the stream comes to rest.
_REST_SECONDS = 60.0

_log = logging.getLogger("dateline.stream")
Told = Callable[[Mapping[str, int], str | None], None]


class Supervisor(threading.Thread):
    """A thread that has a driver, and a Prism where no other runner is named. `told` hears of processes, failures."""

    def __init__(self, driven: Driven, folder: Path, *, own_prism: bool, guard: threading.Lock, told: Told) -> None:
        super().__init__(daemon=True, name="supervisor")
        self._driven, self._folder, self._own, self._guard, self._told = driven, folder, own_prism, guard, told
        self._ending = threading.Event()
        self._broken = threading.Event()
        self.error: BaseException | None = None

    def run(self) -> None:
        failures = 0
        try:
            while not self._ending.is_set():
                begun = time.monotonic()
                why = self._once()
                if why is None:
                    return
                failures = 1 if time.monotonic() - begun > _WELL else failures + 1
                pause = min(_FIRST_PAUSE * 2.0 ** min(failures - 1, 10), _LONGEST_PAUSE)
                _log.error("%s; started anew in %g s", why, pause, extra={"fields": {"failed_times": failures}})
                self._told({}, why)
                self._ending.wait(pause)
        except BaseException as error:  # a bug: raised where the loader works
            self.error = error

    def rest(self) -> None:
        """Let what is under way land, ask nothing more, and end both processes."""
        if self.is_alive():
            until = time.monotonic() + _REST_SECONDS
            (self._folder / windows.STOP).touch()
            # The tick after the next one has taken what had come when nothing more was to be asked.
            self._await_tick(until)
            self._await_tick(until)
            self._wait(until, lambda: windows.under_way(self._folder) > 0)
        self.end()

    def _await_tick(self, until: float) -> None:
        last = windows.ticked(self._folder)
        self._wait(until, lambda: windows.ticked(self._folder) == last)

    def _wait(self, until: float, going: Callable[[], bool]) -> None:
        while going() and self.is_alive() and not self._broken.is_set() and time.monotonic() < until:
            time.sleep(_POLL)

    def end(self) -> None:
        """End both processes now."""
        self._ending.set()
        if self.is_alive():
            self.join()

    def _once(self) -> str | None:
        """One life of both; why it ended, None where it was to end."""
        launch = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{os.getpid()}"
        with self._guard:
            windows.recover(self._folder, f"{launch}-left")
        self._broken.clear()
        runner = None
        driven = self._driven._replace(launch=launch)
        try:
            if self._own:
                runner = prism.start(driven.beam_options, self._folder / "prism.log")
                if why := runner.wait_until_ready():
                    return why
                options = (*_without_runner(driven.beam_options), *_OURS, "--job_endpoint", runner.endpoint)
                driven = driven._replace(beam_options=options, cancels=False)
            return self._watch(driven, runner)
        finally:
            self._broken.set()
            if runner:
                runner.end()

    def _watch(self, driven: Driven, runner: "prism.Prism | None") -> str | None:
        driver = multiprocessing.get_context("spawn").Process(target=drive, args=(driven,), daemon=True)
        driver.start()
        self._told(_pids(driver, runner), None)
        try:
            while not self._ending.wait(_POLL):
                if not driver.is_alive():
                    return f"the driver ended with {driver.exitcode}"
                if runner and runner.process.poll() is not None:
                    return f"Prism ended with {runner.process.returncode}: {runner.last_words()}"
                if windows.stalled(self._folder, time.time()) > _STALLED:
                    return f"nothing has moved for {_STALLED:g} s"
            return None
        finally:
            if not runner:  # elsewhere there is a job to be cancelled
                driver.terminate()
                driver.join(_CANCEL_SECONDS)
            driver.kill()
            driver.join()


def _pids(driver: BaseProcess, runner: "prism.Prism | None") -> dict[str, int]:
    return {"driver": driver.pid or 0, **({"prism": runner.pid} if runner else {})}


def _without_runner(options: tuple[str, ...]) -> tuple[str, ...]:
    """Beam's options without those that have been heeded: which runner, and where it lies."""
    kept, skip = list[str](), False
    for word in options:
        if skip:
            skip = False
        elif word in ("--runner", "--prism_location"):
            skip = True
        elif not word.startswith(("--runner=", "--prism_location=")):
            kept.append(word)
    return tuple(kept)
