"""An SQL query on the published file -> its rows, printed as a table, CSV or JSON."""

import csv
import re
import shutil
import sys
from collections.abc import Iterator

import click
import duckdb

FORMATS = ("table", "csv", "json")
# On a terminal a table shows this many rows, from both ends, and says how many there are.
_ROWS_ON_A_TERMINAL = 100
_ALL = 2**31 - 1
_BATCH = 10_000
# JSON has no such numbers, whatever DuckDB writes; a text that holds the words is passed over as a whole.
_NO_NUMBER = re.compile(r'("(?:[^"\\]|\\.)*+")|-?(?:Infinity|NaN)')


def show(rows: duckdb.DuckDBPyRelation, form: str) -> None:
    """Print the rows; only a table on a terminal is cut to what fits."""
    if form == "csv":
        _csv(rows)
    elif form == "json":
        _json(rows)
    elif sys.stdout.isatty():
        rows.show(max_width=shutil.get_terminal_size().columns, max_rows=_ROWS_ON_A_TERMINAL)
    else:
        rows.show(max_width=_ALL, max_rows=_ALL, max_col_width=_ALL)


def _csv(rows: duckdb.DuckDBPyRelation) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(rows.columns)
    # Instants, lists and structs as DuckDB writes them.
    for batch in _batches(rows, "SELECT COLUMNS(*)::VARCHAR FROM _row"):
        writer.writerows(batch)


def _json(rows: duckdb.DuckDBPyRelation) -> None:
    before = "[\n"
    for batch in _batches(rows, "SELECT to_json(_row)::VARCHAR FROM _row"):
        click.echo(before + ",\n".join(_in_json(row) for (row,) in batch), nl=False)
        before = ",\n"
    click.echo("[]" if before == "[\n" else "\n]")


def _in_json(row: str) -> str:
    if "Infinity" not in row and "NaN" not in row:
        return row
    return _NO_NUMBER.sub(lambda match: match[1] or "null", row)


def _batches(rows: duckdb.DuckDBPyRelation, query: str) -> Iterator[list[tuple[str, ...]]]:
    """The rows of a query on the rows, some at a time, so that a big answer needs no big memory."""
    answer = rows.query("_row", query)
    for batch in answer.to_arrow_reader(_BATCH) if answer else ():
        yield list(zip(*(column.to_pylist() for column in batch.columns), strict=True))
