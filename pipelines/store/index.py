"""Committed texts -> runs: the sorted files beside the store in which their passages and words are found.

A log-structured merge tree: what came last is put into a run of its own, and merged with the runs before it as soon as
they are not much larger. So every text is written some few times, and a million of them lie in two or three runs.
"""

import secrets
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
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
        runs = [*runs, _fresh(con, _named(folder, *portion))]
        tell_runs(con, runs)
    if (merged := _merged(con, folder, runs)) != runs:
        runs = merged
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


def _fresh(con: duckdb.DuckDBPyConnection, run: Run) -> Run:
    """A run of texts that are in none."""
    run = run._replace(entries=postings.write(con, run))
    text_files.write(con, run)
    return _synced(run)


def _merged(con: duckdb.DuckDBPyConnection, folder: Path, runs: list[Run]) -> list[Run]:
    """The runs with the last of them merged: as many as are not much larger than all that came after them."""
    kept, size = len(runs) - 1, sum(run.entries for run in runs[-1:])
    while kept > 0 and runs[kept - 1].entries < RATIO * size:
        kept -= 1
        size += runs[kept].entries
    merging = runs[max(0, kept) :]
    if len(merging) < 2:
        return runs
    last = last_in(runs)
    alive = np.zeros(last + 1, dtype=bool)
    alive[con.execute(_SQL["alive"], {"last": last}).fetchnumpy()["text_number"]] = True
    whole = _named(folder, merging[0].first, last)
    with ThreadPoolExecutor(1) as beside:
        texts = beside.submit(text_files.merge, merging, whole, alive)
        whole = whole._replace(entries=postings.merge(merging, whole, alive))
        texts.result()
    return [*runs[:kept], _synced(whole)]


def _synced(run: Run) -> Run:
    """The run, once its files are on the disk."""
    for file in (*run.files, run.folder):
        synced(file)
    return run


def _named(folder: Path, first: int, last: int) -> Run:
    """A new run, under a name that no other state of the store can mean."""
    return Run(folder, secrets.token_hex(8), first, last, 0)
