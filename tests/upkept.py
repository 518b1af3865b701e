"""A data folder that several runs have filled, and the commands that keep it for years."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from pipelines.records import Article, Reject
from pipelines.run import Job, check, load
from pipelines.stages.land import land
from pipelines.store import landing
from tests.landed import NOW, article, landed

COUNCIL = (
    "The town council voted on Thursday to close the northern bridge for repairs until the autumn. "
    'Mayor Anna Berg said "nobody will be cut off from the hospital while the work goes on along the river", '
    "and promised a ferry. Two members of the opposition left the room before the vote, which passed by nine to four."
)
FERRY = (
    "A ferry will carry cars across the river from Monday. "
    'The mayor repeated that "nobody will be cut off from the hospital while the work goes on along the river" '
    "at a meeting on Friday. Fares were not announced, and the harbour office did not return calls for comment."
)
HARBOUR = (
    "The harbour made a profit of 3 million last year, its annual report said. "
    "It will build a second pier by the end of the decade."
)
DAY = 24 * 60


def job(data: Path, days: float = 0) -> Job:
    """A job so many days after the first run."""
    return Job(data, (), NOW + timedelta(days=days), fail_on="never", workers=1)


def brought(data: Path, articles: Sequence[Article], days: float, payload: str | None = None) -> Path:
    """Land articles, and a refusal with a payload, as a run of that day; gives its folder."""
    folder = landed(data, articles, minutes=int(days * DAY))
    if payload is not None:
        seen = NOW + timedelta(days=days)
        refusal = Reject(folder.name, "parse", "no_text", "nothing", "paper", f"f{days}", None, payload, seen)
        land([refusal], "rejects", folder)
        landing.finish(folder, {})
    return folder


def filled(data: Path) -> Path:
    """Three runs a month apart: two articles of a story, an edit of one, a third article; each with a refusal."""
    address = "https://paper.example/bridge"
    brought(data, [article(COUNCIL, url=address, guid="1", declared_text="2020-04-02")], 0, "<p>broken")
    check(job(data, 0.1))
    brought(
        data, [article(FERRY, guid="2"), article(COUNCIL + " It was corrected.", url=address, guid="1")], 31, COUNCIL
    )
    load(job(data, 31.1))
    brought(data, [article(HARBOUR, guid="3")], 62, HARBOUR)
    check(job(data, 62.1))
    return data
