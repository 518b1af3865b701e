"""What follows from the whole store, for what changed: links, stories, dates, names, claim groups, in this order.

One transaction: killed before its end, the next run does it again, because the articles still wait in `pending`.
"""

import duckdb

from pipelines.store.claim_groups import group_claims
from pipelines.store.dating import infer_dates
from pipelines.store.links import done, link
from pipelines.store.names import tell_names
from pipelines.store.sql import transaction
from pipelines.store.stories import group_stories, tell_stories


def derive(con: duckdb.DuckDBPyConnection, run_id: str) -> int:
    """Derive everything for the articles that wait; gives how many there were."""
    waiting: int = con.execute("SELECT count(*) FROM pending WHERE step = 'derive'").fetchall()[0][0]
    if not waiting:
        return 0
    with transaction(con):
        link(con)
        group_stories(con, run_id)
        infer_dates(con, run_id)
        tell_stories(con)
        tell_names(con)
        group_claims(con, run_id)
        con.execute(
            "INSERT INTO pending SELECT article_id, 'check' FROM touched EXCEPT SELECT article_id, step FROM pending"
        )
        con.execute("DELETE FROM pending WHERE step = 'derive'")
        done(con)
    return waiting
