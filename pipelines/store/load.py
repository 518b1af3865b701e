"""A landed segment -> rows of the store, in one transaction. Loading a segment twice is loading it once."""

import logging
from datetime import datetime
from functools import reduce
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.errors import DamagedSegmentError
from pipelines.records import AGAIN
from pipelines.store import forgotten, landing
from pipelines.store.archive import kind_of
from pipelines.store.feeds import learn
from pipelines.store.identity import identify
from pipelines.store.leaving import leave, leave_for_good
from pipelines.store.sql import beside, transaction
from pipelines.tables import landing_query

# Tables that hold what the stages found in the newest version of an article.
FOUND = ("fingerprints", "date_mentions", "claims", "name_mentions", "figures", "pronouns")
# And those that derive from it, or that wait for it.
_OF_AN_ARTICLE = (
    "articles", *FOUND, "date_evidence", "pending", "article_versions", "article_keys", "sightings", "quality_issues",
    "story_names",
)  # fmt: skip

# Segments of one transaction: what it brings is then so much that DuckDB writes it once, not into its log first.
TOGETHER = 4

_SQL = beside(__file__)
_log = logging.getLogger("dateline.load")


class Gained(NamedTuple):
    """What a segment brought that the store did not have."""

    articles: int = 0
    versions: int = 0

    def plus(self, other: "Gained") -> "Gained":
        return Gained(self.articles + other.articles, self.versions + other.versions)


def load_landed(
    con: duckdb.DuckDBPyConnection, data: Path, *, now: datetime
) -> tuple[Gained, list[DamagedSegmentError]]:
    """Load every segment that waits, in the order of the runs. A damaged or missing one does not keep others out."""
    loaded = {name for (name,) in con.execute("SELECT segment FROM segments").fetchall()}
    waiting, damaged = landing.segments(data, loaded)
    gained = Gained()
    waiting += _without_forgotten(data, waiting)
    for first in range(0, len(waiting), TOGETHER):
        brought, torn = _load_together(con, waiting[first : first + TOGETHER], now)
        gained = gained.plus(brought)
        damaged += torn
    if len(waiting) > TOGETHER:
        con.execute("CHECKPOINT")  # until then DuckDB keeps in memory what it has logged, and what follows needs it
    return gained, damaged


def _load_together(
    con: duckdb.DuckDBPyConnection, paths: list[Path], now: datetime
) -> tuple[Gained, list[DamagedSegmentError]]:
    """Load segments in one transaction; where one of them is damaged, each in its own."""
    try:
        with transaction(con):
            brought = [_load_segment(con, path, now, None) for path in paths]
    except DamagedSegmentError as error:
        if len(paths) == 1:
            return Gained(), [error]
        gained, damaged = Gained(), list[DamagedSegmentError]()
        for path in paths:
            alone, torn = _load_together(con, [path], now)
            gained, damaged = gained.plus(alone), damaged + torn
        return gained, damaged
    for path, new in zip(paths, brought, strict=True):
        _log.info("segment loaded", extra={"fields": {"segment": path.name, "new_articles": new.articles}})
    return reduce(Gained.plus, brought, Gained()), []


def _without_forgotten(data: Path, waiting: list[Path]) -> list[Path]:
    """Take forgotten articles out of what is to be loaded; segments of refusals that tell of them."""
    stones = forgotten.read(data)
    refused: list[Path] = []
    for path in waiting if stones else ():
        if kind_of(path.name) == "articles":
            refused += forgotten.refuse(path, stones)
    return refused


def load_segment(con: duckdb.DuckDBPyConnection, path: Path, *, now: datetime, archived: str | None = None) -> Gained:
    """Load one finished segment of a run's folder; a segment that is loaded already is left alone.

    With `archived` it is the segment of that name in the archive at `path`.

    Raises DamagedSegmentError where the file cannot be read; nothing of it is stored then, and the file stays.
    """
    with transaction(con):
        return _load_segment(con, path, now, archived)


def _load_segment(con: duckdb.DuckDBPyConnection, path: Path, now: datetime, archived: str | None) -> Gained:
    """The same within a transaction."""
    name = archived or f"{path.parent.name}/{path.name}"
    run_id, kind = name.split("/")[0], kind_of(name)
    if con.execute("FROM segments WHERE segment = ?", [name]).fetchone():
        return Gained()
    _read(con, path, kind, archived)
    closed = archived is not None or landing.is_closed(path)
    gained = _load_again(con, run_id) if AGAIN in name else _load(con, kind, run_id, closed=closed)
    con.execute(_SQL["segment_done"], {"segment_name": name, "run_id": run_id, "kind": kind, "now": now})
    return gained


