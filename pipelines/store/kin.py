"""What the dated holders of marks say to everyone else who has them, by days.

Joined row by row these are a hundred million sums for 100,000 articles. A matrix of who hears which mark, times one of
which copy group says which day of a mark, is the same in a twentieth of the time: both are nearly empty.
"""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from pipelines.language.ordered import find
from pipelines.store.sql import beside
from pipelines.threads import in_threads

# Articles that hear at a time: bounds the memory, some 50 MB for each core.
_PORTION = 5_000

_SQL = beside(__file__)
_Columns = Mapping[str, NDArray[Any]]


class Said(NamedTuple):
    """Voices as a sparse matrix: a row for each of the `marks`, which are in order, a column for each of a copy group's
    days, in the order of the days.
    """

    marks: NDArray[np.uint64]
    days: NDArray[np.int64]
    groups: NDArray[np.uint64]
    weights: Any


def tell_mark_days(con: duckdb.DuckDBPyConnection) -> None:
    """Fill the temporary table `mark_days` from `voices` and `hearers`, for some thousand articles at a time."""
    voices = con.execute(_SQL["voices"]).fetchnumpy()
    if not len(voices["mark"]):
        return
    said = said_by(voices)
    for days in in_threads(partial(heard, said=said), _portions(con)):
        con.register("heard_days", pa.table(days))
        con.execute(_SQL["keep"])
        con.unregister("heard_days")


def said_by(voices: _Columns) -> Said:
    """Voices (mark, copy_group, day, weight; at least one) -> the matrix of them."""
    from scipy.sparse import csr_array

    marks, row = np.unique(voices["mark"], return_inverse=True)
    groups, group = np.unique(voices["copy_group"], return_inverse=True)
    columns, column = np.unique(voices["day"].astype(np.int64) * len(groups) + group, return_inverse=True)
    weights = csr_array((voices["weight"], (row, column)), shape=(len(marks), len(columns)))
    return Said(marks, columns // len(groups), groups[columns % len(groups)], weights)


def heard(hearers: _Columns, said: Said) -> _Columns:
    """Hearers (mark, number, copy_group; at least one) -> how much each hears for which day, and of that from one copy
    group, on average: number, day, weight, one. What its own copy group says does not count.
    """
    from scipy.sparse import csr_array

    numbers, first, row = np.unique(hearers["number"], return_index=True, return_inverse=True)
    mark, spoken_of = find(said.marks, hearers["mark"])
    row, mark = row[spoken_of], mark[spoken_of]
    # The indices of a row come in order, so that the sums do not depend on who else hears.
    hears = csr_array((np.ones(len(row)), (row, mark)), shape=(len(numbers), len(said.marks)))
    found = hears @ said.weights
    found.sort_indices()
    hearer = np.repeat(np.arange(len(numbers)), np.diff(found.indptr))
    others = said.groups[found.indices] != hearers["copy_group"][first][hearer]
    hearer, day, weight = hearer[others], said.days[found.indices[others]], found.data[others]
    starts = np.flatnonzero(np.r_[True, (hearer[1:] != hearer[:-1]) | (day[1:] != day[:-1])][: len(hearer)])
    weights = np.add.reduceat(weight, starts) if len(starts) else weight
    counts = np.diff(np.r_[starts, len(hearer)])
    return {
        "number": numbers[hearer[starts]],
        "day": day[starts],
        "weight": weights.round(6),
        "one": (weights / counts).round(6),
    }


def _portions(con: duckdb.DuckDBPyConnection) -> Iterator[_Columns]:
    """Those who hear something, with all that they hear."""
    ((last,),) = con.execute(_SQL["last"]).fetchall()
    for first in range(0, (last or 0) + 1, _PORTION):
        hearers = con.execute(_SQL["hearers"], {"first": first, "end": first + _PORTION}).fetchnumpy()
        if len(hearers["mark"]):
            yield hearers
