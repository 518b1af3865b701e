"""A set of texts, dated and undated, as JSON objects -> the day of publication of each, by the model of the store.

In: `doc_id`, `text`, `given_date` (any date string, or null),
`url` (if known). Out, in the same order: `doc_id`, `date` (or null), `low`
and `high` of the 90 % interval, `confidence`, `status`, `weekday`, `conflict`, and `why`, one sentence. The texts are
put into a store in memory, which dates them as it dates any other articles; neither Beam nor Great Expectations is
needed.
Raises ValueError where a row has no `doc_id` or no `text`.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipelines.errors import UnreadableDate
from pipelines.formats.items import Item
from pipelines.formats.plain_text import read_text
from pipelines.language.declared import DeclaredDate, read_declared
from pipelines.language.fingerprint import fingerprint
from pipelines.language.mentions import date_mentions
from pipelines.language.names import names
from pipelines.lexicon import lexicon
from pipelines.store.dating import infer_dates
from pipelines.store.links import link
from pipelines.store.sql import beside, make_macros, transaction
from pipelines.store.stories import group_stories
from pipelines.tables import connect, create_tables

_SQL = beside(__file__)
_RUN = "publication"
# Texts that are read before they go to the store: bounds the memory that they take as Python objects.
_BATCH = 1_000

Rows = dict[str, list[dict[str, object]]]


class _Text(NamedTuple):
    """A text under its number, cut as the stages cut a plain file, with the date that its row or its header gives."""

    article_id: str
    item: Item
    url: str | None
    declared_text: str | None
    declared: DeclaredDate | None


def publication(rows: Iterable[Mapping[str, object]], now: datetime) -> Iterator[dict[str, object]]:
    """The days of publication of a set of texts; none lies after `now`."""
    with connect() as con:
        create_tables(con)
        make_macros(con)
        names_given: list[object] = []
        batch: list[_Text] = []
        for row in rows:
            batch.append(_text(f"{len(names_given):09d}", row, now))
            names_given.append(row["doc_id"])
            if len(batch) == _BATCH:
                _store(con, batch, now)
                batch = []
        _store(con, batch, now)
        with transaction(con):
            link(con)
            group_stories(con, _RUN)
            infer_dates(con, _RUN)
        answers = con.execute(_SQL["answers"])
        columns = [column for column, *_ in con.description or ()]
        for name, answer in zip(names_given, answers.fetchall(), strict=True):
            yield {"doc_id": name} | dict(zip(columns, answer, strict=True))


def _text(article_id: str, row: Mapping[str, object], now: datetime) -> _Text:
    text, given = row.get("text"), row.get("given_date")
    if "doc_id" not in row or not isinstance(text, str) or not (given is None or isinstance(given, str)):
        raise ValueError("each row needs `doc_id`, `text` (a string) and `given_date` (a string or null)")
    (found,) = read_text(text.encode("utf-8", "surrogatepass"), "utf-8", None).items
    item = found if isinstance(found, Item) else Item(position=0, text="")
    raw = given if given is not None and given.strip() else item.declared_text
    try:
        declared = read_declared(raw, seen_at=now) if raw else None
    except UnreadableDate:
        declared = None
    url = row.get("url")
    return _Text(article_id, item, url if isinstance(url, str) else None, raw, declared)


def _store(con: duckdb.DuckDBPyConnection, texts: Sequence[_Text], now: datetime) -> None:
    """Put texts and what the stages would find in them into the store, to be derived."""
    found: Rows = {table: [] for table in ("articles", "fingerprints", "passages", "date_mentions", "name_mentions")}
    for text in texts:
        for table, rows in _found(text, now).items():
            found[table] += rows
    for table, rows in found.items():
        if rows:
            con.register("found", pa.Table.from_pylist(rows, _schema(con, table)))
            con.execute(_SQL.get(table, f"INSERT INTO {table} BY NAME SELECT * FROM found"))
            con.unregister("found")
    con.execute(_SQL["pending"])


def _schema(con: duckdb.DuckDBPyConnection, table: str) -> pa.Schema:
    return con.sql(f"FROM {table} LIMIT 0").to_arrow_table().schema


def _found(text: _Text, now: datetime) -> Rows:
    body, declared = text.item.text, text.declared
    prints = fingerprint(body)
    passages = [(True, value) for value in prints.quoted_passages] + [(False, value) for value in prints.plain_passages]
    believed = declared.day if declared and declared.at is not None and declared.at <= now else None
    found: Rows = {
        "articles": [_article(text, now)],
        "fingerprints": [{name: getattr(prints, name) for name in prints._fields[:4]}],
        "passages": [{"quoted": quoted, "hash": value} for quoted, value in passages],
        "date_mentions": [mention._asdict() for mention in date_mentions(body, believed)],
        "name_mentions": [name._asdict() for name in names(body, lexicon().names)],
    }
    return {table: [row | {"article_id": text.article_id} for row in rows] for table, rows in found.items()}


def _article(text: _Text, now: datetime) -> dict[str, object]:
    item, declared = text.item, text.declared
    return {
        "article_id": text.article_id, "version_id": "1", "source_id": "", "url": text.url,
        "ref": text.article_id, "title": item.title,
        "text": item.text, "text_from": "source", "dateline_place": item.dateline_place, "correction": item.correction,
        "declared_text": text.declared_text, "declared_at": declared.at if declared else None,
        "declared_day": declared.day if declared else None,
        "declared_precision": declared.precision if declared else None,
        "date_status": "unknown", "position": 0, "rule_version": 0, "first_seen_at": now, "last_seen_at": now,
        "run_id": _RUN,
    }  # fmt: skip