def _read(con: duckdb.DuckDBPyConnection, path: Path, kind: str, archived: str | None) -> None:
    con.execute(_SQL["landed_empty"].format(landing=landing_query(kind)))
    if kind == "articles":
        con.execute(_SQL["landed_items"])
    try:
        if archived:
            con.execute(_SQL["archived"], {"file": str(path), "segment": archived})
        else:
            con.execute(_SQL["landed"], {"file": str(path)})
    except duckdb.Error as error:
        if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error):
            raise
        raise DamagedSegmentError(
            f"cannot read the segment {path}: {str(error).splitlines()[0]}; it was left in place. Restore it from a "
            "backup, or read its inputs again, move it away and take its name out of the manifest beside it"
        ) from error


def _load(con: duckdb.DuckDBPyConnection, kind: str, run_id: str, *, closed: bool) -> Gained:
    if kind == "articles":
        return _load_articles(con, run_id)
    con.execute(_SQL[f"load_{kind}"], {"closed": closed} if kind == "fetches" else None)
    if kind == "fetches":
        con.execute(_SQL["load_sources"])
        learn(con, closed=closed)
    return Gained()


def _load_again(con: duckdb.DuckDBPyConnection, run_id: str) -> Gained:
    """Stored articles that newer rules have read: who they are is known, and what was found is put in place."""
    con.execute(_SQL["again"])
    con.execute(_SQL["found"])
    con.execute(_SQL["again_changes"], {"run_id": run_id})
    con.execute(_SQL["again_keys"])
    _replace(con)
    con.execute(_SQL["pending"])
    return Gained()


def _load_articles(con: duckdb.DuckDBPyConnection, run_id: str) -> Gained:
    identities = identify(con)
    con.execute("CREATE OR REPLACE TEMP TABLE identities (item_id VARCHAR, article_id VARCHAR)")
    if identities.articles:
        con.executemany("INSERT INTO identities VALUES (?, ?)", identities.articles)
    if identities.merged:
        _give_way(con, identities.merged, run_id)
    for name in (
        "candidates",
        "keys",
        "versions",
        "sightings",
        "newest",
        "replacing",
        "found",
        "seen_before",
        "seen_again",
    ):
        con.execute(_SQL[name])
    for name in ("changed_versions", "changed_dates"):
        con.execute(_SQL[name], {"run_id": run_id})
    _replace(con)
    if identities.merged:
        con.execute(_SQL["times"])
    con.execute(_SQL["pending"])
    articles, versions = con.execute(_SQL["gained"]).fetchall()[0]
    return Gained(articles, versions)


def _give_way(con: duckdb.DuckDBPyConnection, merged: list[tuple[str, str]], run_id: str) -> None:
    con.execute("CREATE OR REPLACE TEMP TABLE merged (loser VARCHAR, keeper VARCHAR)")
    con.executemany("INSERT INTO merged VALUES (?, ?)", merged)
    con.execute(_SQL["giving_way"])
    con.execute(_SQL["give_way_returned"].format(landing=landing_query("articles")))
    for name in ("identities", "keys", "versions", "sightings", "sightings_in", "issues"):
        con.execute(_SQL[f"give_way_{name}"])
    con.execute(_SQL["give_way_changes"], {"run_id": run_id})
    leave_for_good(con, "SELECT loser FROM giving_way")
    con.execute(_SQL["give_way_pending"])
    for table in _OF_AN_ARTICLE:
        con.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT loser FROM giving_way)")


def _replace(con: duckdb.DuckDBPyConnection) -> None:
    former = "SELECT article_id FROM replacing WHERE NOT is_new"
    leave(con, former)
    for table in ("articles", *FOUND):
        con.execute(f"DELETE FROM {table} WHERE article_id IN ({former})")
    columns = con.execute("SELECT column_name FROM duckdb_columns() WHERE table_name = 'articles'").fetchall()
    con.execute(_SQL["insert_articles"].format(columns=", ".join(name for (name,) in columns)))
    for table in ("fingerprints", "passages", "date_mentions", "claims", "names", "figures", "pronouns"):
        con.execute(_SQL[f"insert_{table}"])
