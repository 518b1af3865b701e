"""Articles with their mentions and stories -> the days that they were published on, with evidence.

A day is as probable as the witnesses make it together: the declared day, the dated texts of the same story, those that
share rare names or passages with it (its kin), the weekdays that the text names, the dates that it tells as past, the
time it was first seen. A story here is one by copies and quotes: ties by names come from declared days. A function of
the stored articles alone, worked out in sets (dating_*.sql) over whole stories in which anything changed and their kin.
"""

from collections.abc import Sequence
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.language.mentions import date_mentions
from pipelines.records import DateMention
from pipelines.resources import folder
from pipelines.store.components import components
from pipelines.store.kin import tell_mark_days
from pipelines.store.sql import beside, insert_pairs, statements
from pipelines.store.temporary import let_go, passing

_SQL = beside(__file__)
_HERE = Path(__file__).parent
# The temporary tables, each from those before it: who is to be dated, what the texts say by themselves, what their
# stories say, what their kin say and what of it they agree on, the days that all of it leaves, the declared days
# that it contradicts, the verdicts.
_STEPS = ("who", "texts", "stories", "voices", "kin", "candidates", "disputes", "days")
# What no step after reads, where it is large.
_LAST_READ = {
    "who": ("held_marks", "shared_marks"),
    "voices": ("voices", "hearers"),
    "candidates": ("kin_mass", "story_mass", "fits"),
    "disputes": ("holders",),
    "days": ("candidates", "posteriors"),
}
# Texts whose mentions are resolved again at a time: bounds the memory, some 10 MB.
_AT_A_TIME = 1000


def infer_dates(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Date the articles of the temporary table `touched` and their kin, within the transaction of the caller.

    Stories of theirs in which a day changes join `touched`.
    """
    with passing(con):
        _judge(con)
        con.execute(_SQL["touch_kin"])
        con.execute(_SQL["changed"], {"run_id": run_id})
        for statement in ("forget_kin", "write", "forget_evidence"):
            con.execute(_SQL[statement])
        con.execute(_told("evidence")["tell_evidence"])
        _resolve_again(con)


def _judge(con: duckdb.DuckDBPyConnection) -> None:
    """Leave the temporary table `verdicts`, and what it rests on."""
    policies = _told("policies")
    con.execute(policies["macros"])
    con.execute(_told("marks")["marks"])
    likelihood = folder("schemas") / "terms" / "weekday_likelihood.csv"
    con.execute(policies["weekday_likelihood"], {"file": str(likelihood)})
    for step in _STEPS:
        for query in _told(step).values():
            con.execute(query)
        if step == "who":
            _tell_text_stories(con)
        if step == "voices":
            tell_mark_days(con)
        let_go(con, *_LAST_READ.get(step, ()))


def _tell_text_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Stories by text alone, for those whose days are looked at: the connected components of their ties."""
    insert_pairs(con, "text_stories", components(con.execute("FROM told_alike").fetchall()).items())


def _told(part: str) -> dict[str, str]:
    """The statements of one part of the model."""
    return statements(_HERE / f"dating_{part}.sql")


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
