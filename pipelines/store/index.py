"""Committed texts -> runs: the sorted files beside the store in which their passages and words are found.

A log-structured merge tree: what came last is put into a run of its own, and merged with the runs before it as soon as
they are not much larger. So every text is written some few times, and a million of them lie in two or three runs.
"""

import secrets
from collections.abc import Iterator, Sequence
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
    if portions := list(_portions(con, last_in(runs))):
        runs = _with(con, folder, runs, portions)
        tell_runs(con, runs)
    for file in {*folder.iterdir()} - {file for run in runs for file in run.files}:
        file.unlink()


def _portions(con: duckdb.DuckDBPyConnection, last: int) -> Iterator[tuple[int, int]]:
    """The first and last of the texts that come next after the `last` one, while enough wait."""
    while con.execute(_SQL["waiting"], {"last": last}).fetchall()[0][0] >= LEAST:
        ((first, last),) = con.execute(_SQL["portion"], {"last": last, "most": MOST}).fetchall()
        yield first, last


def _with(
    con: duckdb.DuckDBPyConnection, folder: Path, runs: list[Run], portions: Sequence[tuple[int, int]]
) -> list[Run]:
    """The runs with some texts more, in one run with those before it that are not much larger."""
    fresh = [_named(folder, *portion) for portion in portions]
    fresh = [run._replace(entries=postings.write(con, run)) for run in fresh]
    kept, size = len(runs), sum(run.entries for run in fresh)
    while kept and runs[kept - 1].entries < RATIO * size:
        kept -= 1
        size += runs[kept].entries
    merging = [*runs[kept:], *fresh]
    whole = _named(folder, merging[0].first, fresh[-1].last) if len(merging) > 1 else fresh[0]
    alive = np.zeros(whole.last + 1, dtype=bool)
    alive[con.execute(_SQL["alive"], {"last": whole.last}).fetchnumpy()["text_number"]] = True
    with ThreadPoolExecutor(1) as beside:
        texts = beside.submit(text_files.write, con, whole, runs[kept:], alive)
        if len(merging) > 1:
            whole = whole._replace(entries=postings.merge(merging, whole, alive))
        texts.result()
    for file in (*whole.files, folder):
        synced(file)
    return [*runs[:kept], whole]


def _named(folder: Path, first: int, last: int) -> Run:
    """A new run, under a name that no other state of the store can mean."""
    return Run(folder, secrets.token_hex(8), first, last, 0)
