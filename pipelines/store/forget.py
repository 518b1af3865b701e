"""A takedown: an article out of the segments, the archive and the store, in this order, so that a kill loses no way on.

The store's file holds the bytes of deleted rows until it is written anew: rewrite.py does that afterwards.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pyarrow.parquet as pq

from pipelines.language.fingerprint import shingles_in, words_of
from pipelines.store import forgotten
from pipelines.store.archive import archives
from pipelines.store.forgotten import Tombstone
from pipelines.store.leaving import leave_for_good
from pipelines.store.sql import beside, transaction
from pipelines.store.text_runs import forget_runs

# So many shingles shared with a forgotten text, and words of it are being quoted.
_QUOTED = 3
_OF_AN_ARTICLE = (
    "fingerprints", "date_mentions", "date_evidence", "claims", "name_mentions", "figures",
    "pronouns", "story_names", "pending", "article_versions", "article_keys",
    "sightings", "quality_issues", "waivers", "true_dates", "changes", "articles",
)  # fmt: skip

_SQL = beside(__file__)
_log = logging.getLogger("dateline.forget")


def tombstone(con: duckdb.DuckDBPyConnection, article: str, day: date) -> Tombstone:
    """What a stored article is known by, in hashes."""
    keys = con.execute(_SQL["keys"], {"article": article}).fetchall()
    versions = con.execute(_SQL["versions"], {"article": article}).fetchall()
    return Tombstone(
        article_id=article,
        day=str(day),
        keys=tuple(key for key, _, shared in keys if not shared),
        shared_keys=tuple(key for key, _, shared in keys if shared),
        has_urls=any(kind == "url" for _, kind, _ in keys),
        versions=tuple(version for version, shared in versions if not shared),
        shared_versions=tuple(version for version, shared in versions if shared),
    )


def copies(con: duckdb.DuckDBPyConnection, article: str) -> list[str]:
    """Articles that have most of its words, and stay."""
    return [name for (name,) in con.execute(_SQL["copies"], {"article": article}).fetchall()]


def forget(con: duckdb.DuckDBPyConnection, data: Path, stones: Iterable[Tombstone], run_id: str) -> None:
    """Delete what the tombstones name from every file that Dateline keeps, but for the free pages of the store."""
    stones = tuple(stones)
    ids = [stone.article_id for stone in stones]
    texts = [text for (text,) in con.execute(_SQL["texts"], {"ids": ids}).fetchall()]
    tells = _teller(texts)
    for file in (*sorted((data / "landing").glob("*/articles-*.parquet")), *archives(data, "articles")):
        gone = forgotten.strip(file, stones)
        _log.info("looked through", extra={"fields": {"file": file.name, "forgotten": gone}})
    for file in (*sorted((data / "landing").glob("*/rejects-*.parquet")), *archives(data, "rejects")):
        _blank(file, tells)
    with transaction(con):
        _delete(con, ids, run_id)
        _blank_stored(con, tells)
        _blank_findings(con, tells)


def _delete(con: duckdb.DuckDBPyConnection, ids: list[str], run_id: str) -> None:
    con.execute(_SQL["leaving"], {"ids": ids})
    leave_for_good(con, "SELECT article_id FROM leaving")
    for name in ("relations", "groups", "stories"):
        con.execute(_SQL[name], {"ids": ids})
    con.execute(_SQL["observed"])
    for table in _OF_AN_ARTICLE:
        con.execute(f"DELETE FROM {table} WHERE article_id IN (SELECT unnest($ids))", {"ids": ids})
    con.execute(_SQL["changes"], {"run_id": run_id, "ids": ids})
    forget_runs(con)


def _blank(file: Path, tells: Callable[[str | None], bool]) -> None:
    payloads = pq.read_table(file, columns=["payload"])["payload"].to_pylist()
    kept = [not tells(payload) for payload in payloads]
    if not all(kept):
        forgotten.rewrite(file, kept, payloads=False)


def _blank_stored(con: duckdb.DuckDBPyConnection, tells: Callable[[str | None], bool]) -> None:
    hits = [name for name, payload in con.execute(_SQL["payloads"]).fetchall() if tells(payload)]
    con.execute("UPDATE rejects SET payload = NULL WHERE reject_id IN (SELECT unnest(?))", [hits])


def _blank_findings(con: duckdb.DuckDBPyConnection, tells: Callable[[str | None], bool]) -> None:
    """Findings in other articles lose the words; the check that follows tells those anew that still hold."""
    hits = [row[:3] for row in con.execute(_SQL["findings"]).fetchall() if tells(row[3])]
    for key in hits:
        con.execute(_SQL["blank_finding"], [*key])
        con.execute(_SQL["forget_finding"], [*key])


def _teller(texts: list[str]) -> Callable[[str | None], bool]:
    """Whether words of one of the texts stand in some other words."""
    known = [shingles_in(words_of(text)) for text in texts]
    short = [" ".join(words_of(text)) for text in texts if len(words_of(text)) < _QUOTED + 2]

    def tells(words: str | None) -> bool:
        if not words:
            return False
        asked = words_of(words)
        shingles = shingles_in(asked)
        return any(text and text in " ".join(asked) for text in short) or any(
            len(np.intersect1d(shingles, one)) >= _QUOTED for one in known
        )

    return tells
