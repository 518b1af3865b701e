"""A value as someone gave it -> the value that it means, or a UsageError that names where it stands."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from pipelines.errors import UsageError

# More processes than any one machine is worth: a larger number is a slip of the finger.
_MOST_WORKERS = 1024

T = TypeVar("T")


class Said(NamedTuple):
    """A value as someone gave it, and the name by which to blame it. Paths in it are relative to `folder`."""

    value: object
    where: str
    folder: Path = Path()


def read(said: Mapping[str, Said], key: str, reader: Callable[[Said], T], usual: T) -> T:
    return reader(said[key]) if key in said else usual


def text(said: Said) -> str:
    if not isinstance(said.value, str) or not said.value:
        raise UsageError(f"{said.where} must be a text, not {said.value!r}")
    if "\0" in said.value:
        raise UsageError(f"{said.where} must not hold the character NUL: {said.value!r}")
    return said.value


def path(said: Said) -> Path:
    return said.folder / text(said)


def existing(said: Said) -> Path:
    found = path(said)
    if not found.exists():
        raise UsageError(f"{said.where}: {found} is not there; make it, an empty file will do")
    return found


def one_of(words: tuple[str, ...]) -> Callable[[Said], str]:
    def reader(said: Said) -> str:
        if said.value not in words:
            raise UsageError(f"{said.where} must be one of {', '.join(words)}, not {said.value!r}")
        return str(said.value)

    return reader


def count(said: Said) -> int:
    if not isinstance(said.value, int) or isinstance(said.value, bool) or not 0 <= said.value <= _MOST_WORKERS:
        raise UsageError(f"{said.where} must be a whole number from 0 to {_MOST_WORKERS}, not {said.value!r}")
    return said.value


def moment(said: Said) -> datetime:
    value = said.value
    try:
        if isinstance(value, str):
            value = datetime.fromisoformat(value)
        elif isinstance(value, date) and not isinstance(value, datetime):
            value = datetime.combine(value, time())
        if not isinstance(value, datetime):
            raise ValueError
        return (value if value.tzinfo else value.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError) as error:
        example = "a time such as 2020-04-05 or 2020-04-05T12:00:00Z (UTC where it names no zone)"
        raise UsageError(f"{said.where} must be {example}, not {said.value!r}") from error


def zone(said: Said) -> str:
    try:
        return ZoneInfo(text(said)).key
    except (ValueError, OSError, LookupError) as error:  # an unknown name is a KeyError, a folder's name an OSError
        raise UsageError(f"{said.where} must be an IANA zone such as America/Toronto, not {said.value!r}") from error


def language(said: Said) -> str:
    if not re.fullmatch("[a-z]{2}", text(said)):
        raise UsageError(f"{said.where} must be a language of two letters such as en, not {said.value!r}")
    return str(said.value)
