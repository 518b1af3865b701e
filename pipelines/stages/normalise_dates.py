"""Entry -> Article: the declared dates read, the temporal expressions of the body found.

Refuses nothing: an article whose declared date cannot be read stays, with the date as it was written and the reason.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.errors import UnreadableDate
from pipelines.in_a_row import in_a_row
from pipelines.language.declared import DeclaredDate, read_declared
from pipelines.language.mentions import date_mentions
from pipelines.options import SourceSettings
from pipelines.records import Article, Entry, Sighting
from pipelines.version import RULE_VERSION

# A date further ahead than clocks and zones explain is not the day to read the body against (rule future_date).
FUTURE = timedelta(days=1)
_UNIVERSAL = frozenset(("Z", "UT", "UTC", "GMT", "+0000", "-0000", "+00:00", "-00:00"))


def normalise(entry: Entry, source: SourceSettings | None) -> Article:
    """The article, dated as its source dates it. What later stages find is left empty."""
    declared, note = _read(entry.declared_text, entry, source)
    updated, _ = _read(entry.updated_text, entry, source)
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
        authors=entry.authors, categories=entry.categories, enclosures=entry.enclosures, feed_zone=entry.feed_zone,
        text_from=entry.text_from, other_text=entry.other_text, page_title=entry.page_title, page_day=entry.page_day,
        # for this stage
        declared_at=None, declared_day=None, declared_precision=None, declared_zone=None, declared_zone_from=None,
        declared_note=None, updated_at=None, date_mentions=(),
        # for the stages that follow
        version_id="", url_key=None, guid_key=None, canonical_url=None, scheme="", text_hash="", shingle_count=0,
        shingles=(), quoted_passages=(), plain_passages=(), claims=(), name_mentions=(), figures=(), pronouns=(),
    )  # fmt: skip


def _read(raw: str | None, entry: Entry, source: SourceSettings | None) -> tuple[DeclaredDate | None, str | None]:
    """The date, or why there is none. A zone that it does not name is the source's, else that of its feed's dates."""
    if raw is None or not raw.strip():
        return None, None
    known = source.zone if source else None
    order = source.date_order if source else None
    try:
        read = read_declared(raw, seen_at=entry.seen_at, date_order=order, zone=known or _feed_zone(entry))
        return read._replace(zone_from="feed") if read.zone_from == "source" and not known else read, None
    except UnreadableDate as refusal:
        return None, f"{refusal.reason}: {refusal.message}"


def _feed_zone(entry: Entry) -> str | None:
    """The zone of the feed's own dates; universal time says nothing of a place."""
    return None if entry.feed_zone in _UNIVERSAL else entry.feed_zone


def _dated(entry: Entry, settings: Mapping[str, SourceSettings]) -> Article:
    return normalise(entry, settings.get(entry.source_id))


@dataclass
class NormaliseDates(beam.PTransform):
    """`sources`: what is known of a source's zone and order of day and month."""

    sources: tuple[SourceSettings, ...] = ()

    def expand(self, entries: PCollection[Entry]) -> PCollection[Article]:
        settings = {source.source_id: source for source in self.sources}
        return entries | "Normalise" >> in_a_row(partial(_dated, settings=settings), Entry, Article)
