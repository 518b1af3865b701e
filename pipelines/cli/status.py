"""The published file and the landing folder -> the last runs, and what is still to be done."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.cli.published import opened
from pipelines.cli.tables import console, table
from pipelines.store.publish import PUBLISHED

_LAST_RUNS = 10
_MANIFEST = "manifest.json"
_RUNS = f"""
    SELECT run_id, command, state, exit_code, read, new_articles, new_versions, rejected, opened, errored,
        round(epoch(ended_at - started_at), 1)::VARCHAR || ' s'
    FROM runs ORDER BY started_at DESC, run_id DESC LIMIT {_LAST_RUNS}
"""
_HEADINGS = (
    "run", "command", "state", "exit", "read", "new", "versions", "rejected", "findings", "errored", "took",
)  # fmt: skip


class Pending(NamedTuple):
    """What lies in the landing folder: segments that are not loaded, runs that have not said that they are whole."""

    segments: tuple[str, ...]
    unfinished: tuple[str, ...]


def pending(landing: Path, loaded: frozenset[str]) -> Pending:
    """What is still to be done there. Takes nothing for granted: a run may be writing while this looks."""
    segments: list[str] = []
    unfinished: list[str] = []
    for run in _folders(landing):
        names = _names(run)
        segments += (
            f"{run.name}/{name}" for name in names if name.endswith(".parquet") and f"{run.name}/{name}" not in loaded
        )
        if _MANIFEST not in names:
            unfinished.append(run.name)
    return Pending(tuple(segments), tuple(unfinished))


def tell(data: Path) -> None:
    """Print the state of a data folder. Needs no published file and no lock."""
    out = console()
    loaded: frozenset[str] = frozenset()
    if (data / PUBLISHED).exists():
        with opened(data) as con:
            out.print(table(_HEADINGS, con.execute(_RUNS).fetchall()))
            loaded = _loaded(con)
    else:
        out.print(f"{data / PUBLISHED}: nothing has been published yet.")
    left = pending(data / "landing", loaded)
    out.print(f"\n{_sentence(len(left.segments), 'segment')} landed and not in {PUBLISHED}.")
    for run in left.unfinished:
        out.print(f"Run {run} is busy or was cut short: the next `dateline run` reads its inputs again.")


def _loaded(con: duckdb.DuckDBPyConnection) -> frozenset[str]:
    return frozenset(name for (name,) in con.execute("SELECT segment FROM segments").fetchall())


def _folders(landing: Path) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(landing), key=lambda entry: entry.name)
    except FileNotFoundError:
        return
    yield from (Path(entry.path) for entry in entries if entry.is_dir())


def _names(run: Path) -> list[str]:
    try:
        return sorted(os.listdir(run))
    except FileNotFoundError:  # cleared away meanwhile: nothing pends there
        return [_MANIFEST]


def _sentence(number: int, noun: str) -> str:
    return f"{number:,} {noun} is" if number == 1 else f"{number:,} {noun}s are"
