"""A field is defined once, in SQL."""

from pathlib import Path

import duckdb
import pytest

from pipelines import tables

ROOT = Path(__file__).parent.parent


@pytest.fixture
def store() -> duckdb.DuckDBPyConnection:
    con = tables.connect()
    tables.create_tables(con)
    tables.create_views(con)
    return con


def test_rows_are_what_the_schemas_say() -> None:
    """rows.py is printed; who changes a schema prints it anew."""
    assert (ROOT / "pipelines" / "rows.py").read_text(encoding="utf-8") == tables.print_rows()


def test_every_table_and_view_explains_itself(store: duckdb.DuckDBPyConnection) -> None:
    """Somebody opens the file years later, without our documents."""
    silent = store.execute(
        "SELECT table_name FROM duckdb_tables() WHERE comment IS NULL"
        " UNION ALL SELECT view_name FROM duckdb_views() WHERE comment IS NULL AND NOT internal"
    ).fetchall()
    assert silent == []


def test_every_column_explains_itself(store: duckdb.DuckDBPyConnection) -> None:
    """A name like `anchor` means nothing by itself."""
    silent = store.execute(
        "SELECT table_name, column_name FROM duckdb_columns()"
        " WHERE comment IS NULL AND NOT internal AND schema_name = 'main'"
    ).fetchall()
    assert silent == []


def test_an_instant_is_stored_in_utc() -> None:
    """A store made in Ottawa and one made in Paris are equal."""
    assert str(tables.arrow_schema("articles").field("declared_at").type) == "timestamp[us, tz=UTC]"
