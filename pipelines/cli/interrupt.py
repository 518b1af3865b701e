"""A query that Ctrl-C ends: DuckDB looks for signals only now and then, so it works in a thread beside."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TypeVar

import duckdb

_BETWEEN_TRIES = 0.05  # seconds

T = TypeVar("T")


def interruptible(con: duckdb.DuckDBPyConnection, work: Callable[[], T]) -> T:
    """What the work gives; at Ctrl-C or SIGTERM its query on the connection is ended and the exception goes on."""
    with ThreadPoolExecutor(1) as beside:
        try:
            return beside.submit(work).result()
        except (KeyboardInterrupt, SystemExit):
            # Also where it came while the thread was being started: the work may have begun all the same.
            _end(con, beside.submit(lambda: None))
            raise


def _end(con: duckdb.DuckDBPyConnection, after: Future[None]) -> None:
    """End queries until what comes after them is done. More than once: between two batches of rows there is none."""
    while not after.done():
        con.interrupt()
        wait([after], timeout=_BETWEEN_TRIES)
