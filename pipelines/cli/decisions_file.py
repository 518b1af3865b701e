"""decisions.toml as people keep it: entries put in and taken out, everything else left as it stands."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import tomlkit

from pipelines.cli.decisions import parse_decisions
from pipelines.cli.logs import printable
from pipelines.decisions import Waiver
from pipelines.whole_file import draft_of

_HEAD = "# What we decided about the news: read by every run of dateline, and kept in git."
_KEYS = ("rule", "article", "subject", "why", "until", "by", "version")


def put(file: Path, waiver: Waiver, title: str | None = None) -> None:
    """Write a waiver: in place of one for the same, else as the last one. `title` says what article that is.

    Raises UsageError where the file is not as it should be, StorageError where it cannot be written.
    """
    document = _opened(file)
    if not document.get("waiver"):
        _empty(document)
        document.append("waiver", tomlkit.aot())
    waivers = document["waiver"]
    same = (one for one in waivers if _is_for(one, waiver.rule, {waiver.article}) and _about(one) == waiver.subject)
    entry = next(same, None)
    if entry is None:
        waivers.append(tomlkit.table())
        entry = waivers[-1]
    for key in _KEYS:
        value = getattr(waiver, key)
        if value is None:
            entry.pop(key, None)
        elif entry.get(key) != value:
            entry[key] = value
    if title and not entry["article"].trivia.comment:
        entry["article"].comment(printable(title)[:80])
    _close(file, document)


def take(file: Path, rule: str, names: Iterable[str], subject: str | None = None) -> int:
    """Take out the waivers for a rule and an article, by any of its names; gives how many there were."""
    document = _opened(file)
    waivers = document.get("waiver", [])
    gone = [
        number
        for number, one in enumerate(waivers)
        if _is_for(one, rule, set(names)) and subject in (None, one.get("subject"))
    ]
    for number in reversed(gone):
        del waivers[number]
    if gone:
        if not waivers:
            _empty(document)
        _close(file, document)
    return len(gone)


def _empty(document: tomlkit.TOMLDocument) -> None:
    """No list of waivers at all: an empty one would be written as `waiver = []`, and no table can follow that."""
    if "waiver" in document:
        document.remove("waiver")


def _is_for(entry: Any, rule: str, names: set[str]) -> bool:
    return entry["rule"] == rule and str(entry["article"]) in names


def _about(entry: Any) -> str | None:
    return entry.get("subject")


def _opened(file: Path) -> tomlkit.TOMLDocument:
    text = file.read_text(encoding="utf-8") if file.exists() else _HEAD + "\n"
    parse_decisions(text, str(file))
    return tomlkit.parse(text)


def _close(file: Path, document: tomlkit.TOMLDocument) -> None:
    text = tomlkit.dumps(document)
    parse_decisions(text, str(file))  # never leave behind what no run would read
    with draft_of(file) as part:
        part.write_text(text, encoding="utf-8")
