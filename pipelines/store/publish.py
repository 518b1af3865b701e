"""store.duckdb -> news.duckdb, the snapshot that people read: a checkpointed copy, renamed over the old one.

The copy is made in a child process: if this process opened the file, closing it would release the lock that DuckDB
holds, and a second writer could destroy the store. The snapshot is read-only, because someone who opens it
read-write leaves a .wal behind that would keep everybody from opening the next one.
"""

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import partial
from pathlib import Path

import duckdb

from pipelines.errors import StorageError
from pipelines.store.landing import synced

PUBLISHED = "news.duckdb"
# Bytes of the log that are worth being written out before the store is published: each time DuckDB compresses the ends
# of all tables anew.
MUCH = 16_000_000


def publish(con: duckdb.DuckDBPyConnection, data: Path) -> Path:
    """Publish all that is committed; gives the path of the snapshot. Who has the old one open keeps it."""
    with publishing(con, data):
        return data / PUBLISHED


def publishing(con: duckdb.DuckDBPyConnection, data: Path) -> AbstractContextManager[None]:
    """The same while the block runs, in which nothing may be written to the store."""
    return _beside(con, partial(_place, data=data))


def writing_out(con: duckdb.DuckDBPyConnection, data: Path) -> AbstractContextManager[None]:
    """While the block runs, write what is committed from DuckDB's log into the store, where it is much: of that nothing
    is left to be written when it is published. What the block itself writes to the store waits for it.
    """
    log = data / "store.duckdb.wal"
    return _beside(con, _write_out) if log.exists() and log.stat().st_size > MUCH else nullcontext()


@contextmanager
def _beside(con: duckdb.DuckDBPyConnection, work: Callable[[duckdb.DuckDBPyConnection], None]) -> Iterator[None]:
    """Do something on a connection of its own while the block runs; raises what that raises."""
    with closing(con.cursor()) as own, ThreadPoolExecutor(1) as pool:
        done = pool.submit(work, own)
        try:
            yield
        finally:
            done.result()


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
