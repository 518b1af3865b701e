"""JSON lines that a command reads from a file or the standard stream, each with where it stands."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import IO

from pipelines.errors import NoInputError, UsageError

Row = Mapping[str, object]
Lines = Iterable[tuple[str, str]]  # where it stands, the line

STREAM = "-"


@contextmanager
def reading(source: str | Path) -> Iterator[Lines]:
    """The lines with their places; - is standard input. What is not UTF-8 is replaced: bad letters do not make a text
    unreadable. Raises NoInputError.
    """
    if str(source) == STREAM:
        if isinstance(sys.stdin, TextIOWrapper):
            sys.stdin.reconfigure(encoding="utf-8-sig", errors="replace")
        yield _numbered("standard input", sys.stdin)
        return
    try:
        file = open(source, encoding="utf-8-sig", errors="replace")  # noqa: SIM115  closed below
    except (OSError, ValueError) as error:
        raise NoInputError(f"{source} cannot be read: {getattr(error, 'strerror', None) or error}") from error
    with file:
        yield _numbered(str(source), file)


def _numbered(name: str, file: IO[str]) -> Lines:
    try:
        for number, line in enumerate(file, 1):
            yield f"{name}:{number}", line
    except OSError as error:  # a folder opens, and fails only here, on some systems
        raise NoInputError(f"{name} cannot be read: {error.strerror}") from error


def rows(lines: Lines, hint: str = "") -> Iterator[tuple[str, dict[str, object]]]:
    """The objects of the lines that are not empty. Raises UsageError with the place; `hint` says what else might do."""
    for where, line in lines:
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise UsageError(f"{where}: not JSON ({error}){hint}") from error
        if not isinstance(row, dict):
            raise UsageError(f"{where}: must be an object, not {line.strip()[:40]}")
        yield where, row


def text_of(row: Row, where: str) -> str:
    """The text of an object. Raises UsageError with the place."""
    text = row.get("text")
    if not isinstance(text, str):
        raise UsageError(f"{where}: text must be a string, not {text!r}")
    return text


def refuse_itself(source: str | Path, target: str | Path) -> None:
    """Raises UsageError where what is written would replace what is read."""
    if STREAM in (str(source), str(target)) or not Path(target).exists():
        return
    if Path(source).resolve() == Path(target).resolve():
        raise UsageError(f"OUT: {target} is FILE itself")
