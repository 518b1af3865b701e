"""The published file and the landing folder -> the last runs, and what is still to be done."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.cli.logs import printable
from pipelines.cli.published import opened
from pipelines.cli.tables import console, table
from pipelines.errors import DamagedSegmentError
from pipelines.service import status
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
_STATES = {
    "starting": "starts",
    "waiting": "waits",
    "working": "is at work",
    "failing": "waits, because something is wrong",
    "stopping": "finishes what it is at",
    "stopped": "was stopped",
}
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
    if (served := status.known(data)) is not None:
        out.print(told_of(served, datetime.now(UTC)), highlight=False, markup=False)
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


def told_of(served: status.Status, now: datetime) -> str:
    """What a service says of itself, in sentences."""
    alive = status.lives(served)
    state = _STATES[served.state] if alive or served.state == "stopped" else "was cut short: nothing is lost, start it"
    lines = [f"dateline {served.command} (process {served.pid}, since {_clock(served.started_at)}) {state}"]
    if alive and served.stage:
        lines[0] += f" ({served.stage})"
    if alive and served.next_at:
        lines[0] += f"; it looks again at {_clock(served.next_at)}"
    if alive and served.processes:
        lines.append("Processes: " + ", ".join(f"{name} {pid}" for name, pid in served.processes.items()) + ".")
    if served.failure:
        lines.append(f"It has failed {served.failed_times} times: {printable(served.failure)}")
    lines.append(f"Batches: {served.batches:,}, with {served.new_articles:,} new articles.")
    if last := served.last:
        lines.append(
            f"The last, {last.run_id}, took {last.seconds} s: {last.asked:,} feeds asked, {last.read:,} read, "
            f"{last.unchanged:,} unchanged, {last.failed:,} failed; {last.new_articles:,} new articles."
        )
    return "\n".join(lines) + "\n"


def _clock(said: str) -> str:
    return f"{datetime.fromisoformat(said):%Y-%m-%d %H:%M:%S} UTC"


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
