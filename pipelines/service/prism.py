"""Prism, Beam's own runner for streams: found, started, and ended by its own process id.

Beam would start it too, but then nobody knows which process it is: it does not end with its driver, and one that is
left behind keeps its port and its memory. Here it is tied to the thread that started it (PR_SET_PDEATHSIG, on Linux),
and whoever supervises it ends it.
"""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from zipfile import BadZipFile

from pipelines.errors import UsageError

PACKAGE = "github.com/apache/beam/sdks/v2/go/cmd/prism"
RELEASES = "https://github.com/apache/beam/releases/tag"
# A signal to the child when the thread that started it ends, however it ends; 1 is PR_SET_PDEATHSIG, 9 is SIGKILL.
_TIED = """
import ctypes, os, sys
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(1, 9)
if os.getppid() == int(sys.argv[1]):
    os.execv(sys.argv[2], sys.argv[2:])
"""
_START_SECONDS, _END_SECONDS = 30.0, 5.0


class Prism:
    """A Prism that runs. `endpoint` is where jobs are sent."""

    def __init__(self, words: Sequence[str], endpoint: str, log: Path) -> None:
        with log.open("wb") as out:
            self.process = subprocess.Popen(
                [sys.executable, "-S", "-c", _TIED, str(os.getpid()), *words],
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,  # Ctrl-C is heard by who supervises it
            )
        self.endpoint, self._log = endpoint, log

    @property
    def pid(self) -> int:
        return self.process.pid

    def wait_until_ready(self) -> str | None:
        """None when it listens; else why it does not."""
        host, _, port = self.endpoint.rpartition(":")
        until = time.monotonic() + _START_SECONDS
        while self.process.poll() is None and time.monotonic() < until:
            try:
                socket.create_connection((host, int(port)), 1).close()
                return None
            except OSError:
                time.sleep(0.05)
        return f"Prism did not start: {self.last_words()}"

    def last_words(self) -> str:
        """The end of what it has logged."""
        return " ".join(self._log.read_text(errors="replace").split())[-300:]

    def end(self) -> None:
        """End it, and wait until it is gone."""
        self.process.terminate()
        try:
            self.process.wait(_END_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


def find(beam_options: Sequence[str]) -> list[str]:
    """Beam's options with the place of a Prism in them. Raises UsageError, which tells how to get one."""
    from apache_beam.options.pipeline_options import PipelineOptions, PrismRunnerOptions

    named = PipelineOptions(list(beam_options)).view_as(PrismRunnerOptions).prism_location
    if named:
        if "://" not in named and not Path(named).is_file():
            raise UsageError(f"-- --prism_location {named}: nothing is there. {ways()}")
        return list(beam_options)
    go = [Path(folder) / "bin" for folder in (os.environ.get("GOPATH"), Path.home() / "go") if folder]
    places = os.pathsep.join(map(str, (os.environ.get("PATH", ""), os.environ.get("GOBIN", ""), *go)))
    if found := shutil.which("prism", path=places):
        return [*beam_options, "--prism_location", found]
    raise UsageError(f"Prism, Beam's runner for streams, is not on this machine. {ways()}")


def ways() -> str:
    """How to get a Prism, and how to do without."""
    from apache_beam.version import __version__

    return (
        f"There are two ways to get it: with Go, `go install {PACKAGE}@v{__version__}` (it is found in ~/go/bin and on "
        f"PATH; elsewhere say -- --prism_location FILE); or let Beam fetch its own release, with -- --prism_location "
        f"{RELEASES}/v{__version__}. Without it, `dateline watch` does the same in batches"
    )


def start(beam_options: Sequence[str], log: Path) -> Prism:
    """Start the Prism that the options name, on a free port. Raises UsageError where it cannot be had."""
    from apache_beam.options.pipeline_options import PipelineOptions
    from apache_beam.runners.portability.prism_runner import PrismJobServer

    quiet = () if any("prism_log_level" in word for word in beam_options) else ("--prism_log_level", "warn")
    server = PrismJobServer(PipelineOptions([*beam_options, *quiet]))
    try:
        words, endpoint = server.subprocess_cmd_and_endpoint()
    except (OSError, RuntimeError, ValueError, BadZipFile) as error:
        raise UsageError(f"Prism cannot be had from where --prism_location says: {error}. {ways()}") from error
    return Prism([os.path.abspath(words[0]), *map(str, words[1:])], endpoint, log)
