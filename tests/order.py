"""Whether the order of arrival shows, over thousands of articles: python -m tests.order ARTICLES.parquet [SPLITS].

The articles are read once, then loaded and derived in one batch, and again shuffled and cut at random, SPLITS times
(3). Every table must come out equal but for the columns that tests/comparing.py lists, or the exit status is 1.
"""

import random
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.run import Job, ingest
from pipelines.store import landing
from pipelines.store.derive import derive
from pipelines.store.load import load_landed
from pipelines.store.writer import writer
from tests.comparing import contents

SEEN = datetime(2026, 11, 1, tzinfo=UTC)
MOST_BATCHES = 12


def main(file: Path, splits: int = 3) -> int:
    """Print what is compared, and what differs."""
    with TemporaryDirectory() as folder:
        ingest(Job(Path(folder, "read"), (str(file),), SEEN))
        landed = pa.concat_tables(map(pq.read_table, sorted(Path(folder).glob("read/landing/*/articles-*.parquet"))))
        print(f"{landed.num_rows:,} articles")
        whole = _tables(Path(folder, "whole"), [landed])
        print(", ".join(f"{len(rows):,} {table}" for table, rows in whole.items()))
        differ = False
        for seed in range(splits):
            begun = time.process_time()
            batches = list(_cut(landed, random.Random(seed)))
            found = _tables(Path(folder, str(seed)), batches)
            other = {table: len({*rows} ^ {*found[table]}) for table, rows in whole.items() if rows != found[table]}
            differ |= bool(other)
            print(f"{len(batches)} batches, {time.process_time() - begun:.0f} s CPU: {other or 'equal'}", flush=True)
            for table in other:
                _show(table, {*whole[table]} - {*found[table]}, {*found[table]} - {*whole[table]})
    return int(differ)


def _show(table: str, whole: set[str], split: set[str]) -> None:
    """A few rows that differ, from a little before the first place where they do."""
    for one, other in list(zip(sorted(whole), sorted(split), strict=False))[:4]:
        differs = next(n for n, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1])
        first = max(0, differs - 60)
        print(f"  {table} whole …{one[first : first + 200]}\n  {table} split …{other[first : first + 200]}")


def _cut(landed: pa.Table, chance: random.Random) -> Iterator[pa.Table]:
    """The rows in another order, in a few batches."""
    order = chance.sample(range(landed.num_rows), landed.num_rows)
    edges = sorted(chance.sample(range(1, landed.num_rows), chance.randint(2, MOST_BATCHES)))
    for first, end in zip([0, *edges], [*edges, landed.num_rows], strict=True):
        yield landed.take(order[first:end])


def _tables(data: Path, batches: list[pa.Table]) -> dict[str, list[str]]:
    for number, batch in enumerate(batches):
        at = SEEN + timedelta(minutes=number)
        folder = landing.begin(data, "ingest", (), at)
        pq.write_table(batch, folder / f"articles-{number}.parquet")
        landing.finish(folder, {})
        with writer(data, now=at) as con:
            load_landed(con, data, now=at)
            derive(con, folder.name)
    return contents(data / "store.duckdb")


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:3])))
