"""A value as someone gave it -> the value that it means, or a UsageError that names where it stands."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import NamedTuple, TypeVar
from zoneinfo import ZoneInfo

from pipelines.errors import UsageError
from pipelines.feeds.calls import host_of
from pipelines.feeds.guard import split

_SECONDS = {"s": 1, "min": 60, "h": 3_600, "d": 86_400}
_MOST_SECONDS = 366 * 86_400
_YES_OR_NO = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
# More processes than any one machine is worth: a larger number is a slip of the finger.
MOST_PAGES = 10_000
MOST_WORKERS = 1024

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


def number(most: int) -> Callable[[Said], int]:
    """A whole number from 0 to the greatest that can be meant."""

    def reader(said: Said) -> int:
        if not isinstance(said.value, int) or isinstance(said.value, bool) or not 0 <= said.value <= most:
            raise UsageError(f"{said.where} must be a whole number from 0 to {most}, not {said.value!r}")
        return said.value

    return reader


def seconds(said: Said) -> float:
    """Seconds, or a number with s, min, h or d behind it."""
    value = said.value
    if isinstance(value, str) and (found := re.fullmatch(r"\s*([0-9]{1,9}(?:\.[0-9]+)?)\s*(s|min|h|d)?\s*", value)):
        value = float(found.group(1)) * _SECONDS[found.group(2) or "s"]
    if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= _MOST_SECONDS:
        return float(value)
    raise UsageError(f'{said.where} must be a time such as 90 (seconds), "15 min" or "2 h", not {said.value!r}')


def at_least_a_second(said: Said) -> float:
    """Seconds between two looks: more than one a second is a slip."""
    if (value := seconds(said)) < 1:
        raise UsageError(f"{said.where} must be a second at least, not {said.value!r}")
    return value


def yes_or_no(said: Said) -> bool:
    if isinstance(said.value, bool):
        return said.value
    if isinstance(said.value, str) and said.value.lower() in _YES_OR_NO:
        return _YES_OR_NO[said.value.lower()]
    raise UsageError(f"{said.where} must be true or false, not {said.value!r}")


def address(said: Said) -> str:
    if not (text(said).startswith(("http://", "https://")) and host_of(str(said.value))):
        raise UsageError(f"{said.where} must be an address that begins with http:// or https://, not {said.value!r}")
    return str(said.value)


def hosts(said: Said) -> tuple[str, ...]:
    """Hosts, with or without a port: a list, or words with spaces or commas between."""
    value = said.value.replace(",", " ").split() if isinstance(said.value, str) else said.value
    if not isinstance(value, list | tuple):
        raise UsageError(f"{said.where} must be a list of HOST or HOST:PORT, not {said.value!r}")
    for one in value:
        try:
            split(text(said._replace(value=one)))
        except ValueError as error:
            raise UsageError(f"{said.where} must be HOST or HOST:PORT, not {one!r}") from error
    return tuple(str(one).lower() for one in value)


def headers(said: Said) -> tuple[tuple[str, str], ...]:
    if not isinstance(said.value, dict):
        raise UsageError(f'{said.where} must be a table such as {{ Authorization = "…" }}, not {said.value!r}')
    for name, value in said.value.items():
        if not re.fullmatch(r"[A-Za-z0-9-]+", name) or not isinstance(value, str) or re.search(r"[\r\n\0]", value):
            raise UsageError(f"{said.where}.{name} must be a header and its text on one line, not {value!r}")
    return tuple(said.value.items())


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
