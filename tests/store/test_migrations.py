"""A store made by an older schema is taken forward, step by step, and equals a fresh one."""

from pathlib import Path

import duckdb
import pytest

from pipelines import tables
from pipelines.errors import NewerSchemaError
from pipelines.store.writer import bring_up_to_date, schema_version, writer
from tests.landed import NOW

# A small schema of three versions: a column is renamed with a new CHECK, then a table is added.
FIRST = "CREATE TABLE people (name VARCHAR NOT NULL)"
SECOND = """
CREATE TABLE people_2 (name VARCHAR NOT NULL, age INTEGER CHECK (age >= 0));
INSERT INTO people_2 BY NAME SELECT name FROM people;
DROP TABLE people;
ALTER TABLE people_2 RENAME TO people;
"""
THIRD = "CREATE TABLE places (place VARCHAR);"
TODAY = {
    "people": """-- People.
CREATE TABLE people (
    name VARCHAR NOT NULL, -- name
    age INTEGER CHECK (age >= 0) -- age
);""",
    "places": """-- Places.
CREATE TABLE places (
    place VARCHAR -- place
);""",
    "schema_version": """-- Steps.
CREATE TABLE schema_version (
    version INTEGER, -- number
    applied_at TIMESTAMPTZ -- when
);""",
}


@pytest.fixture
def schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of schemas whose present version is 3."""
    for folder in ("tables", "views", "migrations"):
        (tmp_path / "schemas" / folder).mkdir(parents=True)
    for name, sql in TODAY.items():
        (tmp_path / "schemas" / "tables" / f"{name}.sql").write_text(sql)
    (tmp_path / "schemas" / "migrations" / "002_people_have_an_age.sql").write_text(SECOND)
    (tmp_path / "schemas" / "migrations" / "003_places.sql").write_text(THIRD)
    for module in ("pipelines.tables", "pipelines.store.writer"):
        monkeypatch.setattr(f"{module}.folder", lambda name: tmp_path / name)
    monkeypatch.setattr(tables, "SCHEMA_VERSION", 3)
    return tmp_path


def shape(con: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    """Tables, columns, types, NOT NULL and comments, and the checks."""
    columns = "SELECT table_name, column_name, data_type, is_nullable, comment FROM duckdb_columns() WHERE NOT internal"
    checks = "SELECT table_name, expression, '', '', '' FROM duckdb_constraints() WHERE constraint_type = 'CHECK'"
    return sorted(map(tuple, con.execute(f"{columns} UNION ALL {checks}").fetchall()), key=repr)


def old_store(schemas: Path) -> duckdb.DuckDBPyConnection:
    con = tables.connect(str(schemas / "old.duckdb"))
    con.execute(FIRST + ";" + TODAY["schema_version"])
    con.execute("INSERT INTO people VALUES ('Ada'); INSERT INTO schema_version VALUES (1, now())")
    return con


def test_a_migrated_store_equals_a_fresh_one(schemas: Path) -> None:
    """Whoever began years ago must have what a newcomer has."""
    old, fresh = old_store(schemas), tables.connect()
    for con in (old, fresh):
        bring_up_to_date(con, Path("x"), now=NOW)
    assert shape(old) == shape(fresh)


def test_a_migration_keeps_the_rows(schemas: Path) -> None:
    """That is what it is for."""
    con = old_store(schemas)
    bring_up_to_date(con, Path("x"), now=NOW)
    assert con.execute("FROM people").fetchall() == [("Ada", None)]


def test_each_step_is_recorded(schemas: Path) -> None:
    """A fresh store has been through them all."""
    con = tables.connect()
    bring_up_to_date(con, Path("x"), now=NOW)
    assert schema_version(con) == 3


def test_a_step_that_fails_changes_nothing(schemas: Path) -> None:
    """A power cut in the middle of a migration leaves the old store."""
    (schemas / "schemas" / "migrations" / "002_people_have_an_age.sql").write_text(
        SECOND + "SELECT 1 / no_such_column;"
    )
    con = old_store(schemas)
    with pytest.raises(duckdb.BinderException):
        bring_up_to_date(con, Path("x"), now=NOW)
    assert con.execute("FROM people").fetchall() == [("Ada",)]


def test_a_newer_store_is_refused_and_left_alone(tmp_path: Path) -> None:
    """An old Dateline must not write into what it does not understand."""
    with writer(tmp_path, now=NOW) as con:
        con.execute("INSERT INTO schema_version VALUES (9999, ?)", [NOW])
    with pytest.raises(NewerSchemaError, match="newer version"), writer(tmp_path, now=NOW):
        pass
