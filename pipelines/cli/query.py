"""An SQL query on the published file -> its rows, printed as a table, CSV or JSON."""

import csv
import shutil
import sys

import click
import duckdb

FORMATS = ("table", "csv", "json")
# On a terminal a table shows this many rows, from both ends, and says how many there are.
_ROWS_ON_A_TERMINAL = 100
_ALL = 2**31 - 1
_BATCH = 10_000


def show(rows: duckdb.DuckDBPyRelation, con: duckdb.DuckDBPyConnection, form: str) -> None:
    """Print the rows; only a table on a terminal is cut to what fits."""
    if form == "csv":
        _csv(rows, con)
    elif form == "json":
        _json(rows, con)
    elif sys.stdout.isatty():
        rows.show(max_width=shutil.get_terminal_size().columns, max_rows=_ROWS_ON_A_TERMINAL)
    else:
        rows.show(max_width=_ALL, max_rows=_ALL, max_col_width=_ALL)


def _csv(rows: duckdb.DuckDBPyRelation, con: duckdb.DuckDBPyConnection) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows.columns)
    # Instants, lists and structs as DuckDB writes them, and `rows` found by its name among the variables.
    con.execute("SELECT COLUMNS(*)::VARCHAR FROM rows")
    while batch := con.fetchmany(_BATCH):
        writer.writerows(batch)


def _json(rows: duckdb.DuckDBPyRelation, con: duckdb.DuckDBPyConnection) -> None:
    con.execute("SELECT to_json(_row)::VARCHAR FROM rows AS _row")
    before = "[\n"
    while batch := con.fetchmany(_BATCH):
        click.echo(before + ",\n".join(row for (row,) in batch), nl=False)
        before = ",\n"
    click.echo("[]" if before == "[\n" else "\n]")
