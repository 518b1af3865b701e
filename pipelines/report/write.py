"""A store -> data/report.html: asked, printed, written beside and renamed."""

from pathlib import Path
from typing import NamedTuple

import duckdb

from pipelines.quality.rules import read_builtins, read_rules
from pipelines.report.articles import articles
from pipelines.report.findings import groups
from pipelines.report.overview import commonest, overview, totals
from pipelines.report.page import Page, html
from pipelines.report.runs import checks, runs
from pipelines.report.sources import reasons, rejects, sources
from pipelines.report.stories import stories
from pipelines.report.trends import trends
from pipelines.report.verdict import head
from pipelines.resources import folder
from pipelines.store.publish import PUBLISHED
from pipelines.whole_file import draft_of

REPORT = "report.html"
MOST_BYTES = 2_000_000


class Room(NamedTuple):
    """How much is shown at most; of findings for each rule. The page says what it leaves out."""

    findings: int = 50
    articles: int = 200
    stories: int = 40
    sources: int = 50
    runs: int = 30
    rejects: int = 100

    def half(self) -> "Room":
        """Less room, for texts that take more than others."""
        return Room(*(size // 2 for size in self))


def write_report(con: duckdb.DuckDBPyConnection, data: Path) -> Path:
    """Write what is committed as a page; gives its path. Raises StorageError where it cannot be written."""
    file = data / REPORT
    text = _fitting(con, data)
    with draft_of(file) as part:
        part.write_bytes(text)
    return file


def _fitting(con: duckdb.DuckDBPyConnection, data: Path) -> bytes:
    """The page, with less and less on it until it fits."""
    room = Room()
    while True:
        text = html(page(con, data / PUBLISHED, room)).encode()
        if len(text) <= MOST_BYTES or not any(room):
            return text
        room = room.half()


def page(con: duckdb.DuckDBPyConnection, file: Path, room: Room) -> Page:
    """What the page shows of a store, in so much room."""
    seen, why = overview(con), _why()
    run_id = seen.run_id or ""
    latest = runs(con, room.runs)
    return Page(
        file=str(file),
        seen=seen,
        head=head(seen, commonest(con)),
        totals=totals(con),
        groups=groups(con, run_id, room.findings, why),
        articles=articles(con, room.articles),
        stories=stories(con, room.stories),
        sources=sources(con, room.sources),
        reasons=reasons(con),
        rejects=rejects(con, room.rejects),
        runs=latest,
        checks=checks(con, run_id, why),
        trends=trends(latest),
    )


def _why() -> dict[str, str]:
    """What each rule is for, as its file says."""
    files = folder("expectations")
    builtins = {rule.name: rule.why for rule in read_builtins(files / "builtins.toml")}
    return builtins | {rule.name: rule.why for rule in read_rules(files)}
