"""Statements typed one after another -> their rows. An error ends the statement, not the shell."""

import os
import sqlite3
from contextlib import suppress
from pathlib import Path

import click
import duckdb

from pipelines.cli.interrupt import interruptible
from pipelines.cli.published import opened
from pipelines.cli.query import show
from pipelines.store.publish import PUBLISHED

_HELP = """\
A statement ends with a semicolon and may take several lines.
.tables         the tables and views, with what a row of each is
.schema NAME    the columns of one, with what they mean
.reopen         read the snapshot that was published last
.quit           leave (as Ctrl-D does)"""
_TABLES = """
    SELECT table_name AS name, comment AS "a row is" FROM duckdb_tables() WHERE NOT internal
    UNION ALL SELECT view_name, comment FROM duckdb_views() WHERE NOT internal ORDER BY ALL
"""
_SCHEMA = """
    SELECT column_name AS name, data_type AS type, comment AS meaning FROM duckdb_columns()
    WHERE table_name = $name ORDER BY column_index
"""


def talk(data: Path, form: str) -> None:
    """Read and answer statements on the published file until the person leaves."""
    _remember_lines()
    click.echo(f"{data / PUBLISHED}, read-only. Statements end with ; and .help tells more.")
    while _sitting(data, form):
        pass


def _sitting(data: Path, form: str) -> bool:
    """Answer statements on one snapshot; whether another is wanted."""
    with opened(data) as con:
        snapshot = _identity(data)
        while statement := _statement():
            if statement == ".reopen":
                return True
            if statement == ".quit":
                return False
            _answer(con, statement, form)
            if snapshot != (snapshot := _identity(data)):
                click.echo("A newer snapshot has been published: .reopen reads it.")
    return False


def _statement() -> str:
    """What was typed up to a semicolon, or a word with a dot; empty at the end of input."""
    lines: list[str] = []
    while True:
        try:
            line = input("...> " if lines else "sql> ")
        except EOFError:
            click.echo()
            return ""
        except KeyboardInterrupt:
            click.echo()
            lines.clear()
            continue
        if not lines and (not line.strip() or line.lstrip().startswith(".")):
            if line.strip():
                return line.strip()
            continue
        lines.append(line)
        # SQLite's tokeniser knows quotes and comments, so a semicolon within them does not count.
        if sqlite3.complete_statement("\n".join(lines)):
            return "\n".join(lines)


def _answer(con: duckdb.DuckDBPyConnection, statement: str, form: str) -> None:
    try:
        interruptible(con, lambda: _rows(con, statement, form))
    except KeyboardInterrupt:
        click.echo("interrupted", err=True)
    except duckdb.Error as error:
        click.echo(str(error), err=True)


def _rows(con: duckdb.DuckDBPyConnection, statement: str, form: str) -> None:
    if statement.startswith("."):
        _dotted(con, statement.split(), form)
    elif rows := con.sql(statement):
        show(rows, form)


def _dotted(con: duckdb.DuckDBPyConnection, words: list[str], form: str) -> None:
    if words == [".tables"]:
        show(con.sql(_TABLES), form)
    elif words[0] == ".schema" and len(words) == 2:
        show(con.sql(_SCHEMA, params={"name": words[1]}), form)
    else:
        click.echo(_HELP)


def _identity(data: Path) -> tuple[int, int]:
    with suppress(OSError):
        found = (data / PUBLISHED).stat()
        return found.st_ino, found.st_mtime_ns
    return 0, 0


def _remember_lines() -> None:
    """Editing and history, where Python has readline."""
    with suppress(ImportError, OSError):
        import atexit
        import readline

        history = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state") / "dateline" / "sql_history"
        history.parent.mkdir(parents=True, exist_ok=True)
        with suppress(OSError):
            readline.read_history_file(history)
        atexit.register(readline.write_history_file, history)
