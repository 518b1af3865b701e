"""The frozen list of boilerplate: words that so many texts have that they tie nobody.

A list is what it was learnt from, a named set of articles, and never what is stored: counted in the store it would
change with every article, and with it the ties of all others. Its file ships empty. A list with another version makes
the next run find every tie anew.
"""

import csv
from functools import cache
from typing import NamedTuple

import duckdb
import numpy as np

from pipelines.language.fingerprint import Hashes, shingles_in, words_of
from pipelines.resources import folder
from pipelines.store.sql import beside, transaction

_SQL = beside(__file__)


class Boilerplate(NamedTuple):
    """A version of the list, 0 of the empty one, and the hashes of its shingles."""

    version: int
    shingles: Hashes


@cache
def boilerplate() -> Boilerplate:
    """The list in schemas/terms/boilerplate.csv: all rows of one version, each with the words of a shingle or more."""
    with (folder("schemas") / "terms" / "boilerplate.csv").open(encoding="utf-8", newline="") as file:
        return listed(list(csv.DictReader(file)))


def listed(rows: list[dict[str, str]]) -> Boilerplate:
    """The list that such rows make."""
    if not rows:
        return Boilerplate(0, np.empty(0, dtype=np.uint64))
    (version,) = {int(row["version"]) for row in rows}
    return Boilerplate(version, np.unique(np.concatenate([shingles_in(words_of(row["words"])) for row in rows])))


def todays(con: duckdb.DuckDBPyConnection) -> Hashes:
    """Today's list; where the stored ties were found by another one, everybody waits to be linked anew."""
    version, shingles = boilerplate()
    if con.execute(_SQL["version"]).fetchall() != [(version,)]:
        with transaction(con):
            con.execute(_SQL["wait"])
            con.execute(_SQL["forget"])
            if version:
                con.execute(_SQL["told"], {"version": version})
    return shingles
