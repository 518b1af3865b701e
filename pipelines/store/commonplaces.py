"""Articles that changed -> those near enough to be compared with, and what too many of them have to be a sign.

Counted within fixed periods of the calendar, so what is a commonplace follows from the stored articles alone and not
from those at hand. Whoever has words that became one, or ceased to be one, is compared anew.
"""

import duckdb

from pipelines.store.sql import beside

# Figures and quotes of two stories are compared within so many days, and counted by periods as long: then whoever is
# near enough stands in the same period or in one beside it.
WINDOW = 30

_SQL = beside(__file__)


def compare_around(con: duckdb.DuckDBPyConnection) -> None:
    """Place the articles of `touched` in their periods, and take what changed there for `compared_anew`.

    Leaves `comparable`: the articles of these periods, of those beside them, and of their stories.
    """
    for statement in ("placed", "counted_periods", "forget_periods", "keep_periods", "comparable", "compared_anew"):
        con.execute(_SQL[statement], {"window": WINDOW} if statement == "placed" else None)


def tell_commonplaces(con: duckdb.DuckDBPyConnection, kind: str, most: int) -> None:
    """Keep what more than `most` rows of the kind's table of words have in one period.

    For whom that is new joins `compared_anew`.
    """
    con.execute(_SQL["turned"].format(kind=kind), {"kind": kind, "most": most})
    con.execute(_SQL["stirred"].format(kind=kind))
    con.execute(_SQL["forget_commonplaces"], {"kind": kind})
    con.execute(_SQL["keep_commonplaces"], {"kind": kind})
