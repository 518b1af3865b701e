"""What a batch of articles costs against a full store: python -m tests.bench_store ARTICLES.parquet [BATCH].

All but the last articles of the file are put in place as a store would have them; the last ones then come as a batch
and are linked. Printed are the rate of signing, the cost of that batch, and what it takes to place it in stories.
"""

import multiprocessing
import resource
import sys
import time
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import xxhash

from pipelines.language.fingerprint import fingerprint
from pipelines.store import alone
from pipelines.store.links import HUBS, link
from pipelines.store.postings import keep_up
from pipelines.store.sql import make_macros, statements
from pipelines.tables import connect, create_tables

_STORE = Path(alone.__file__).parent
_LINKS = statements(_STORE / "links.sql")
_PLACE_HUBS = f"""
    INSERT INTO passage_hubs
    SELECT hash, text_number, quoted, seniority FROM passages JOIN fingerprints f USING (text_number)
    WHERE hash IN (SELECT hash FROM passages GROUP BY hash HAVING count(*) > {HUBS})
      AND f.article_id IN (FROM linking) AND f.article_id NOT IN (SELECT b_id FROM article_links)
    QUALIFY row_number() OVER (PARTITION BY hash ORDER BY seniority, text_number) <= {HUBS}
        AND count(*) OVER (PARTITION BY hash) > {HUBS}
"""


def main(file: Path, batch: int = 1_000) -> None:
    """Print the costs."""
    with TemporaryDirectory() as folder, connect(str(Path(folder, "store.duckdb"))) as con:
        stored = pq.ParquetFile(file).metadata.num_rows - batch
        con.execute("SET preserve_insertion_order = false; SET memory_limit = '1GB'; SET threads = 1")
        _fill(con, file, stored)
        size = sum(path.stat().st_size for path in Path(folder).iterdir()) / 2**20
        con.register("first", pa.table({"n": [1]}))  # DuckDB looks for pandas the first time, a third of a second
        con.unregister("first")
        begun = time.process_time()
        keep_up(con)
        print(f"{1000 * (time.process_time() - begun) / stored:.3f} ms CPU an article for the index")
        begun = time.process_time()
        keep_up(con)
        link(con)
        seconds = time.process_time() - begun
        found = con.execute("SELECT count(*) FROM promising").fetchall()[0][0]
        moved = con.execute("SELECT count(*) FROM moved").fetchall()[0][0]
        print(f"{stored:,} stored, {size:,.0f} MB: {1000 * seconds / batch:.2f} ms CPU an article, {batch:,} at once")
        print(f"{found:,} pairs read, {moved:,} articles linked anew")
        print(f"peak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB")


def _fill(con: duckdb.DuckDBPyConnection, file: Path, stored: int) -> None:
    create_tables(con)
    make_macros(con)
    con.execute(statements(_STORE / "alone.sql")["articles"])
    cpu, count = 0.0, 0
    with multiprocessing.Pool(2) as pool:
        for seconds, table in pool.imap(_signed, _batches(file)):
            con.register("signed", table)
            con.execute(statements(_STORE / "alone.sql")["take"])
            con.unregister("signed")
            cpu, count = cpu + seconds, count + table.num_rows
    print(f"signing {count / cpu:,.0f} articles/s/core")
    con.execute("DELETE FROM pending")
    con.execute("CREATE OR REPLACE TEMP TABLE arrived AS SELECT article_id, rowid AS n FROM articles")
    con.execute("CREATE OR REPLACE TEMP TABLE linking AS SELECT article_id FROM arrived ORDER BY n LIMIT ?", [stored])
    con.execute("CREATE OR REPLACE TEMP TABLE followers AS FROM linking LIMIT 0")
    for statement in ("equals", "stood"):
        con.execute(_LINKS[statement])
    con.execute(_LINKS["same_text"], {"rule_version": 1})
    con.execute(_PLACE_HUBS)
    con.execute("INSERT INTO pending SELECT article_id, 'link' FROM arrived WHERE article_id NOT IN (FROM linking)")
    con.execute("CHECKPOINT")


def _batches(file: Path) -> Iterator[list[tuple[str, str, datetime]]]:
    """The texts under names as the store gives them: of twenty letters, in no order."""
    for rows in pq.ParquetFile(file).iter_batches(1_000, columns=["id", "text", "published"]):
        names = [xxhash.xxh3_128_hexdigest(str(name).encode())[:20] for name in rows["id"].to_pylist()]
        texts, days = rows["text"].to_pylist(), rows["published"].to_pylist()
        yield [(name, str(text), day) for name, text, day in zip(names, texts, days, strict=True) if day]


def _signed(texts: list[tuple[str, str, datetime]]) -> tuple[float, pa.Table]:
    begun = time.process_time()
    found = [fingerprint(text) for _, text, _ in texts]
    seconds = time.process_time() - begun
    rows = [
        {"article_id": name, "text": text, "declared_at": day, **one._asdict()}
        for (name, text, day), one in zip(texts, found, strict=True)
    ]
    return seconds, pa.Table.from_pylist(rows, alone.SIGNED)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *map(int, sys.argv[2:3]))
