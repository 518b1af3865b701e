"""Articles with their mentions and stories -> the days that they were published on, with evidence.

A day is as probable as the witnesses make it together: the declared day, the dated texts of the same story, those that
share rare names or passages with it (its kin), the weekdays that the text names, the dates that it tells as past, the
time it was first seen. A function of the stored articles alone, worked out in sets (dating.sql) over whole stories in
which anything changed and over their kin.
"""

from collections.abc import Sequence

import duckdb
import pyarrow as pa

from pipelines.language.mentions import date_mentions
from pipelines.records import DateMention
from pipelines.resources import folder
from pipelines.store.sql import beside

_SQL = beside(__file__)
_TABLES = (
    "near_marks", "to_date", "holders", "heard", "dated", "named", "fits", "texts", "anchors", "story_days",
    "story_mass", "neighbourhoods", "mark_days", "kin", "kin_names", "kin_mass", "candidates", "disputes", "posteriors",
    "intervals", "inferred", "verdicts",
)  # fmt: skip
# Texts whose mentions are resolved again at a time: bounds the memory, some 10 MB.
_AT_A_TIME = 1000


def infer_dates(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Date the articles of the temporary table `touched` and their kin, within the transaction of the caller.

    Stories of theirs in which a day changes join `touched`.
    """
    con.execute(_SQL["macros"])
    likelihood = folder("schemas") / "terms" / "weekday_likelihood.csv"
    con.execute(_SQL["weekday_likelihood"], {"file": str(likelihood)})
    for table in _TABLES:
        con.execute(_SQL[table])
    con.execute(_SQL["touch_kin"])
    con.execute(_SQL["changed"], {"run_id": run_id})
    for statement in ("forget_kin", "write", "forget_evidence", "tell_evidence"):
        con.execute(_SQL[statement])
    _resolve_again(con)
    for table in (*_TABLES, "weekday_likelihood"):
        con.execute(f"DROP TABLE {table}")


def _resolve_again(con: duckdb.DuckDBPyConnection) -> None:
    """Read the mentions anew of texts whose day is another than the one that they were read against."""
    stale = [row[0] for row in con.execute(_SQL["stale_mentions"]).fetchall()]
    for first in range(0, len(stale), _AT_A_TIME):
        texts = con.execute(_SQL["stale_texts"], {"ids": stale[first : first + _AT_A_TIME]}).fetchall()
        rows = [(article_id, *mention) for article_id, text, day in texts for mention in date_mentions(text, day)]
        con.register("resolved", _table(rows))
        con.execute("DELETE FROM date_mentions WHERE article_id IN (SELECT article_id FROM resolved)")
        con.execute("INSERT INTO date_mentions BY NAME SELECT * FROM resolved")
        con.unregister("resolved")


def _table(rows: Sequence[tuple[object, ...]]) -> pa.Table:
    names = ("article_id", *DateMention._fields)
    columns = list(zip(*rows, strict=True)) or [()] * len(names)
    types = [pa.int32() if name in ("start", "end_") else pa.string() for name in names]
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, types, strict=True)], list(names))
