"""What is known of feeds, in the store: read before a round, learned anew from each segment of fetches."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import duckdb
import pyarrow as pa

from pipelines.feeds.state import FeedState, fresh, learned
from pipelines.records import Fetch

_FIELDS = ", ".join(FeedState._fields)
_STATES = f"SELECT {_FIELDS} FROM sources WHERE asked_at IS NOT NULL"
# What brought articles says something of its feed only where all of them landed.
_ASKED = "SELECT {fields} FROM landed WHERE kind != 'page' AND address IS NOT NULL AND ($closed OR outcome != 'read')"
_LEARN = f"""
UPDATE sources SET {", ".join(f"{name} = known.{name}" for name in FeedState._fields if name != "source_id")}
FROM known_feeds known WHERE sources.source_id = known.source_id
"""


_SETTLED = """
SELECT item FROM fetches
WHERE kind = 'page' AND counted AND item IS NOT NULL AND fetched_at > $now::TIMESTAMPTZ - INTERVAL 60 DAYS
  AND (outcome != 'failed' OR regexp_matches(reason, '^http_4') AND reason != 'http_429')
"""


class Known(NamedTuple):
    """What is known of feeds by source, and the marks of entries whose pages are not to be read again.

    A page that could not be had for a passing reason is tried again; so is what was read before 60 days: few feeds list
    an entry for longer.
    """

    states: Mapping[str, FeedState] = MappingProxyType({})
    settled: frozenset[str] = frozenset()


def known(data: Path, now: datetime) -> Known:
    """What is known of the feeds by the store of a data folder. To be asked by who holds its lock."""
    from pipelines.store.writer import writer

    if not (data / "store.duckdb").exists():
        return Known()
    with writer(data, now=now) as con:
        return Known(states(con), settled(con, now))


def settled(con: duckdb.DuckDBPyConnection, now: datetime) -> frozenset[str]:
    """The marks of entries whose pages are not to be read again."""
    return frozenset(mark for (mark,) in con.execute(_SETTLED, {"now": now}).fetchall())


def published(data: Path, now: datetime) -> Known:
    """What the published file knows of the feeds; nothing where there is none. Needs no lock."""
    from pipelines.store.publish import PUBLISHED

    if not (data / PUBLISHED).exists():
        return Known()
    with duckdb.connect(str(data / PUBLISHED), read_only=True) as con:
        con.execute("SET TimeZone = 'UTC'")
        return Known(states(con), settled(con, now))


def states(con: duckdb.DuckDBPyConnection) -> dict[str, FeedState]:
    """What is known of the feeds, by source."""
    return {state.source_id: state for state in map(_state, con.execute(_STATES).fetchall())}


def learn(con: duckdb.DuckDBPyConnection, *, closed: bool) -> None:
    """Take in what the requests in `landed` say of their feeds; `closed` where their articles landed as well."""
    rows = con.execute(_ASKED.format(fields=", ".join(Fetch._fields)), {"closed": closed}).fetchall()
    fetches = [_fetch(row) for row in rows]
    if not fetches:
        return
    known = states(con)
    of_a_feed: dict[tuple[str, str], list[Fetch]] = {}
    for fetch in fetches:
        of_a_feed.setdefault((fetch.source_id, fetch.ref), []).append(fetch)
    # The last of a source's addresses counts, should it have had more than one.
    after: dict[str, FeedState] = {}
    for (source_id, url), its in of_a_feed.items():
        after[source_id] = learned(_before(source_id, url, known), its)
    con.register("known_feeds_rows", _table(con, after))
    try:
        con.execute("CREATE OR REPLACE TEMP TABLE known_feeds AS FROM known_feeds_rows")
        con.execute(_LEARN)
    finally:
        con.unregister("known_feeds_rows")


def _before(source_id: str, url: str, known: Mapping[str, FeedState]) -> FeedState:
    state = known.get(source_id)
    return state if state is not None and state.url == url else fresh(source_id, url)


def _table(con: duckdb.DuckDBPyConnection, after: Mapping[str, FeedState]) -> pa.Table:
    schema = con.sql(f"SELECT {_FIELDS} FROM sources LIMIT 0").to_arrow_table().schema
    columns = zip(*after.values(), strict=True)
    arrays = [pa.array(column, kind) for column, kind in zip(columns, schema.types, strict=True)]
    return pa.Table.from_arrays(arrays, schema=schema)


def _state(row: tuple) -> FeedState:
    state = FeedState(*row)
    return state._replace(skip_hours=tuple(state.skip_hours or ()), skip_days=tuple(state.skip_days or ()))


def _fetch(row: tuple) -> Fetch:
    fetch = Fetch(*row)
    return fetch._replace(skip_hours=tuple(fetch.skip_hours or ()), skip_days=tuple(fetch.skip_days or ()))
