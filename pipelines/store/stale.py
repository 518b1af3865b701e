"""Stored articles that older rules have read -> portions of a spooled file, to go through the chain again."""

from datetime import date, datetime
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines.records import Portion
from pipelines.store.sql import beside
from pipelines.version import RULE_VERSION

# Texts of one portion, which is one pipeline: DuckDB writes groups of no fewer.
ROWS = 2_048

_SQL = beside(__file__)


def spool_stale(con: duckdb.DuckDBPyConnection, folder: Path, since: date | None, now: datetime) -> list[Portion]:
    """Copy them to the folder of a run, where they go when it is finished; a portion is a row group of the copy."""
    file = folder / "spool-stored"
    con.execute(
        _SQL["stale"].format(
            run_id=folder.name, rule_version=RULE_VERSION, since=since or date.min, file=str(file).replace("'", "''"),
            rows=ROWS,
        )
    )  # fmt: skip
    groups = pq.read_metadata(file).num_row_groups if file.exists() else 0
    return [Portion(str(file), str(file), "", None, "stored", n, n + 1, 0, now, folder.name) for n in range(groups)]
