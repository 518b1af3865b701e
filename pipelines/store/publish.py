"""store.duckdb -> news.duckdb, the snapshot that people read: a checkpointed copy, renamed over the old one.

The copy is made in a child process: if this process opened the file, closing it would release the lock that DuckDB
holds, and a second writer could destroy the store. The snapshot is read-only, because someone who opens it
read-write leaves a .wal behind that would keep everybody from opening the next one.
"""

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
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
    con.execute("CHECKPOINT")
    with ThreadPoolExecutor(1) as beside:
        placed = beside.submit(_place, data)
        try:
            yield
        finally:
            placed.result()


def _place(data: Path) -> None:
    """Put a copy of the store in place of the snapshot."""
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
