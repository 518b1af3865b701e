"""Names of changed stories -> what the story calls each: a surname's full name, an acronym's law, the usual spelling.

A pure function of the stored names of each story, so the order of arrival does not show. Witnesses are copy groups.
"""

import duckdb

from pipelines.store.sql import beside
from pipelines.store.temporary import passing

_SQL = beside(__file__)


def tell_names(con: duckdb.DuckDBPyConnection) -> None:
    """Fill `story_canonical` of the names of `touched` (articles of changed stories, whole stories)."""
    with passing(con):
        for statement in _SQL.values():
            con.execute(statement)
