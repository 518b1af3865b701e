"""Verified ties -> copy groups and stories: their connected components.

Only what the changed articles reach is looked at; an id of a story is the smallest id in it, so neither depends on the
order of arrival.
"""

import duckdb
import pyarrow as pa

from pipelines.store.components import components
from pipelines.store.name_ties import tie_by_names
from pipelines.store.sql import beside

_SQL = beside(__file__)


def group_stories(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Place every article that the changed ones reach. Leaves the temporary table `touched`: whole stories."""
    for statement in ("start", "reach"):
        con.execute(_SQL[statement])
    _components(con, "copies", copies=True)
    con.execute(_SQL["copy_changes"], {"run_id": run_id})
    con.execute(_SQL["place_copies"])
    tie_by_names(con)
    con.execute(_SQL["reach"])
    _components(con, "placed", copies=False)
    con.execute(_SQL["story_changes"], {"run_id": run_id})
    for statement in ("forget_stories", "place", "touched"):
        con.execute(_SQL[statement])


def _components(con: duckdb.DuckDBPyConnection, statement: str, *, copies: bool) -> None:
    """Run a statement that reads `components`, those of the ties within `reach`."""
    members = components(con.execute(_SQL["ties"], {"copies": copies}).fetchall())
    con.register("components", pa.table({"member": list(members), "component": list(members.values())}, _COMPONENTS))
    con.execute(_SQL[statement])
    con.unregister("components")


def tell_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Rows of `stories` for the touched articles, once their dates are known."""
    con.execute(_SQL["tell_stories"])


_COMPONENTS = pa.schema([("member", pa.string()), ("component", pa.string())])
