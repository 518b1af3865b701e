"""Entry -> Article: the declared dates read, the temporal expressions of the body found.

Refuses nothing: an article whose declared date cannot be read stays, with the date as it was written and the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.errors import UnreadableDate
from pipelines.language.declared import DeclaredDate, read_declared
from pipelines.language.mentions import date_mentions
from pipelines.options import SourceSettings
from pipelines.records import Article, Entry, Sighting
from pipelines.version import RULE_VERSION

# A date further ahead than clocks and zones explain is not the day to read the body against (rule future_date).
FUTURE = timedelta(days=1)


def normalise(entry: Entry, source: SourceSettings | None) -> Article:
    """The article, dated as its source dates it. What later stages find is left empty."""
    declared, note = _read(entry.declared_text, entry.seen_at, source)
    updated, _ = _read(entry.updated_text, entry.seen_at, source)
    language = entry.language or (source.language if source else None)
    article = _undated(entry)._replace(
        language=language, declared_note=note, updated_at=updated.at if updated else None
    )
    if declared is None:
        return article._replace(date_mentions=date_mentions(entry.text, None))
    believed = declared.at is not None and declared.at <= entry.seen_at + FUTURE
    return article._replace(
        declared_at=declared.at,
        declared_day=declared.day,
        declared_precision=declared.precision,
        declared_zone=declared.zone,
        declared_zone_from=declared.zone_from,
        declared_note=declared.note,
        date_mentions=date_mentions(entry.text, declared.day if believed else None),
    )


def _undated(entry: Entry) -> Article:
    sighting = Sighting(entry.source_id, entry.ref, entry.guid, entry.url, entry.seen_at)
    return Article(
        source_id=entry.source_id, ref=entry.ref, url=entry.url, guid=entry.guid, title=entry.title,
        author=entry.author, text=entry.text, text_as_received=entry.text_as_received, language=entry.language,
        dateline_place=entry.dateline_place, correction=entry.correction, declared_text=entry.declared_text,
        updated_text=entry.updated_text, position=entry.position, rule_version=RULE_VERSION, seen_at=entry.seen_at,
        run_id=entry.run_id, sightings=(sighting,),
        # for this stage
        declared_at=None, declared_day=None, declared_precision=None, declared_zone=None, declared_zone_from=None,
        declared_note=None, updated_at=None, date_mentions=(),
        # for the stages that follow
        version_id="", url_key=None, guid_key=None, canonical_url=None, scheme="", text_hash="", shingle_count=0,
        shingles=(), quoted_passages=(), plain_passages=(), claims=(), name_mentions=(), figures=(), pronouns=(),
    )  # fmt: skip


def _read(raw: str | None, seen_at: datetime, source: SourceSettings | None) -> tuple[DeclaredDate | None, str | None]:
    """The date, or why there is none."""
    if raw is None or not raw.strip():
        return None, None
    try:
        return read_declared(
            raw,
            seen_at=seen_at,
            date_order=source.date_order if source else None,
            zone=source.zone if source else None,
        ), None
    except UnreadableDate as refusal:
        return None, f"{refusal.reason}: {refusal.message}"


def _dated(entry: Entry, settings: Mapping[str, SourceSettings]) -> Article:
    return normalise(entry, settings.get(entry.source_id))


@dataclass
class NormaliseDates(beam.PTransform):
    """`sources`: what is known of a source's zone and order of day and month."""

    sources: tuple[SourceSettings, ...] = ()

    def expand(self, entries: PCollection[Entry]) -> PCollection[Article]:
        settings = {source.source_id: source for source in self.sources}
        return entries | "Normalise" >> beam.Map(_dated, settings=settings).with_output_types(Article)
