"""Defaults, dateline.toml, environment and flags, in rising order -> Settings, or a UsageError that names the key."""

import re
import tomllib
from collections.abc import Mapping
from pathlib import Path

from pipelines.cli import values
from pipelines.cli.known import check_known
from pipelines.cli.values import Said, read
from pipelines.errors import UsageError
from pipelines.options import DATE_ORDER, FAIL_ON, IF_RUNNING, LOG_FORMAT, VERBOSITY, Feed, Settings, SourceSettings

CONFIG = Path("dateline.toml")
PREFIX = "DATELINE_"
_NUMBERS = ("workers", "pages")


def settle(flags: Mapping[str, object], environ: Mapping[str, str]) -> Settings:
    """Settings from the flags (by the name of the setting), the environment and the file that these name.

    Raises UsageError for a key that is not known and for a value that cannot be meant.
    """
    named = flags.get("config") or environ.get(PREFIX + "CONFIG")
    said = _in_file(Path(str(named)) if named else None)
    said |= _in_environment(environ)
    said |= {key: Said(value, "--" + key.replace("_", "-")) for key, value in flags.items() if key != "config"}
    usual = Settings()
    beside_it = Path(str(named)).parent if named else Path()
    return Settings(
        data=read(said, "data", values.path, usual.data),
        as_of=read(said, "as_of", values.moment, None),
        fail_on=read(said, "fail_on", values.one_of(FAIL_ON), usual.fail_on),
        if_running=read(said, "if_running", values.one_of(IF_RUNNING), usual.if_running),
        decisions=read(said, "decisions", values.existing, beside_it / usual.decisions),
        workers=read(said, "workers", values.number(values.MOST_WORKERS), usual.workers),
        log_format=read(said, "log_format", values.one_of(LOG_FORMAT), usual.log_format),
        verbosity=read(said, "verbosity", values.one_of(VERBOSITY), usual.verbosity),
        summary=read(said, "summary", values.path, None),
        junit=read(said, "junit", values.path, None),
        metrics=read(said, "metrics", values.path, None),
        sources=read(said, "sources", _sources, usual.sources) + read(said, "feeds", _sources_of_feeds, usual.sources),
        feeds=read(said, "feeds", _feeds, ()),
        host_gap=read(said, "host_gap", values.seconds, usual.host_gap),
        allow_address=read(said, "allow_address", values.hosts, ()),
        contact=read(said, "contact", values.text, None),
        robots=read(said, "robots", values.yes_or_no, False),
        all_feeds=read(said, "all_feeds", values.yes_or_no, False),
        pages=read(said, "pages", values.number(values.MOST_PAGES), usual.pages),
        window=read(said, "window", values.at_least_a_second, usual.window),
        every=read(said, "every", values.at_least_a_second, usual.every),
    )


def _in_file(named: Path | None) -> dict[str, Said]:
    file = named or CONFIG
    if named is None and not file.exists():
        return {}
    try:
        with file.open("rb") as stream:
            table = tomllib.load(stream)
    except OSError as error:
        raise UsageError(f"{file}: cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise UsageError(f"{file}: is not TOML: {error}") from error
    for key in table:
        check_known(key, Settings._fields, str(file))
    return {key: Said(value, f"{file}: {key}", file.parent) for key, value in table.items()}


def _in_environment(environ: Mapping[str, str]) -> dict[str, Said]:
    said = {}
    for name, value in environ.items():
        if not name.startswith(PREFIX):
            continue
        known = {*Settings._fields, "config"} - {"sources", "feeds"}
        check_known(name, {PREFIX + key.upper() for key in known}, "environment")
        key = name.removeprefix(PREFIX).lower()
        # A service file cannot unset a variable, only empty it.
        if value and key != "config":
            said[key] = Said(int(value) if key in _NUMBERS and re.fullmatch("[0-9]{1,9}", value) else value, name)
    return said


def _sources(said: Said) -> tuple[SourceSettings, ...]:
    if not isinstance(said.value, dict):
        raise UsageError(f"{said.where} must be tables, one a source: [sources.NAME]")
    return tuple(_source(name, Said(table, f"{said.where}.{name}", said.folder)) for name, table in said.value.items())


def _source(name: str, said: Said) -> SourceSettings:
    if not isinstance(said.value, dict):
        raise UsageError(f"{said.where} must be a table: [sources.{name}]")
    for key in said.value:
        check_known(key, SourceSettings._fields[1:], said.where)
    inside = {key: Said(value, f"{said.where}.{key}", said.folder) for key, value in said.value.items()}
    path = read(inside, "path", values.path, None)
    return SourceSettings(
        name,
        path=None if path is None else str(path),
        zone=read(inside, "zone", values.zone, None),
        date_order=read(inside, "date_order", values.one_of(DATE_ORDER), None),
        language=read(inside, "language", values.language, None),
    )


_OF_A_SOURCE = ("zone", "date_order", "language")


def _feeds(said: Said) -> tuple[Feed, ...]:
    return tuple(_feed(name, table) for name, table in _tables(said))


def _feed(name: str, said: Said) -> Feed:
    assert isinstance(said.value, dict)
    for key in said.value:
        check_known(key, (*Feed._fields[1:], *_OF_A_SOURCE), said.where)
    inside = _inside(said)
    if "url" not in inside:
        raise UsageError(f"{said.where} must say its url")
    return Feed(
        name,
        url=values.address(inside["url"]),
        interval=read(inside, "interval", values.seconds, None),
        full_text=read(inside, "full_text", values.yes_or_no, None),
        headers=read(inside, "headers", values.headers, ()),
    )


def _sources_of_feeds(said: Said) -> tuple[SourceSettings, ...]:
    """How the dates of feeds are to be read, where something is said of that."""
    tables = [(name, _inside(table)) for name, table in _tables(said)]
    return tuple(_dated(name, inside) for name, inside in tables if not inside.keys().isdisjoint(_OF_A_SOURCE))


def _dated(name: str, inside: Mapping[str, Said]) -> SourceSettings:
    return SourceSettings(
        name,
        zone=read(inside, "zone", values.zone, None),
        date_order=read(inside, "date_order", values.one_of(DATE_ORDER), None),
        language=read(inside, "language", values.language, None),
    )


def _tables(said: Said) -> list[tuple[str, Said]]:
    if not isinstance(said.value, dict) or not all(isinstance(table, dict) for table in said.value.values()):
        raise UsageError(f"{said.where} must be tables, one a feed: [feeds.NAME]")
    return [(name, Said(table, f"{said.where}.{name}", said.folder)) for name, table in said.value.items()]


def _inside(said: Said) -> dict[str, Said]:
    assert isinstance(said.value, dict)
    return {key: Said(value, f"{said.where}.{key}", said.folder) for key, value in said.value.items()}
