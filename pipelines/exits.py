"""How a command ends."""

from collections.abc import Iterable

DONE = 0
FINDINGS = 3
ERRORED = 4
INTERRUPTED = 130  # 128 + SIGINT
PIPE_CLOSED = 141  # 128 + SIGPIPE, as of a program that does not catch it

_GRAVEST_FIRST = ("critical", "warning", "info")

TOLD = """\b
Exit codes:
  0  done
  1  a bug in Dateline; a traceback is shown
  2  wrong usage or settings; the message names the key
  3  this run opened or reopened findings of the severity of --fail-on, or graver
  4  a check could not be run; goes before 3
  5  another run is busy (see --if-running)
  6  an input matched nothing, or nothing has been published yet
  7  storage: disk full, a damaged or unwritable file, a store of a newer Dateline
  130, 143  ended by Ctrl-C, by SIGTERM; the next run goes on from there
"""


def exit_code(opened: Iterable[tuple[str, int]], errored: int, fail_on: str) -> int:
    """The exit code of a run that came to its end: its new findings by severity, its checks that could not be run."""
    if errored:
        return ERRORED
    if fail_on == "never":
        return DONE
    grave = _GRAVEST_FIRST[: _GRAVEST_FIRST.index(fail_on) + 1]
    return FINDINGS if any(number and severity in grave for severity, number in opened) else DONE
