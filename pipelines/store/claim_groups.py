"""Claims of changed stories -> the same claim across articles, and how two of them differ.

Order-free: a pure function of the stored claims of each story. Similarity groups, but never decides that two claims
disagree: relations come from comparing figures, negation and words.
"""

from pathlib import Path

import duckdb

from pipelines.store.claim_relations import relations
from pipelines.store.claim_slots import slot_relations
from pipelines.store.components import components
from pipelines.store.figures import figure_relations
from pipelines.store.sql import beside, statements

# Share of the smaller claim's terms that the other must have; claims of fewer than `small` terms must be contained
# wholly. Terms that a shared figure needs beside it: `big` for figures from a hundred on, whatever their units, `few`
# for others, with the same unit. Set on the seeds and on news that tells one event in several wordings.
SAME_CLAIM = {"containment": 0.75, "small": 5, "big": 2, "few": 4}

# Figures are compared where so many of the words next to them are the same, and of all of them this share. Set on news
# of one month: below, other things are compared.
SAME_FIGURE = {"words": 3, "likeness": 0.33, "known": 0.25}
# Quotes are compared from so many words on, where they have this share of the shorter's words in common.
SAME_QUOTE = {"words": 6, "share": 0.75}
WINDOW = 30  # days


def group_claims(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Replace groups and relations of the claims of `touched` (articles of changed stories, whole stories), within the
    open transaction. `run_id` names the run; the outcome does not depend on it.
    """
    sql = beside(__file__)
    for statement in ("work", "keys", "pairs", "updates", "parts"):
        con.execute(sql[statement])
    _across_stories(con)
    same = con.execute(sql["same"], SAME_CLAIM).fetchall()
    _insert(con, "claim_parts", sorted(components(same).items()))
    for statement in ("grouped", "forget_groups", "assign", "groups", "forget_relations", "forget_figures"):
        con.execute(sql[statement])
    _insert(con, "figure_relations", sorted(figure_relations(con)))
    _insert(con, "claim_relations", sorted({*relations(con), *slot_relations(con)}))
    con.execute(sql["figures_of_claims"])


def _across_stories(con: duckdb.DuckDBPyConnection) -> None:
    """Make the pairs of figures and of quotes, those of two stories among them."""
    beside_this = Path(__file__)
    figures = statements(beside_this.with_name("figures.sql"))
    con.execute(figures["figures"], {"window": WINDOW})
    con.execute(figures["figure_pairs"], {"window": WINDOW} | SAME_FIGURE)
    quotes = statements(beside_this.with_name("claim_quotes.sql"))
    con.execute(quotes["quotes"], {"window": WINDOW, "words": SAME_QUOTE["words"]})
    con.execute(quotes["quote_pairs"], {"window": WINDOW, "share": SAME_QUOTE["share"]})


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Insert rows in one statement, their columns as parameters."""
    if rows:
        columns = [list(column) for column in zip(*rows, strict=True)]
        con.execute(f"INSERT INTO {table} SELECT {', '.join('unnest(?)' for _ in columns)}", columns)
