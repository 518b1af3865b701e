"""decisions.toml -> Decisions, or a UsageError that names the file, the line and the entry."""

import re
import tomllib
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any, NamedTuple

from pipelines.cli import values
from pipelines.cli.known import check_known
from pipelines.cli.values import Said
from pipelines.decisions import Decisions, OwnName, OwnWord, TrueDate, Waiver
from pipelines.errors import UsageError
from pipelines.quality.rules import read_builtins, read_rules
from pipelines.resources import folder

_READERS = {"until": "day", "day": "day", "accepted": "texts", "misnomer": "texts"}


class _Kind(NamedTuple):
    """The class of the entries `[[name]]`, and the keys that each must have."""

    entry: Any
    needed: tuple[str, ...]


_KINDS = {
    "waiver": _Kind(Waiver, ("rule", "article", "why", "until")),
    "date": _Kind(TrueDate, ("article", "day", "why")),
    "name": _Kind(OwnName, ("canonical",)),
    "word": _Kind(OwnWord, ("word",)),
}


def read_decisions(file: Path) -> Decisions:
    """What a file of decisions says; without a file nothing was decided. Raises UsageError."""
    if not file.exists():
        return Decisions()
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: cannot be read: {error}") from error
    return parse_decisions(text, str(file))


def parse_decisions(text: str, name: str) -> Decisions:
    """The same of the text of the file of that name."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{name}: is not TOML: {error}") from error
    for key in said:
        check_known(key, _KINDS, name)
    found = {kind: tuple(_entries(kind, said.get(kind, []), text, name)) for kind in _KINDS}
    _check_rules(found["waiver"])
    return Decisions(**found)


def known_rules() -> set[str]:
    """The names of all rules that can be waived."""
    files = folder("expectations")
    return {one.name for one in read_rules(files)} | {one.name for one in read_builtins(files / "builtins.toml")}


def _entries(kind: str, tables: object, text: str, name: str) -> Iterable[Any]:
    if not isinstance(tables, list) or not all(isinstance(table, dict) for table in tables):
        raise UsageError(f"{name}: {kind} must be a list of tables, each headed [[{kind}]]")
    heads = [found.start() for found in re.finditer(rf"^[ \t]*\[\[[ \t]*{kind}[ \t]*\]\]", text, re.M)]
    for number, table in enumerate(tables):
        line = text.count("\n", 0, heads[number]) + 1 if len(heads) == len(tables) else None
        place = f"{name}, line {line}" if line else name
        yield _entry(kind, table, f"{place}: [[{kind}]] {number + 1}")


def _entry(kind: str, table: dict[str, object], where: str) -> Any:
    made, needed = _KINDS[kind]
    for key in table:
        check_known(key, set(made._fields) - {"where"}, where)
    for key in needed:
        if key not in table:
            raise UsageError(f"{where}: {key} is missing; each [[{kind}]] must have {', '.join(needed)}")
    read = {key: _READ[_READERS.get(key, "text")](Said(value, f"{where}: {key}")) for key, value in table.items()}
    return made(**read, where=where)


def _check_rules(waivers: Iterable[Waiver]) -> None:
    """Each waiver's rule is one that there is. The rules are read only where something is waived."""
    known: set[str] = set()
    for waiver in waivers:
        known = known or known_rules()
        check_known(waiver.rule, known, f"{waiver.where}: rule")


def _text(said: Said) -> str:
    # An article '' is none: the finding is about a source or a table.
    return "" if said.value == "" and said.where.endswith(("article", "subject")) else values.text(said)


def day(said: Said) -> date:
    """A day, written as TOML writes it or as a text."""
    try:
        found = date.fromisoformat(said.value) if isinstance(said.value, str) else said.value
    except ValueError:
        found = None
    if not isinstance(found, date) or isinstance(found, datetime):
        raise UsageError(f"{said.where} must be a day such as 2027-01-31, not {said.value!r}")
    return found


def _texts(said: Said) -> tuple[str, ...]:
    if not isinstance(said.value, list):
        raise UsageError(f"{said.where} must be a list of texts, not {said.value!r}")
    return tuple(values.text(Said(one, said.where)) for one in said.value)


_READ: dict[str, Any] = {"text": _text, "day": day, "texts": _texts}
