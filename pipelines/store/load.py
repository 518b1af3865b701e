"""Landed segments -> rows of the store, in one transaction. Loading a segment twice is loading it once."""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby
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
from pipelines.store.sql import beside, insert_pairs, transaction
from pipelines.tables import landing_query

# Tables that hold what the stages found in the newest version of an article.
FOUND = ("fingerprints", "date_mentions", "claims", "name_mentions", "figures", "pronouns")
_INSERTED = (
    "fingerprints", "passages", "date_mentions", "claims", "names", "figures", "pronouns", "text_names", "text_words",
)  # fmt: skip
# And those that derive from it, or that wait for it.
_OF_AN_ARTICLE = (
    "articles", *FOUND, "date_evidence", "pending", "article_versions", "article_keys", "sightings", "quality_issues",
    "story_names",
)  # fmt: skip

# Segments of one run that are loaded as one, in one transaction: half of the work is the same for one and for ten. What
# they bring is so much that DuckDB writes it once, not into its log first.
TOGETHER = 10
# From so many articles on that wait to be derived the log is written out before: until then DuckDB keeps in memory what
# it has logged, and what follows from them needs the memory.
MANY = 20_000

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
    waiting, missing = landing.segments(data, _loaded(con))
    waiting += _without_forgotten(data, waiting)
    gained, damaged = _load_in_turn(con, waiting, now)
    if waiting and con.execute(_SQL["waiting"]).fetchall()[0][0] > MANY:
        con.execute("CHECKPOINT")
    return gained, missing + damaged


def load_early(con: duckdb.DuckDBPyConnection, folder: Path, *, now: datetime) -> Gained:
    """Load the articles that have landed in a run's folder before it is closed. What is damaged is left to be told by
    `load_landed`.
    """
    loaded = _loaded(con)
    landed = sorted(folder.glob("articles-*.parquet"))
    gained, _ = _load_in_turn(con, [path for path in landed if f"{folder.name}/{path.name}" not in loaded], now)
    return gained


def _loaded(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("SELECT segment FROM segments").fetchall()}


def _load_in_turn(
    con: duckdb.DuckDBPyConnection, paths: Iterable[Path], now: datetime
) -> tuple[Gained, list[DamagedSegmentError]]:
    """Load segments in their order, of those that can be loaded as one some at a time."""
    gained, damaged = Gained(), list[DamagedSegmentError]()
    for _, group in groupby(paths, key=_kind):
        alike = list(group)
        for first in range(0, len(alike), TOGETHER):
            brought, torn = _load_together(con, alike[first : first + TOGETHER], now)
            gained, damaged = gained.plus(brought), damaged + torn
    return gained, damaged


def _kind(path: Path) -> tuple[Path, str, bool, bool]:
    """What segments must have in common to be loaded as one."""
    return path.parent, kind_of(path.name), AGAIN in path.name, landing.is_closed(path)


def _load_together(
    con: duckdb.DuckDBPyConnection, paths: Sequence[Path], now: datetime
) -> tuple[Gained, list[DamagedSegmentError]]:
    """Load segments as one; where one of them is damaged, each by itself."""
    try:
        gained = load_segments(con, {f"{path.parent.name}/{path.name}": path for path in paths}, now=now)
    except DamagedSegmentError as error:
        if len(paths) == 1:
            return Gained(), [error]
        gained, damaged = Gained(), list[DamagedSegmentError]()
        for path in paths:
            alone, torn = _load_together(con, [path], now)
            gained, damaged = gained.plus(alone), damaged + torn
        return gained, damaged
    _log.info("segments loaded", extra={"fields": {"segments": len(paths), "new_articles": gained.articles}})
    return gained, []


def _without_forgotten(data: Path, waiting: list[Path]) -> list[Path]:
    """Take forgotten articles out of what is to be loaded; segments of refusals that tell of them."""
    stones = forgotten.read(data)
    refused: list[Path] = []
    for path in waiting if stones else ():
        if kind_of(path.name) == "articles":
            refused += forgotten.refuse(path, stones)
    return refused


def load_segments(
    con: duckdb.DuckDBPyConnection, files: Mapping[str, Path], *, now: datetime, archived: bool = False
) -> Gained:
    """Load finished segments of a kind and a run, given by name with their files, as if they were one. What is loaded
    already is left alone. Where they are `archived` the file of each is the archive that has it.

    Raises DamagedSegmentError where a file cannot be read; nothing is stored then, and the files stay.
    """
    with transaction(con):
        known = {name for (name,) in con.execute(_SQL["known"], {"names": list(files)}).fetchall()}
        new = {name: file for name, file in files.items() if name not in known}
        return _load_segments(con, new, now, archived) if new else Gained()


def _load_segments(con: duckdb.DuckDBPyConnection, files: Mapping[str, Path], now: datetime, archived: bool) -> Gained:
    """The same within a transaction, of what is not loaded yet."""
    name, file = next(iter(files.items()))
    run_id, kind = name.split("/")[0], kind_of(name)
    rows = _read(con, files, kind, archived)
    closed = archived or landing.is_closed(file)
    gained = _load_again(con, run_id) if AGAIN in name else _load(con, kind, run_id, closed=closed)
    done = {"names": list(rows), "rows": list(rows.values()), "run_id": run_id, "kind": kind, "now": now}
    con.execute(_SQL["segments_done"], done)
    return gained


def _read(con: duckdb.DuckDBPyConnection, files: Mapping[str, Path], kind: str, archived: bool) -> dict[str, int]:
    """Fill the temporary table `landed`; how many rows each segment has."""
    con.execute(_SQL["landed_empty"].format(landing=landing_query(kind)))
    if kind == "articles":
        con.execute(_SQL["landed_items"])
    paths = sorted({str(file) for file in files.values()})
    try:
        if archived:
            con.execute(_SQL["archived"], {"files": paths, "segments": list(files)})
            counted = con.execute(_SQL["archived_rows"], {"files": paths, "segments": list(files)})
        else:
            con.execute(_SQL["landed"], {"files": paths})
            counted = con.execute(_SQL["landed_rows"], {"files": paths})
    except duckdb.Error as error:
        if isinstance(error, duckdb.OutOfMemoryException) or "No space left" in str(error):
            raise
        raise DamagedSegmentError(
            f"cannot read the segment {paths[0]}: {str(error).splitlines()[0]}; it was left in place. Restore it from "
            "a backup, or read its inputs again, move it away and take its name out of the manifest beside it"
        ) from error
    rows = dict(counted.fetchall())
    return {name: rows.get(name if archived else str(file), 0) for name, file in files.items()}


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
    insert_pairs(con, "identities", identities.articles)
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
    insert_pairs(con, "merged", merged)
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
    for table in _INSERTED:
        con.execute(_SQL[f"insert_{table}"])
