"""Claims of changed stories -> the same claim across articles, and how two of them differ.

Order-free: a pure function of the stored claims of each story. Similarity groups, but never decides that two claims
disagree: relations come from comparing figures, negation and words.
"""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.garbage import garbage_kept
from pipelines.language.wordings import MIN_SAME
from pipelines.store.claim_relations import relations
from pipelines.store.claim_slots import slot_relations
from pipelines.store.commonplaces import WINDOW, compare_around, tell_commonplaces
from pipelines.store.components import components
from pipelines.store.figures import ALONE, ALONE_WORDS, compared, figure_relations
from pipelines.store.sql import beside, rows, statements
from pipelines.store.temporary import let_go, passing

# Share of the smaller claim's terms that the other must have; claims of fewer than `small` terms must be contained
# wholly. Terms that a shared figure needs beside it: `big` for figures from a hundred on, whatever their units, `few`
# for others, with the same unit. Set on the seeds and on news that tells one event in several wordings.
SAME_CLAIM = {"containment": 0.75, "small": 5, "big": 2, "few": 4}
# Of wordings that share less than this of the smaller's terms, and no figure, nothing is told.
LEAST_SHARED = 0.5

# Figures are compared where so many of the words next to them are the same, and of all of them this share. Set on news
# of one month: below, other things are compared. Words beside a unit that more have say nothing.
SAME_FIGURE = {"words": 3, "likeness": 0.33, "known": 0.25, "alone": ALONE, "alone_words": ALONE_WORDS}
COMMON_FIGURES = 60
# Quotes are compared where they share so many words in a row, and this part of the shorter's words, or in one story so
# many terms and this part of them. Words in a row that more have say nothing.
QUOTE_RUN = 4
SAME_QUOTE = {"share": 0.75, "terms": 3, "share_of_terms": LEAST_SHARED}
COMMON_QUOTES = 40

_HERE = Path(__file__)
_SQL = beside(__file__)
_FIGURES, _QUOTES = (statements(_HERE.with_name(name)) for name in ("figures.sql", "claim_quotes.sql"))


@garbage_kept()
def group_claims(con: duckdb.DuckDBPyConnection, run_id: str) -> None:
    """Replace groups and relations of the claims of `touched` (articles of changed stories, whole stories), within the
    open transaction. `run_id` names the run; the outcome does not depend on it.
    """
    with passing(con):
        con.execute(_SQL["updates"])
        _gather(con)
        con.execute(_FIGURES["figure_pairs"], {"window": WINDOW} | SAME_FIGURE)
        with ThreadPoolExecutor(1, "figures") as beside:  # what Python does with figures, while DuckDB looks for claims
            told = beside.submit(figure_relations, compared(con))
            let_go(con, "figure_words", "near_figures")
            con.execute(_QUOTES["quote_pairs"], {"window": WINDOW} | SAME_QUOTE)
            let_go(con, "quote_words")
            _group(con)
        _insert(con, "figure_relations", told.result())
        _insert(con, "claim_relations", sorted({*relations(con), *slot_relations(con)}))
        con.execute(_SQL["figures_of_claims"])


def _gather(con: duckdb.DuckDBPyConnection) -> None:
    """The figures and quotes to be compared, those of two stories among them, and by what they may be found."""
    compare_around(con)
    con.execute(_FIGURES["figures"])
    con.execute(_FIGURES["figure_words"], {"words": SAME_FIGURE["words"]})
    con.execute(_QUOTES["quotes"], {"words": MIN_SAME})
    con.execute(_QUOTES["quote_words"], {"run": QUOTE_RUN})
    tell_commonplaces(con, "figure", COMMON_FIGURES)
    tell_commonplaces(con, "quote", COMMON_QUOTES)


def _group(con: duckdb.DuckDBPyConnection) -> None:
    """Make the groups of the claims of each story, and take away what was known of their relations."""
    con.execute(_SQL["work"])
    con.execute(_SQL["keys"])
    con.execute(_SQL["pairs"], {"share": LEAST_SHARED})
    con.execute(_SQL["parts"])
    same = components(rows(con, _SQL["same"], SAME_CLAIM))
    _insert(con, "claim_parts", sorted(same.items()))
    for statement in (
        "grouped", "forget_groups", "assign", "groups", "forget_relations", "forget_compared", "forget_figures",
    ):  # fmt: skip
        con.execute(_SQL[statement])


def _insert(con: duckdb.DuckDBPyConnection, table: str, rows: list[tuple]) -> None:
    """Insert rows of all the columns of a table, in its order."""
    if rows:
        columns = [pa.array(column) for column in zip(*rows, strict=True)]
        con.register("told", pa.table(columns, [str(number) for number in range(len(columns))]))
        con.execute(f"INSERT INTO {table} FROM told")
        con.unregister("told")
