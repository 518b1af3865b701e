"""What `dateline prune` would do, by the published file, and what it has done."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from pipelines.cli.published import opened
from pipelines.store.archive import KINDS, hours, listed
from pipelines.store.prune import archived_runs, loaded_segments, old_runs

if TYPE_CHECKING:
    from pipelines.store.prune import Pruned

_WOULD_GO = """
    SELECT (SELECT count(*) FROM rejects WHERE payload IS NOT NULL AND run_id IN (SELECT unnest($runs))),
        (SELECT count(*) FROM fetches WHERE run_id IN (SELECT unnest($runs))),
        (SELECT count(*) FROM quality_results WHERE run_id IN (SELECT unnest($runs)))
"""


def would_go(data: Path, before: datetime) -> str:
    """What is old enough. Changes nothing and needs no lock."""
    with opened(data) as con:
        segments = loaded_segments(con)
        folders = old_runs(data, (one.name for one in segments), before)
        stowed = archived_runs(hours(data, "runs", before))
        names = [*(folder.name for folder in folders), *stowed]
        payloads, fetches, results = con.execute(_WOULD_GO, {"runs": names}).fetchall()[0]
    files = [path for folder in folders for path in folder.glob("*.parquet")]
    parts = [part for kind in KINDS for part in hours(data, kind, before)]
    count = len(files) + sum(len(listed(part)) for part in parts)
    size = sum(path.stat().st_size for path in (*files, *parts)) / 2**20
    months = {f"{one.kind} {one.month}" for one in segments if one.run_id in names}
    return (
        f"Would put away {len(names):,} runs that set out before {before:%Y-%m-%d %H:%M} UTC:\n"
        f"  {count:,} segments ({size:,.1f} MB) into {len(months):,} archive files; no article goes\n"
        f"  payloads of {payloads:,} rejects, up to {fetches:,} fetches and {results:,} results of checks go"
    )


def told(gone: "Pruned", before: datetime) -> str:
    """What has gone."""
    return (
        f"Put away {gone.runs:,} runs that set out before {before:%Y-%m-%d %H:%M} UTC: "
        f"{gone.segments:,} segments are in the archive;\n"
        f"gone are payloads of {gone.payloads:,} rejects, {gone.fetches:,} fetches, {gone.results:,} results of checks"
    )
