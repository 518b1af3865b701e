"""What a batch of articles costs against a full store: python -m tests.bench_store ARTICLES.parquet [BATCH [BATCHES]].

All but the last articles of the file are put in place as a store would have them; the last ones then come batch by
batch and are linked. Printed are the rate of signing, and the cost of the first batch, for which the store has just
been opened, and of those that follow.
"""

import multiprocessing
import sys
import time
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xxhash

from pipelines.language.fingerprint import fingerprint
from pipelines.store import alone
from pipelines.store.index import keep_up
from pipelines.store.links import HUBS, done, link
from pipelines.store.postings import find_equals
from pipelines.store.sql import make_macros, statements, transaction
from pipelines.tables import connect, create_tables

_STORE = Path(alone.__file__).parent
_LINKS, _ALONE = (statements(_STORE / name) for name in ("links.sql", "alone.sql"))
_POSTS = """
    CREATE TEMP TABLE posts AS
    SELECT hash, text_number, quoted, seniority,
           row_number() OVER (PARTITION BY hash ORDER BY seniority, text_number) AS place,
           count(*) OVER (PARTITION BY hash) AS articles
    FROM passages JOIN fingerprints f USING (text_number)
    WHERE hash IN (SELECT hash FROM passages GROUP BY hash HAVING count(*) > $hubs)
      AND f.article_id NOT IN (SELECT b_id FROM article_links)
    QUALIFY place <= $hubs AND articles > $hubs
"""


def main(file: Path, batch: int = 1_000, batches: int = 5) -> None:
    """Print the costs."""
    print(f"signing {_rate(file, batch):,.0f} articles/s/core")
    with TemporaryDirectory() as folder:
        store = Path(folder, "store.duckdb")
        stored = pq.ParquetFile(file).metadata.num_rows // batch - batches
        with multiprocessing.Pool(2) as pool, _opened(store) as con:
            signed = pool.imap(_signed, _batches(file, batch))
            _fill(con, islice(signed, stored))
            coming = list(signed)
        size = sum(path.stat().st_size for path in Path(folder).rglob("*") if path.is_file()) / 2**20
        print(f"{stored * batch:,} stored, {size:,.0f} MB", flush=True)
        # Another process, whose memory is that of the batches alone.
        linking = multiprocessing.get_context("spawn").Process(target=_link, args=(store, coming))
        linking.start()
        linking.join()


def _link(store: Path, coming: list[pa.Table]) -> None:
    with _opened(store) as con:
        for number, table in enumerate(coming, 1):
            _take(con, table)
            print(f"batch {number} of {table.num_rows:,}: {_linked(con, table.num_rows)}")
    print(f"peak {_peak():,} MB")


def _peak() -> int:
    """MB of memory, with the pages of mapped files. (What `resource` tells has the peak of the parent in it.)"""
    return int(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0]) >> 10


def _opened(store: Path) -> duckdb.DuckDBPyConnection:
    is_new = not store.exists()
    con = connect(str(store))
    if is_new:
        create_tables(con)
        con.execute(_ALONE["articles"])
    con.execute("SET preserve_insertion_order = false; SET memory_limit = '1GB'; SET threads = 1")
    make_macros(con)
    con.register("first", pa.table({"n": [1]}))  # DuckDB looks for pandas the first time, a third of a second
    con.unregister("first")
    return con


def _linked(con: duckdb.DuckDBPyConnection, batch: int) -> str:
    begun = time.process_time()
    keep_up(con)
    with transaction(con):
        link(con)
        done(con)
    seconds = time.process_time() - begun
    found, moved = (con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0] for table in ("promising", "moved"))
    return f"{1000 * seconds / batch:.2f} ms CPU an article, {found:,} pairs read, {moved:,} articles linked anew"


def _rate(file: Path, batch: int) -> float:
    """Texts signed in a second of CPU time, while nothing else runs; after some, because words are remembered."""
    first, *others = islice(_batches(file, batch), 6)
    _signed(first)
    begun = time.process_time()
    for texts in others:
        for _, text, _ in texts:
            fingerprint(text)
    return sum(map(len, others)) / (time.process_time() - begun)


def _fill(con: duckdb.DuckDBPyConnection, signed: Iterable[pa.Table]) -> None:
    count = 0
    for table in signed:
        _take(con, table)
        count += table.num_rows
    for statement in ("linking", "followers"):
        con.execute(_LINKS[statement])
    con.execute(_LINKS["mine"], {"last": 0})
    con.execute("DELETE FROM pending")
    find_equals(con, "SELECT DISTINCT hash FROM mine")
    for statement in ("equals", "stood"):
        con.execute(_LINKS[statement])
    con.execute(_LINKS["same_text"], {"rule_version": 1})
    con.execute(_POSTS, {"hubs": HUBS})
    con.execute("CREATE OR REPLACE TEMP TABLE asked AS SELECT DISTINCT hash, TRUE AS whole FROM posts")
    con.execute(_LINKS["keep_hubs"], {"hubs": HUBS})
    begun = time.process_time()
    keep_up(con)
    print(f"{1000 * (time.process_time() - begun) / count:.3f} ms CPU an article for the index")
    con.execute("CHECKPOINT")


def _take(con: duckdb.DuckDBPyConnection, table: pa.Table) -> None:
    con.register("signed", table)
    con.execute(_ALONE["take"])
    con.unregister("signed")


def _batches(file: Path, batch: int) -> Iterator[list[tuple[str, str, datetime]]]:
    """The texts under names as the store gives them: of twenty letters, in no order."""
    for rows in pq.ParquetFile(file).iter_batches(batch, columns=["id", "text", "published"]):
        names = [xxhash.xxh3_128_hexdigest(str(name).encode())[:20] for name in rows["id"].to_pylist()]
        texts, days = rows["text"].to_pylist(), rows["published"].to_pylist()
        yield [(name, str(text), day) for name, text, day in zip(names, texts, days, strict=True) if day]


def _signed(texts: list[tuple[str, str, datetime]]) -> pa.Table:
    rows = [
        {"article_id": name, "text": text, "declared_at": day, **fingerprint(text)._asdict()}
        for name, text, day in texts
    ]
    return pa.Table.from_pylist(rows, alone.SIGNED)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
