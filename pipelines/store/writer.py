"""The single writer's connection to data/store.duckdb: made, brought to the present schema, refused where it is newer.

Nothing but this process may open the file while the writer holds it, and this process must not open or copy it as a
file either: that would release DuckDB's lock (see publish.py).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from pipelines import tables
from pipelines.errors import NewerSchemaError, StorageError
from pipelines.resources import folder
from pipelines.store.sql import make_macros, transaction

# DuckDB may use this share of memory for one query before it spills to disk.
MEMORY_LIMIT = "1GB"
# What is written between two checkpoints of its own: each one compresses the ends of all tables anew, and of 10,000
# articles in segments of 1,000 that took a third of the time of their load with DuckDB's usual 16 MB.
CHECKPOINT_THRESHOLD = "256MB"
# What says something of the disk, the memory or the file, and not of a query.
_ENGINE = (
    duckdb.IOException, duckdb.FatalException, duckdb.SerializationException, duckdb.InternalException,
    duckdb.OutOfMemoryException, duckdb.TransactionException,
)  # fmt: skip


@contextmanager
def writer(data: Path, *, now: datetime) -> Iterator[duckdb.DuckDBPyConnection]:
    """The store of a data folder, opened for writing and closed at the end.

    Raises StorageError where the disk is full, the file is damaged or cannot be written or lacks tables of its schema,
    NewerSchemaError where a newer Dateline made it.
    """
    path = data / "store.duckdb"
    try:
        data.mkdir(parents=True, exist_ok=True)
        con = tables.connect(str(path))
    except (duckdb.Error, OSError) as error:
        raise storage_error(error, path) from error
    try:
        con.execute(
            f"SET memory_limit = '{MEMORY_LIMIT}'; SET temp_directory = '{path}.tmp';"
            f"SET checkpoint_threshold = '{CHECKPOINT_THRESHOLD}';"
            "SET preserve_insertion_order = false"
        )
        bring_up_to_date(con, path, now=now)
        make_macros(con)
        yield con
    except _ENGINE as error:
        raise storage_error(error, path) from error
    finally:
        con.close()


def bring_up_to_date(con: duckdb.DuckDBPyConnection, path: Path, *, now: datetime) -> None:
    """Make the tables of a new store, or take an older one forward step by step; each step is one transaction."""
    version = schema_version(con)
    if version > tables.SCHEMA_VERSION:
        raise NewerSchemaError(
            f"{path} has schema {version} and this Dateline knows {tables.SCHEMA_VERSION}: it was written by a newer "
            "version. Install that version, or use another --data folder"
        )
    if version == 0:
        with transaction(con):
            tables.create_tables(con)
            for step in range(1, tables.SCHEMA_VERSION + 1):
                con.execute("INSERT INTO schema_version VALUES (?, ?)", [step, now])
        version = tables.SCHEMA_VERSION
    older = version < tables.SCHEMA_VERSION
    for step in range(version + 1, tables.SCHEMA_VERSION + 1):
        with transaction(con):
            migrate(con, step)
            con.execute("INSERT INTO schema_version VALUES (?, ?)", [step, now])
    if lacking := tables.lacking(con):
        missing = ", ".join(lacking[:3]) + (f" and {len(lacking) - 3} more" if len(lacking) > 3 else "")
        raise unusable(path, f"of its schema {missing} is missing")
    with transaction(con):
        if older:
            tables.comment_tables(con)
        tables.create_views(con)


def schema_version(con: duckdb.DuckDBPyConnection) -> int:
    """Number of the schema of a store; 0 of an empty one."""
    if not con.execute("FROM duckdb_tables() WHERE table_name = 'schema_version'").fetchone():
        return 0
    return con.execute("SELECT coalesce(max(version), 0) FROM schema_version").fetchall()[0][0]


def migrate(con: duckdb.DuckDBPyConnection, step: int) -> None:
    """One step of schemas/migrations, taken by an older store; a fresh one begins with today's tables."""
    for file in sorted((folder("schemas") / "migrations").glob(f"{step:03d}_*.sql")):
        con.execute(file.read_text(encoding="utf-8"))


def storage_error(error: Exception, path: Path) -> StorageError:
    """What DuckDB or the system says of a file -> what it means and what to do."""
    text = str(error).splitlines()[0]
    if "No space left" in str(error) or "not enough space" in str(error).lower():
        return StorageError(f"the disk is full: cannot write {path}; free space there and run again, nothing is lost")
    if isinstance(error, duckdb.OutOfMemoryException):
        return StorageError(f"not enough memory or room under {path}.tmp: {text}; free some and run again")
    if "Could not set lock" in text or "Conflicting lock" in text:
        return StorageError(
            f"{path} is held by another process; close it (readers should open news.duckdb) and run again"
        )
    if isinstance(error, PermissionError) or "Permission denied" in str(error):
        return StorageError(
            f"cannot write {path}: permission denied; allow this user to write there, or use another --data folder"
        )
    return unusable(path, text)


def unusable(path: Path, why: str) -> StorageError:
    """What to do about a store that is damaged, or was made by a draft of the present schema."""
    return StorageError(
        f"{path} cannot be used: {why}. If it is damaged, run `dateline rebuild`: it makes it anew "
        f"from the segments under {path.parent / 'landing'} and {path.parent / 'archive'}"
    )
