"""A store -> its runs and its checks, as the page shows them."""

from collections.abc import Mapping
from typing import NamedTuple

import duckdb

from pipelines.report.marks import clip
from pipelines.store.sql import beside

_SQL = beside(__file__)


class Run(NamedTuple):
    """A run: what it did, and what it left in the whole store. Counts are None where it did nothing of the kind."""

    run_id: str
    at: str
    command: str
    state: str
    exit_code: str
    read: int | None
    new_articles: int | None
    new_versions: int | None
    rejected: int | None
    opened: int | None
    errored: int | None
    seconds: float | None
    critical: int | None
    warnings: int | None
    infos: int | None
    stored: int


class Check(NamedTuple):
    """A check of the last run: what it looks for and what it found. `success` is None where it could not be run."""

    rule: str
    severity: str
    success: bool | None
    found: int
    error: str
    why: str


def runs(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Run, ...]:
    """The latest runs, newest first."""
    return tuple(Run(*row) for row in con.execute(_SQL["runs"], {"most": most}).fetchall())


def checks(con: duckdb.DuckDBPyConnection, run_id: str, why: Mapping[str, str]) -> tuple[Check, ...]:
    """The checks of a run: those that could not be run, those that found something, the others."""
    rows = con.execute(_SQL["checks"], {"run_id": run_id}).fetchall()
    return tuple(
        Check(rule, severity, success, found, clip(error or "", 400), why.get(rule, ""))
        for rule, severity, success, found, error in rows
    )
