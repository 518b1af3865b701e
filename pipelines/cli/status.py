"""The published file and the landing folder -> the last runs, and what is still to be done."""

from datetime import date
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.cli.logs import printable
from pipelines.cli.published import opened
from pipelines.cli.tables import console, table
from pipelines.errors import DamagedSegmentError
from pipelines.store import landing
from pipelines.store.publish import PUBLISHED

_LAST_RUNS = 10
_RUNS = f"""
    SELECT run_id, command, state, exit_code, read, new_articles, new_versions, rejected, opened, errored,
        round(epoch(ended_at - started_at), 1)::VARCHAR || ' s'
    FROM runs ORDER BY started_at DESC, run_id DESC LIMIT {_LAST_RUNS}
"""
_FINDINGS = """
    SELECT count(*) FILTER (state = 'open'), count(*) FILTER (state = 'waived'),
        (SELECT min(until) FROM waivers WHERE state = 'holds')
    FROM quality_issues
"""
_HEADINGS = (
    "run", "command", "state", "exit", "read", "new", "versions", "rejected", "findings", "errored", "took",
)  # fmt: skip


class Pending(NamedTuple):
    """What waits in the landing folder: segments that are not published, runs that are not finished, what is amiss."""

    segments: int
    unfinished: tuple[landing.Begun, ...]
    damage: str | None


def tell(data: Path) -> None:
    """Print the state of a data folder. Needs no published file and no lock."""
    out = console()
    loaded: set[str] = set()
    if (data / PUBLISHED).exists():
        with opened(data) as con:
            out.print(table(_HEADINGS, con.execute(_RUNS).fetchall()))
            out.print(_findings(*con.execute(_FINDINGS).fetchall()[0]))
            loaded = _loaded(con)
    else:
        out.print(f"{data / PUBLISHED}: nothing has been published yet.")
    left = pending(data, loaded)
    out.print(f"\nLanded and not yet published: {left.segments:,} segments.")
    for run in left.unfinished:
        out.print(f"Run {run.run_id} ({printable(' '.join([run.command, *run.inputs]))}) is busy or was cut short.")
        out.print("If it was cut short, the next `dateline run` reads its inputs again.")
    if left.damage:
        out.print(left.damage)


def pending(data: Path, loaded: set[str]) -> Pending:
    """What is still to be done in a data folder, by the segments that the published file has."""
    unfinished = tuple(landing.died(data))
    try:
        waiting, missing = landing.segments(data, loaded)
        return Pending(len(waiting), unfinished, "\n".join(map(str, missing)) or None)
    except DamagedSegmentError as error:
        return Pending(0, unfinished, str(error))


def _findings(open_now: int, waived: int, until: date | None) -> str:
    apart = f", {waived:,} waived" if waived else ""
    return f"\nFindings: {open_now:,} open{apart}{f' (the next waiver ends on {until})' if until else ''}."


def _loaded(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {name for (name,) in con.execute("SELECT segment FROM segments").fetchall()}
