"""The tables, as schemas/*.sql define them: made in a store, asked for Arrow schemas, printed as rows.py.

`python -m pipelines.tables` prints rows.py anew; a test holds it to the SQL.
"""

import re
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import TYPE_CHECKING

import duckdb

from pipelines.resources import folder

if TYPE_CHECKING:
    import pyarrow as pa

# Number of the present schema; schemas/migrations/NNN_*.sql lead to it from the one before.
SCHEMA_VERSION = 1

_PYTHON = {
    "VARCHAR": "str", "BIGINT": "int", "INTEGER": "int", "UBIGINT": "int", "DOUBLE": "float", "BOOLEAN": "bool",
    "DATE": "date", "TIMESTAMP WITH TIME ZONE": "datetime",
}  # fmt: skip
# Landing query -> class, and nested column -> (class, table that defines it).
_LANDED = {"articles": "Article", "rejects": "Reject", "fetches": "Fetch"}
_NESTED = {
    "sightings": "Sighting", "date_mentions": "DateMention", "claims": "Claim", "name_mentions": "NameMention",
    "figures": "FigureMention", "pronouns": "PronounMention", "enclosures": "Enclosure",
}  # fmt: skip


def connect(path: str = ":memory:", *, read_only: bool = False) -> duckdb.DuckDBPyConnection:
    """A connection in which instants are read and written in UTC."""
    con = duckdb.connect(path, read_only=read_only)
    con.execute("SET TimeZone = 'UTC'")
    return con


def create_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Make every table in an empty database, with its comments."""
    _create_bare(con)
    comment_tables(con)


def comment_tables(con: duckdb.DuckDBPyConnection) -> None:
    """Today's comments on the tables, made just now or brought up to date by a migration."""
    for file in _table_files():
        _comment(con, file, "TABLE")


def _create_bare(con: duckdb.DuckDBPyConnection) -> None:
    """The tables without their comments, which take longer than the tables."""
    for file in _table_files():
        con.execute(file.read_text(encoding="utf-8"))


def _table_files() -> list[Path]:
    return sorted((folder("schemas") / "tables").glob("*.sql"))


def lacking(con: duckdb.DuckDBPyConnection) -> list[str]:
    """The columns (table.column) that the schema has and a database has not."""
    there = set(con.execute("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal").fetchall())
    files = sorted((folder("schemas") / "tables").glob("*.sql"))
    defined = ((file.stem, name) for file in files for name in comments(file.read_text(encoding="utf-8"))[1])
    return [f"{table}.{column}" for table, column in defined if (table, column) not in there]


def create_views(con: duckdb.DuckDBPyConnection) -> None:
    """Make or replace every view, each after those that it reads. Views hold no data: each version brings its own."""
    for file in view_files():
        con.execute(file.read_text(encoding="utf-8"))
        _comment(con, file, "VIEW")


def view_files() -> list[Path]:
    """The views' files, each after those that it reads."""
    files = {file.stem: file for file in (folder("schemas") / "views").glob("*.sql")}
    reads = {
        name: {other for other in files if other != name and re.search(rf"\b{other}\b", _code(file))}
        for name, file in sorted(files.items())
    }
    return [files[name] for name in TopologicalSorter(reads).static_order()]


def landing_query(name: str) -> str:
    """The query whose columns are those of a landed segment: articles, rejects or fetches."""
    return (folder("schemas") / "landing" / f"{name}.sql").read_text(encoding="utf-8")


@cache
def arrow_schema(name: str) -> "pa.Schema":
    """The Arrow schema of a landed segment, as DuckDB gives it."""
    with connect() as con:
        _create_bare(con)
        return con.sql(landing_query(name)).to_arrow_table().schema


