"""What follows from the whole store, for what changed: links, stories, dates, names, claim groups, in this order.

One transaction: killed before its end, the next run does it again, because articles wait in `pending`, and
what texts that left shared with others in `passages_left` and `names_left`.
"""

import duckdb

from pipelines.store.boilerplate import todays
from pipelines.store.claim_groups import group_claims
from pipelines.store.dating import infer_dates
from pipelines.store.index import keep_up
from pipelines.store.links import done, link
from pipelines.store.names import tell_names
from pipelines.store.sql import transaction
from pipelines.store.stories import group_stories, tell_stories

# How many articles wait, and whether texts left that had to do with others.
_WAITING = """
SELECT count(*) FILTER (step = 'derive'), count(*) FILTER (step = 'link') > 0
    OR EXISTS (FROM passages_left) OR EXISTS (FROM names_left)
    OR EXISTS (FROM article_periods ANTI JOIN articles USING (article_id))
FROM pending
"""


def derive(con: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Derive everything for the articles that wait; gives how many there were."""
    keep_up(con)
    ties_nobody = todays(con)
    waiting: int
    left: bool
    waiting, left = con.execute(_WAITING).fetchall()[0]
    if not waiting and not left:
        return 0
    with transaction(con):
        link(con, ties_nobody)
        group_stories(con, run_id)
        infer_dates(con, run_id)
        tell_stories(con)
        tell_names(con)
        group_claims(con, run_id)
        con.execute(
            "INSERT INTO pending SELECT article_id, 'check' FROM touched EXCEPT SELECT article_id, step FROM pending"
        )
        con.execute("DELETE FROM pending WHERE step = 'derive'; DELETE FROM names_left")
        done(con)
    return waiting
