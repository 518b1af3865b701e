"""The driver of a stream, a process of its own: builds the graph, gives it to the runner, and is its worker (LOOPBACK).

It holds nothing that must outlive it: what it has landed lies in windows, and the rest is due again.
"""

import logging
import os
import signal
import sys
from typing import NamedTuple

from pipelines.options import Settings
from pipelines.service.intake import Followed
from pipelines.side_by_side import end_with_parent

# Seconds between two ticks.
TICK = 1.0
# Ten years. Beam 2.77 gives up listening to a job after its timeout for requests (300 s), as if the job had failed.
_NEVER = 315_360_000


class Driven(NamedTuple):
    """What a driver is told: what is followed, seconds of a window, the name of this start, options for Beam.

    It `cancels` its job at SIGTERM where the runner goes on without it; a Prism of its own is ended with it.
    """

    followed: Followed
    window: float
    launch: str
    beam_options: tuple[str, ...]
    settings: Settings
    cancels: bool = True


class _Stopped(BaseException):
    """The driver is to end, and its job with it."""


def _stop(number: int, frame: object) -> None:
    raise _Stopped


def drive(driven: Driven) -> None:
    """Run the stream until it fails or the process is ended. Whoever supervises says when: Ctrl-C is not heard."""
    from pipelines.cli import logs

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _stop if driven.cancels else signal.SIG_IGN)
    end_with_parent()  # one whose supervisor was killed must not go on asking feeds that nobody loads
    logs.install(driven.settings)
    try:
        _run(driven)
        os._exit(0)
    except _Stopped:
        os._exit(0)
    except Exception as error:  # whatever a runner raises: the job is over, and it is begun anew
        logging.getLogger("dateline.stream").error("the job failed: %s", _short(error), exc_info=_wanted(driven))
        sys.stderr.flush()
        os._exit(1)


def _run(driven: Driven) -> None:
    import apache_beam as beam
    from apache_beam.options.pipeline_options import PipelineOptions
    from apache_beam.transforms.periodicsequence import PeriodicImpulse
    from apache_beam.utils.timestamp import Timestamp

    from pipelines.ingest import ingest_stream

    # The later word counts, so a person's own goes before ours.
    options = ("--job_server_timeout", str(_NEVER), *driven.beam_options)
    pipeline = beam.Pipeline(options=PipelineOptions(list(options)))
    ticks = pipeline | PeriodicImpulse(start_timestamp=Timestamp.now(), fire_interval=TICK)
    ingest_stream(ticks, driven.followed, driven.window, driven.launch)
    result = pipeline.run()
    try:
        result.wait_until_finish()
    except _Stopped:
        result.cancel()
        raise


def _short(error: Exception) -> str:
    lines = [line.strip() for line in str(error).splitlines() if any(map(str.isalpha, line))]
    return (lines[-1] if lines else type(error).__name__)[:500]


def _wanted(driven: Driven) -> bool:
    return driven.settings.verbosity == "verbose"
