"""What a run lands is loaded while it reads on, in a thread: the process that plans a run only waits for its workers.

Nothing depends on it. What is not loaded when the reading ends is loaded then, and what stood in the way is told then.
"""

import logging
from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from pipelines.errors import StorageError

if TYPE_CHECKING:
    import duckdb

    from pipelines.store.load import Gained

# Articles that land before they are loaded. Fewer at a time cost more each; what is left when reading ends is loaded on
# one core, so it is to be a small part of the whole.
LEAST, MOST, PART = 1_000, 5_000, 0.1

_log = logging.getLogger("dateline.load")


class LoadedMeanwhile:
    """Loads what lands in the folder of a run. A context: within it the store stays open once something was loaded."""

    def __init__(self, data: Path, now: datetime) -> None:
        self._data, self._now = data, now
        self._waiting = self._handed_on = 0
        self._folders = SimpleQueue[Path | None]()
        self._pool = ThreadPoolExecutor(1, "load")
        self._loading: Future[Gained] | None = None
        # Closed, DuckDB would write out what is opened again at once, and write the ends of all tables again later.
        self._open: duckdb.DuckDBPyConnection | None = None

    def landed(self, folder: Path, articles: int) -> None:
        """So many articles more are in the folder of a run."""
        self._waiting += articles
        if self._waiting >= min(MOST, max(LEAST, PART * self._handed_on)):
            self._handed_on += self._waiting
            self._waiting = 0
            self._folders.put(folder)
            self._loading = self._loading or self._pool.submit(self._load)

    def __enter__(self) -> "LoadedMeanwhile":
        return self

    def __exit__(self, *_: object) -> None:
        self._finish()
        if self._open:
            self._open.close()

    def finished(self) -> "Gained":
        """Nothing is being loaded any more: what the store has gained by it. Raises what nobody foresaw."""
        from pipelines.store.load import Gained

        self._finish()
        return self._loading.result() if self._loading else Gained()

    def _finish(self) -> None:
        self._folders.put(None)
        self._pool.shutdown()

    def _load(self) -> "Gained":
        from pipelines.store import forgotten
        from pipelines.store.load import Gained, load_early
        from pipelines.store.writer import writer
        from pipelines.tables import connect

        gained = Gained()
        # Segments are rewritten without what was taken down, once all have landed; so is the store, and nobody may have
        # it open then.
        if forgotten.read(self._data):
            return gained
        try:
            with writer(self._data, now=self._now) as con:
                while folder := self._folders.get():
                    gained = gained.plus(load_early(con, folder, now=self._now))
                self._open = connect(str(self._data / "store.duckdb"))
        except StorageError as error:
            _log.warning("nothing more is loaded before all has landed: %s", error)
        return gained
