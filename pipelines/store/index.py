"""Committed texts -> runs: the sorted files beside the store in which their passages and words are found.

A log-structured merge tree: what came last is put into a run of its own, and merged with the runs before it as soon as
they are not much larger. So every text is written some few times, and a million of them lie in two or three runs.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

import duckdb
import numpy as np

from pipelines.errors import StorageError
from pipelines.store import postings, text_files
from pipelines.store.landing import synced
from pipelines.store.sql import beside
from pipelines.store.text_runs import Run, folder_of_runs, last_in, runs_of, tell_runs

# So many passages are looked up in their table, in some 10 ms, before they are put into a run; and the most that are
# put into one at once, which bounds the memory.
LEAST, MOST = 1_000_000, 4_000_000
# A run that is less than so many times as large as what comes is merged with it.
RATIO = 8

_SQL = beside(__file__)


def keep_up(con: duckdb.DuckDBPyConnection) -> None:
    """Put what is committed into runs, in transactions of its own. A store in memory has none.

    Raises StorageError where the disk is full or the folder cannot be written.
    """
    folder = folder_of_runs(con)
    if not folder:
        return
    try:
        folder.mkdir(exist_ok=True)
        _keep_up(con, folder)
    except OSError as error:
        raise StorageError(
            f"cannot write {folder}: {error.strerror or error}; free or allow space there and run again"
        ) from error


def _keep_up(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    runs = runs_of(con)
    if not all(file.exists() for run in runs for file in run.files):
        runs = []
        tell_runs(con, runs)
    while portion := _portion(con, runs):
        runs = _with(con, folder, runs, portion)
        tell_runs(con, runs)
    for file in {*folder.iterdir()} - {file for run in runs for file in run.files}:
        file.unlink()


def _portion(con: duckdb.DuckDBPyConnection, runs: Sequence[Run]) -> tuple[int, int] | None:
    """The first and last of the texts that come next, if enough wait."""
    last = last_in(runs)
    ((waiting,),) = con.execute(_SQL["waiting"], {"last": last}).fetchall()
    if waiting < LEAST:
        return None
    ((first, end),) = con.execute(_SQL["portion"], {"last": last, "most": MOST}).fetchall()
    return first, end


def _with(con: duckdb.DuckDBPyConnection, folder: Path, runs: list[Run], portion: tuple[int, int]) -> list[Run]:
    """The runs with some texts more."""
    fresh = _named(folder, *portion)
    fresh = fresh._replace(entries=postings.write(con, fresh))
    text_files.write(con, fresh)
    kept, size = len(runs), fresh.entries
    while kept and runs[kept - 1].entries < RATIO * size:
        kept -= 1
        size += runs[kept].entries
    merging = [*runs[kept:], fresh]
    if len(merging) > 1:
        last = portion[1]
        alive = np.zeros(last + 1, dtype=bool)
        alive[con.execute(_SQL["alive"], {"last": last}).fetchnumpy()["text_number"]] = True
        fresh = _named(folder, merging[0].first, last)
        fresh = fresh._replace(entries=postings.merge(merging, fresh, alive))
        text_files.merge(merging, fresh, alive)
    for file in (*fresh.files, folder):
        synced(file)
    return [*runs[:kept], fresh]


def _named(folder: Path, first: int, last: int) -> Run:
    """A new run, under a name that no other state of the store can mean."""
    return Run(folder, secrets.token_hex(8), first, last, 0)
