"""`dateline`, killed with SIGKILL at a named point: python tests/killed.py MODULE:FUNCTION:WHEN:CALL ARGUMENT…

WHEN is before or after the CALL-th call (from 1) of the function, looked up where MODULE keeps it.
"""

import importlib
import os
import signal
import sys
from typing import Any

from pipelines.__main__ import main


def kill_at(module: str, function: str, when: str, call: int) -> None:
    """Wrap the function so that the process dies at the point."""
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


if __name__ == "__main__":
    point, *arguments = sys.argv[1:]
    module, function, when, call = point.split(":")
    kill_at(module, function, when, int(call))
    sys.exit(main(arguments))
