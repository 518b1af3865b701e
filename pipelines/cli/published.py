"""The published file, news.duckdb: opened to be read, asked, and written out."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.cli.known import check_known
from pipelines.errors import NoInputError, StorageError, UsageError
from pipelines.store.publish import PUBLISHED
from pipelines.tables import connect
from pipelines.whole_file import draft_of

# What an ending means to DuckDB's COPY.
_ENDINGS = {
    ".parquet": "FORMAT parquet, COMPRESSION zstd",
    ".csv": "FORMAT csv, HEADER",
    ".json": "FORMAT json, ARRAY true",
    ".jsonl": "FORMAT json",
    ".ndjson": "FORMAT json",
}


@contextmanager
def opened(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A read-only connection to what was published last. Holding it stands in nobody's way.

    Raises NoInputError where nothing has been published, StorageError where the file cannot be opened, UsageError for
    a query that DuckDB refuses.
    """
    with _connection(data / PUBLISHED) as con:
        try:
            yield con
        except duckdb.InterruptException:
            raise KeyboardInterrupt from None
        except duckdb.Error as error:
            raise UsageError(str(error)) from error


def _connection(file: Path) -> duckdb.DuckDBPyConnection:
    if not file.exists():
        raise NoInputError(f"{file}: nothing has been published yet: run `dateline run INPUT` first")
    try:
        con = connect(str(file), read_only=True)
        # Or else a table that does not exist is looked for among the variables of Python.
        con.execute("SET python_enable_replacements = false")
        return con
    except duckdb.Error as error:
        cause = str(error).split("\n")[0]
        raise StorageError(f"{file} cannot be opened ({cause}); `dateline check` publishes it anew") from error


def relations(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The names of the tables and views."""
    query = "SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY 1"
    return [name for (name,) in con.execute(query).fetchall()]


def check_ending(file: Path) -> None:
    """Raise a UsageError unless the file's ending says how it is to be written."""
    check_known(file.suffix.lower(), _ENDINGS, f"{file}: its ending says the form")


def write(rows: duckdb.DuckDBPyRelation, file: Path) -> None:
    """Write the rows in the form that the file's ending says; whole or not at all. Raises StorageError."""
    check_ending(file)
    with draft_of(file) as part:
        target = str(part).replace("'", "''")
        try:
            rows.query("_rows", f"COPY (FROM _rows) TO '{target}' ({_ENDINGS[file.suffix.lower()]})")
        except duckdb.IOException as error:
            raise StorageError(f"{file} cannot be written: {error}") from error
