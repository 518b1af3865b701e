"""Articles as the stages land them, made by hand for tests of the store."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipelines.records import Article, Entry
from pipelines.stages.dedupe import fingerprinted, named
from pipelines.stages.land import land
from pipelines.stages.normalise_dates import normalise
from pipelines.stages.tag_claims import tag
from pipelines.store import landing

NOW = datetime(2020, 4, 6, 12, tzinfo=UTC)


def entry(text: str, **fields: object) -> Entry:
    """An entry of source `paper`; every field can be said."""
    blank = Entry(
        source_id="paper", ref="paper.jsonl", guid=None, url=None, title="A headline", author=None, text=text,
        text_as_received=None,
        language=None, dateline_place=None, correction=None, declared_text=None, updated_text=None,
        position=0, seen_at=NOW, run_id="",
    )  # fmt: skip
    return blank._replace(**fields)  # type: ignore[arg-type]


def article(text: str, **fields: object) -> Article:
    """The entry as the stages after Parse leave it."""
    return tag(fingerprinted(named(normalise(entry(text, **fields), None))))


def landed(data: Path, articles: Sequence[Article], *, minutes: int = 0) -> Path:
    """Land articles as a finished run of its own; gives its folder."""
    seen = NOW + timedelta(minutes=minutes)
    folder = landing.begin(data, "ingest", (), seen)
    land([_seen(one, folder.name, seen) for one in articles], "articles", folder)
    landing.finish(folder, {})
    return folder


def _seen(one: Article, run_id: str, seen: datetime) -> Article:
    sightings = tuple(sighting._replace(seen_at=seen) for sighting in one.sightings)
    return one._replace(run_id=run_id, seen_at=seen, sightings=sightings)
