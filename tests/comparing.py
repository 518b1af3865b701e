"""Stores compared: each table as a set of rows, without the columns that say when and by which run they were seen."""

from pathlib import Path

import duckdb

# What may differ between two ways of bringing in the same articles (DESIGN.md, "What depends on the order").
FREE_TABLES = {
    "runs", "segments", "fetches", "sources", "quality_results", "changes", "pending", "schema_version", "passage_runs",
}  # fmt: skip
FREE_COLUMNS = {"run_id", "first_run_id", "last_run_id", "first_seen_at", "last_seen_at", "seen_at", "fetched_at"}
NUMBER = "text_number"  # says in which order texts were loaded, and nothing of them


def contents(path: Path, *, free_columns: set[str] = FREE_COLUMNS) -> dict[str, list[str]]:
    """Table -> its rows as sorted text, of a store or a published file."""
    with duckdb.connect(str(path), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        names = [name for (name,) in con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()]
        return {name: _rows(con, name, free_columns) for name in names if name not in FREE_TABLES}


def _rows(con: duckdb.DuckDBPyConnection, table: str, free: set[str]) -> list[str]:
    columns = con.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = ?", [table]).fetchall()
    kept = ", ".join(f'"{name}"' for (name,) in columns if name not in free and name != NUMBER)
    return sorted(map(repr, con.execute(f"SELECT {kept} FROM {table}").fetchall()))
