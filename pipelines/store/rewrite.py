"""The store written anew into a file of its own, without what was deleted from it: free pages keep their old bytes."""

from datetime import datetime
from pathlib import Path

from pipelines import tables
from pipelines.store.landing import synced
from pipelines.store.writer import writer

_PART = ".store.duckdb.part"


def rewrite(data: Path, *, now: datetime) -> None:
    """Copy every row of the store into a new file and put that in its place. Nobody may have the store open.

    Raises StorageError.
    """
    part = data / _PART
    part.unlink(missing_ok=True)
    with writer(data, now=now) as con:
        names = [
            name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() WHERE NOT temporary").fetchall()
        ]
        con.execute(f"ATTACH '{str(part).replace(chr(39), chr(39) * 2)}' AS fresh")
        store = con.execute("SELECT current_database()").fetchall()[0][0]
        con.execute("USE fresh")
        tables.create_tables(con)
        for name in names:
            con.execute(f'INSERT INTO fresh."{name}" BY NAME FROM "{store}".main."{name}"')
        tables.create_views(con)
        con.execute(f'USE "{store}"')
        con.execute("CHECKPOINT fresh")
        con.execute("DETACH fresh")
        con.execute("CHECKPOINT")
    synced(part).replace(data / "store.duckdb")
    synced(data)
    part.with_name(f"{_PART}.wal").unlink(missing_ok=True)
