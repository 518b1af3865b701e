"""Records of what happens -> standard error: a line or a JSON object each, or one moving line on a terminal.

The core logs under the name `dateline`, with `extra={"fields": {...}}` for values that machines read.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime

from pipelines.options import Settings

LOGGER = logging.getLogger("dateline")
_INSTALLED: list[tuple[logging.Logger, logging.Handler]] = []
_LEVELS = {"quiet": logging.WARNING, "normal": logging.INFO, "verbose": logging.DEBUG}
# C0, C1 and the marks that turn the direction of writing: news is not to move the reader's cursor.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_PLAIN_VALUE = re.compile(r"[^\s\"=]+")


def install(settings: Settings) -> None:
    """Send the records to standard error as the settings say, and those of the engines only where they are errors."""
    reset()
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLine() if settings.log_format == "json" else PlainLine())
    LOGGER.addHandler(handler)
    LOGGER.setLevel(_LEVELS[settings.verbosity])
    LOGGER.propagate = False
    logging.captureWarnings(True)
    # The engines' loggers have levels of their own, so it is the handler that keeps their talk away.
    engines = logging.StreamHandler(sys.stderr)
    engines.setFormatter(handler.formatter)
    engines.setLevel(logging.WARNING if settings.verbosity == "verbose" else logging.ERROR)
    logging.getLogger().addHandler(engines)
    # What a stage raises the runner raises again: said once is enough.
    logging.getLogger("apache_beam.runners.common").setLevel(logging.CRITICAL)
    _INSTALLED[:] = [(LOGGER, handler), (logging.getLogger(), engines)]


def reset() -> None:
    """Forget what was installed for an earlier call in this process."""
    for logger, handler in _INSTALLED:
        logger.removeHandler(handler)
    _INSTALLED.clear()
    LOGGER.propagate = True


def fail(message: str, exit_code: int) -> None:
    """Tell of the end of a command: to a log as a record, to a person as a sentence."""
    if LOGGER.handlers and not (sys.stderr.isatty() and isinstance(LOGGER.handlers[0].formatter, PlainLine)):
        LOGGER.error(message, extra={"fields": {"exit_code": exit_code}})
    else:
        print("dateline:", "\n".join(map(printable, message.split("\n"))), file=sys.stderr)


@contextmanager
def progress(settings: Settings) -> Iterator[None]:
    """Show the records as one moving line while the block runs, if someone is there to see it."""
    if settings.log_format != "text" or settings.verbosity != "normal" or not sys.stderr.isatty():
        yield
        return
    from pipelines.cli.progress import MovingLine

    lines = LOGGER.handlers[:]
    with MovingLine() as moving:
        LOGGER.handlers[:] = [moving]
        try:
            yield
        finally:
            LOGGER.handlers[:] = lines


def printable(text: str) -> str:
    """The text on one line, without what moves a cursor."""
    return _CONTROL.sub(lambda match: " " if match.group() in "\t\n\r" else "\ufffd", text)


def fields(record: logging.LogRecord) -> Mapping[str, object]:
    """The values that a record carries for machines."""
    found = getattr(record, "fields", {})
    return found if isinstance(found, Mapping) else {}


class PlainLine(logging.Formatter):
    """`2026-04-03T12:00:00Z INFO message key=value`"""

    def format(self, record: logging.LogRecord) -> str:
        """A record on one line; a traceback, where there is one, on those that follow."""
        values = "".join(f" {key}={_shown(value)}" for key, value in fields(record).items())
        trace = "\n" + self.formatException(record.exc_info) if record.exc_info else ""
        return f"{_time(record)} {record.levelname} {printable(record.getMessage())}{values}{trace}"


class JsonLine(logging.Formatter):
    """One JSON object: time, level, message and the record's own values."""

    def format(self, record: logging.LogRecord) -> str:
        """A record on one line."""
        said: dict[str, object] = {
            "time": _time(record),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        return json.dumps({**fields(record), **said}, ensure_ascii=False, default=str)


def _time(record: logging.LogRecord) -> str:
    return datetime.fromtimestamp(record.created, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _shown(value: object) -> str:
    text = str(value)
    return text if _PLAIN_VALUE.fullmatch(text) and not _CONTROL.search(text) else json.dumps(text, ensure_ascii=False)
