"""Texts of a file -> which of them are copies of one another, by the rules of the store but without one.

The list of boilerplate, frozen in a store, is learnt here from the texts themselves: shingles that very many groups of
copies have. Groups are counted and not articles, or a big story would count as boilerplate.
"""

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from pipelines.formats.encoding import repair
from pipelines.language.fingerprint import Hashes, fingerprint, shingles_in, words_of
from pipelines.store.components import components
from pipelines.store.links import link
from pipelines.store.sql import beside, statements
from pipelines.tables import connect, create_tables

# ../shared/evals/dedupe: more than 20 groups of 2,500 to 8,600; of many, a thousandth.
BOILERPLATE_GROUPS, BOILERPLATE_SHARE = 20, 0.001
BOILERPLATE_JACCARD = 0.5

_SQL = beside(__file__)
_BATCH = 2_000
_HASHES = pa.list_(pa.uint64())
_TYPES: dict[str, pa.DataType] = {
    "article_id": pa.string(), "text": pa.string(), "declared_at": pa.timestamp("us", "UTC"), "scheme": pa.string(),
    "text_hash": pa.string(), "shingle_count": pa.int32(), "shingles": _HASHES, "quoted_passages": _HASHES,
    "plain_passages": _HASHES,
}  # fmt: skip
SIGNED = pa.schema(_TYPES)
_SHINGLES = pa.schema([("copies", pa.string()), ("hashes", _HASHES)])


def copy_groups(texts: Iterable[tuple[str, str]]) -> dict[str, str]:
    """(id, text) of different ids -> for every id that has copies, the smallest id of its group."""
    with connect() as con:
        create_tables(con)
        for statement in (*statements(Path(__file__).with_name("macros.sql")).values(), _SQL["articles"]):
            con.execute(statement)
        count = _take(con, iter(texts))
        link(con, quotes=False)
        boilerplate = _boilerplate(con, count)
        if len(boilerplate):
            link(con, boilerplate, quotes=False)
        return _groups(con, 0)


def _take(con: duckdb.DuckDBPyConnection, texts: Iterator[tuple[str, str]]) -> int:
    count = 0
    while batch := [(name, repair(text)) for name, text in islice(texts, _BATCH)]:
        rows = [{"article_id": name, "text": text, **fingerprint(text)._asdict()} for name, text in batch]
        con.register("signed", pa.Table.from_pylist(rows, SIGNED))
        con.execute(_SQL["take"])
        con.unregister("signed")
        count += len(batch)
    return count


def _groups(con: duckdb.DuckDBPyConnection, jaccard: float) -> dict[str, str]:
    return components(con.execute(_SQL["ties"], {"jaccard": jaccard}).fetchall())


def _boilerplate(con: duckdb.DuckDBPyConnection, count: int) -> Hashes:
    """Shingles of very many groups of close copies."""
    groups = _groups(con, BOILERPLATE_JACCARD)
    con.execute(_SQL["spread"])
    rows = con.cursor().execute("SELECT article_id, text FROM articles")
    while batch := rows.fetchmany(_BATCH):
        shingles = [
            {"copies": groups.get(name, name), "hashes": np.unique(shingles_in(words_of(text)))} for name, text in batch
        ]
        con.register("shingles", pa.Table.from_pylist(shingles, _SHINGLES))
        con.execute(_SQL["add_spread"])
        con.unregister("shingles")
    least = max(BOILERPLATE_GROUPS, int(BOILERPLATE_SHARE * count))
    found = con.execute(_SQL["boilerplate"], {"groups": least}).fetchnumpy()["hash"]
    return np.asarray(found, dtype=np.uint64)
