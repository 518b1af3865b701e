"""Log records on a terminal: the last one as a moving line, warnings above it."""

import logging
import time
from types import TracebackType

from rich.console import Console
from rich.status import Status
from rich.text import Text

from pipelines.cli.logs import fields, printable

_COLOURS = {logging.WARNING: "yellow", logging.ERROR: "red", logging.CRITICAL: "red"}


class MovingLine(logging.Handler):
    """A handler to be used in a `with` block: the line is gone when the block ends."""

    def __init__(self) -> None:
        super().__init__()
        self._console = Console(stderr=True, highlight=False)
        self._status = Status("starting", console=self._console)
        self._begun = time.monotonic()

    def __enter__(self) -> "MovingLine":
        self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._status.stop()

    def emit(self, record: logging.LogRecord) -> None:
        """Show a record: above the line what must not be missed, in the line the rest."""
        line = Text(printable(record.getMessage()), no_wrap=True, overflow="ellipsis")
        if record.levelno >= logging.WARNING:
            self._console.print(Text(f"{record.levelname.lower()}: ", style=_COLOURS[record.levelno]) + line)
            return
        values = "  ".join(f"{key} {printable(str(value))}" for key, value in fields(record).items())
        seconds = f"{time.monotonic() - self._begun:.0f} s"
        self._status.update(Text.assemble(line, "  ", (f"{values}  {seconds}", "dim")))
