"""Names that few texts of some days have -> ties of texts that tell one event in words of their own.

Found after copies and before stories, by declared days: the day of publication is itself inferred from stories. An
undated text is tied by names that few texts have at all. One text speaks for its copies. Which names are rare follows
from the set of articles alone, so whoever shares a name with a text that came, changed or left is looked at again.
"""

import duckdb

from pipelines.store.sql import beside
from pipelines.version import RULE_VERSION

# Days between two reports of one event, and texts of so many days that may have a name for it to tell the event.
DAYS, RARE = 7, 4
# Such names that two texts must share. Of 446 agency reports of a month (../shared/evals/dating-wire) 3 of 4 tie 40
# pairs, nine in ten of them of one event; 2 of 6 make a chain of a fifth of all reports.
NAMES = 3

_SQL = beside(__file__)
_POLICIES = {"days": DAYS, "rare": RARE}


def tie_by_names(con: duckdb.DuckDBPyConnection) -> None:
    """Ties of the articles of `reach`, and of those for whom a name has become rare or common by them.

    Whose ties changed joins `start`.
    """
    for statement in ("forget_names", "take_names", "voices", "stirred"):
        con.execute(_SQL[statement])
    for statement in ("retied", "rare"):
        con.execute(_SQL[statement], _POLICIES)
    for statement in ("former_ties", "forget_ties"):
        con.execute(_SQL[statement])
    con.execute(_SQL["ties"], {"days": DAYS, "names": NAMES})
    con.execute(_SQL["keep_ties"], {"rule_version": RULE_VERSION})
    con.execute(_SQL["start_again"])