def comments(sql: str) -> tuple[str, dict[str, str]]:
    """Text of a table's or view's file -> its own comment, and those of its columns.

    The leading `--` lines describe the whole (a `key:` line is for readers of the file); the `--` at the end of a
    column's line describes the column: the first word of the line in a table, the last name before the comma in a view.
    """
    head = [line[3:] for line in sql.split("\n") if line.startswith("-- ") and not line.startswith("-- key:")]
    a_view = re.search(r"^CREATE OR REPLACE VIEW", sql, re.M) is not None
    column = re.compile(r"^\s.*?(\w+),?\s+-- (.+)$" if a_view else r"^\s+(\w+)\s+[A-Z].*?\s-- (.+)$", re.M)
    return " ".join(head), dict(column.findall(sql))


def _code(file: Path) -> str:
    return re.sub(r"--.*", "", file.read_text(encoding="utf-8"))


def _comment(con: duckdb.DuckDBPyConnection, file: Path, kind: str) -> None:
    whole, columns = comments(file.read_text(encoding="utf-8"))
    con.execute(f"COMMENT ON {kind} {file.stem} IS {_quoted(whole)}")
    if kind == "VIEW":
        columns = _inherited(con, file.stem) | columns
    for column, comment in columns.items():
        con.execute(f'COMMENT ON COLUMN {file.stem}."{column}" IS {_quoted(comment)}')


def _inherited(con: duckdb.DuckDBPyConnection, view: str) -> dict[str, str]:
    """Comments for a view's columns from the tables' columns of the same name."""
    return dict(
        con.execute(
            """
            SELECT v.column_name, any_value(t.comment ORDER BY t.table_name != 'articles', t.table_name)
            FROM duckdb_columns() v JOIN duckdb_columns() t USING (column_name)
            WHERE v.table_name = ? AND t.table_name != v.table_name AND t.comment IS NOT NULL
            GROUP BY ALL
            """,
            [view],
        ).fetchall()
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def print_rows() -> str:
    """The text of rows.py: one NamedTuple for each landed row and each row nested in it."""
    with connect() as con:
        create_tables(con)
        required = con.execute("SELECT column_name, table_name FROM duckdb_columns() WHERE NOT is_nullable").fetchall()
        classes: dict[str, list[str]] = {}
        for landed, name in _LANDED.items():
            described = con.execute(f"DESCRIBE {landing_query(landed)}").fetchall()
            lines = []
            for column, type_, *_ in described:
                if nested := _NESTED.get(column):
                    relation = con.sql(f"SELECT unnest({column}, recursive := true) FROM ({landing_query(landed)})")
                    fields = zip(relation.columns, map(str, relation.types), strict=True)
                    classes[nested] = [_field(field, kind, column, required) for field, kind in fields]
                    lines.append(f"    {column}: tuple[{nested}, ...]")
                else:
                    lines.append(_field(column, type_, landed, required))
            classes[name] = lines
    body = "\n\n\n".join("\n".join([f"class {name}(NamedTuple):", *lines]) for name, lines in classes.items())
    return (
        '"""Landed rows. Printed from schemas/ by `python -m pipelines.tables`: do not edit."""\n\n'
        f"from datetime import date, datetime\nfrom typing import NamedTuple\n\n\n{body}\n"
    )


def _field(column: str, type_: str, table: str, required: list[tuple[str, str]]) -> str:
    tables = {owner for name, owner in required if name == column}
    owned = table in tables or (bool(tables) and not _has(table, column))
    if type_.endswith("[]"):
        return f"    {column}: tuple[{_PYTHON[type_[:-2]]}, ...]"
    return f"    {column}: {_PYTHON[type_]}{'' if owned else ' | None'}"


@cache
def _has(table: str, column: str) -> bool:
    file = folder("schemas") / "tables" / f"{table}.sql"
    # A structured column is no table: any of its fields may be missing.
    return not file.exists() or column in comments(file.read_text(encoding="utf-8"))[1]


if __name__ == "__main__":
    Path(__file__).with_name("rows.py").write_text(print_rows(), encoding="utf-8")
