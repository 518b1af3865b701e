"""store.duckdb -> news.duckdb, the snapshot that people read: a checkpointed copy, renamed over the old one.

The copy is made in a child process: if this process opened the file, closing it would release the lock that DuckDB
holds, and a second writer could destroy the store. The snapshot is read-only, because someone who opens it
read-write leaves a .wal behind that would keep everybody from opening the next one.
"""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from pathlib import Path

import duckdb

from pipelines.errors import StorageError
from pipelines.store.landing import synced

PUBLISHED = "news.duckdb"


def publish(con: duckdb.DuckDBPyConnection, data: Path) -> Path:
    """Publish all that is committed; gives the path of the snapshot. Who has the old one open keeps it."""
    with publishing(con, data):
        return data / PUBLISHED


@contextmanager
def publishing(con: duckdb.DuckDBPyConnection, data: Path) -> Iterator[None]:
    """The same while the block runs, in which nothing may be written to the store."""
    with closing(con.cursor()) as own, ThreadPoolExecutor(1) as beside:
        placed = beside.submit(_place, own, data)
        try:
            yield
        finally:
            placed.result()


@contextmanager
def writing_out(con: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """Write what is committed from DuckDB's log into the store while the block runs: of that nothing is left to be
    written when it is published. What the block itself writes to the store waits for it.
    """
    with closing(con.cursor()) as own, ThreadPoolExecutor(1) as beside:
        written = beside.submit(_write_out, own)
        try:
            yield
        finally:
            written.result()


def _write_out(con: duckdb.DuckDBPyConnection) -> None:
    try:
        con.execute("CHECKPOINT")
    except duckdb.TransactionException:  # the block was the first to write: then all is written when it is published
        return


def _place(con: duckdb.DuckDBPyConnection, data: Path) -> None:
    """Put a copy of the store, with all that is in its log, in place of the snapshot."""
    con.execute("CHECKPOINT")
    target, part = data / PUBLISHED, data / f".{PUBLISHED}.part"
    try:
        part.unlink(missing_ok=True)
        _copy(data / "store.duckdb", part)
        part.chmod(0o444)
        (data / f"{PUBLISHED}.wal").unlink(missing_ok=True)
        part.replace(target)
        synced(data)
    except OSError as error:
        raise StorageError(
            f"cannot write {target}: {error.strerror}; free or allow space there and run `dateline load`"
        ) from error
    finally:
        part.unlink(missing_ok=True)


def _copy(source: Path, part: Path) -> None:
    for command in (["cp", "--reflink=auto"], ["cp"]):  # the second where cp is not GNU's
        # In a session of its own: a service that hears Ctrl-C finishes its batch.
        words = [*command, str(source), str(part)]
        done = subprocess.run(words, capture_output=True, text=True, check=False, start_new_session=True)
        if done.returncode == 0:
            synced(part)
            return
    raise StorageError(f"cannot write {part}: {done.stderr.strip()}; free or allow space there and run `dateline load`")
