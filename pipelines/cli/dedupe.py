"""The command that finds copies in a file of texts, without a store."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipelines import exits
from pipelines.cli.flags import everywhere, examples
from pipelines.errors import UsageError
from pipelines.whole_file import writing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_ENDINGS = (".parquet", ".jsonl", ".ndjson", ".json")
_BATCH = 10_000


@click.command(epilog=examples("dateline dedupe articles.parquet groups.jsonl", "dateline dedupe texts.jsonl -"))
@click.argument("texts", metavar="IN", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("groups", metavar="OUT", type=click.Path(dir_okay=False, allow_dash=True, path_type=Path))
@everywhere
def dedupe(texts: Path, groups: Path) -> int:
    """Find the copies in a file of texts.

    IN is Parquet or JSON lines with the columns `id` and `text`; OUT gets a line {"id": …, "cluster": …} for each,
    where copies of one another have the same cluster: the smallest id among them. Nothing is stored, and the order of
    the rows makes no difference.
    """
    import duckdb

    from pipelines.store.alone import copy_groups

    with duckdb.connect() as con:
        _read(con, texts)
        found = copy_groups(_pairs(con, "SELECT name, coalesce(text, '') FROM texts"))
        ids = dict(_pairs(con, "SELECT name, to_json(id)::VARCHAR FROM texts"))
    with writing(groups) as out:
        for name, said in ids.items():
            out.write(f'{{"id": {said}, "cluster": {ids[found.get(name, name)]}}}\n')
    return exits.DONE


def _read(con: "DuckDBPyConnection", file: Path) -> None:
    """Make the view `texts`: name, id, text. Raises UsageError where the file has none."""
    import duckdb

    if file.suffix not in _ENDINGS:
        raise UsageError(f"IN: {file} does not end in one of {', '.join(_ENDINGS)}")
    try:
        rows = con.read_parquet(str(file)) if file.suffix == ".parquet" else con.read_json(str(file))
        con.register("rows", rows)
        con.execute("CREATE TEMP VIEW texts AS SELECT id::VARCHAR AS name, id, text::VARCHAR AS text FROM rows")
        texts, ids = con.execute("SELECT count(*), count(DISTINCT name) FROM texts").fetchall()[0]
    except duckdb.Error as error:
        raise UsageError(f"IN: {file} cannot be read: {str(error).splitlines()[0]}") from error
    if texts != ids:
        raise UsageError(f"IN: {file} has {texts} texts and {ids} different ids")


def _pairs(con: "DuckDBPyConnection", query: str) -> Iterator[tuple[str, str]]:
    answer = con.execute(query)
    while batch := answer.fetchmany(_BATCH):
        yield from batch
