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
        future = beside.submit(work)
        try:
            return future.result()
        except (KeyboardInterrupt, SystemExit):
            _end(con, future)
            raise


def _end(con: duckdb.DuckDBPyConnection, future: Future[T]) -> None:
    # More than once: between two batches of rows there is no query to end.
    while not future.done():
        con.interrupt()
        wait([future], timeout=_BETWEEN_TRIES)
