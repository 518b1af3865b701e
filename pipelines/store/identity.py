"""Items of a segment -> the articles that they are.

Two items are the same article when all the keys that both carry agree; when some agree and some do not, only where
their texts contain one another. Articles are the connected components of that relation, so the order of arrival does
not matter; the id is that of the oldest member, and an id that gives way is kept as a key.
"""

from typing import NamedTuple

import duckdb

from pipelines.store.components import components
from pipelines.store.sql import beside

SAME_ITEM_CONTAINMENT = 0.5  # tried on ../evals/feeds: changed GUIDs, shared GUIDs, edits and live pages come out right
# A key that more items carry than this says nothing about which article it is.
COMMON_KEY = 100

_SQL = beside(__file__)
_ITEM = "item:"  # keeps the names of items apart from those of stored articles


class Identities(NamedTuple):
    """`articles`: (item_id, article_id) where they differ; `merged`: (article_id that gives way, that stays)."""

    articles: list[tuple[str, str]]
    merged: list[tuple[str, str]]


def identify(con: duckdb.DuckDBPyConnection) -> Identities:
    """Who the items of the temporary table `landed` are; leaves `incoming` and `item_keys` for the loader."""
    for name in ("items", "item_keys"):
        con.execute(_SQL[name])
    con.execute(_SQL["meetings"], {"common_key": COMMON_KEY})
    con.execute(_SQL["judged"])
    same = con.execute(_SQL["same"], {"same_item": SAME_ITEM_CONTAINMENT}).fetchall()
    if not same:
        return Identities([], [])
    groups = components((_ITEM + a, b if stored else _ITEM + b) for a, b, stored in same)
    oldest: dict[str, str] = {}
    for name, stored in con.execute(_SQL["seniority"]).fetchall():
        node = name if stored else _ITEM + name
        if node in groups:
            oldest.setdefault(groups[node], node)
    named = [(node, oldest[group].removeprefix(_ITEM)) for node, group in sorted(groups.items())]
    return Identities(
        [(node.removeprefix(_ITEM), name) for node, name in named if node.startswith(_ITEM)],
        [(node, name) for node, name in named if not node.startswith(_ITEM) and node != name],
    )
