"""Landed rows. Printed from schemas/ by `python -m pipelines.tables`: do not edit."""

from datetime import date, datetime
from typing import NamedTuple


class Enclosure(NamedTuple):
    url: str | None
    kind: str | None
    bytes: int | None


class Sighting(NamedTuple):
    source_id: str
    ref: str
    guid: str | None
    url: str | None
    seen_at: datetime


class DateMention(NamedTuple):
    start: int
    end_: int
    text: str
    type: str
    value: str | None
    anchor: str | None
    rule: str
    tense: str | None
    weekday: str | None


class Claim(NamedTuple):
    kind: str
    content: str
    content_start: int
    content_end: int
    cue: str | None
    cue_start: int | None
    speaker: str | None
    speaker_start: int | None
    speaker_resolved: str | None
    speaker_unknown: str | None
    quote_type: str | None
    modality: str
    negated: bool
    score: float
    reasons: tuple[str, ...]
    terms: tuple[str, ...]
    numbers: tuple[str, ...]
    approximate: tuple[str, ...]
    actor: str | None
    actor_start: int | None
    action: str | None
    direction: str | None
    rule: str


class NameMention(NamedTuple):
    start: int
    end_: int
    text: str
    kind: str
    canonical: str | None


class FigureMention(NamedTuple):
    start: int
    end_: int
    value: str
    unit: str
    approximate: bool
    sentence_start: int
    sentence_end: int
    near: tuple[str, ...]


class PronounMention(NamedTuple):
    start: int
    end_: int
    text: str
    means: str | None


class Article(NamedTuple):
    version_id: str
    url_key: str | None
    guid_key: str | None
    source_id: str
    ref: str
    url: str | None
    canonical_url: str | None
    guid: str | None
    title: str | None
    author: str | None
    authors: tuple[str, ...]
    categories: tuple[str, ...]
    enclosures: tuple[Enclosure, ...]
    text: str
    text_as_received: str | None
    text_from: str
    other_text: str | None
    page_title: str | None
    page_day: date | None
    language: str | None
    dateline_place: str | None
    correction: str | None
    declared_text: str | None
    declared_at: datetime | None
    declared_day: date | None
    declared_precision: str | None
    declared_zone: str | None
    declared_zone_from: str | None
    feed_zone: str | None
    declared_note: str | None
    updated_text: str | None
    updated_at: datetime | None
    position: int
    rule_version: int
    seen_at: datetime
    run_id: str
    scheme: str
    text_hash: str
    shingle_count: int
    shingles: tuple[int, ...]
    quoted_passages: tuple[int, ...]
    plain_passages: tuple[int, ...]
    sightings: tuple[Sighting, ...]
    date_mentions: tuple[DateMention, ...]
    claims: tuple[Claim, ...]
    name_mentions: tuple[NameMention, ...]
    figures: tuple[FigureMention, ...]
    pronouns: tuple[PronounMention, ...]


class Reject(NamedTuple):
    run_id: str
    stage: str
    reason: str
    message: str
    source_id: str
    ref: str
    position: int | None
    payload: str | None
    seen_at: datetime


class Fetch(NamedTuple):
    run_id: str
    source_id: str
    ref: str
    position: int
    outcome: str
    reason: str | None
    kind: str
    bytes: int
    entries: int
    malformed: bool
    note: str | None
    fetched_at: datetime
    address: str | None
    moved_to: str | None
    redirects: int | None
    status: int | None
    wire_bytes: int | None
    seconds: float | None
    etag: str | None
    last_modified: str | None
    body_hash: str | None
    retry_after: int | None
    ttl: int | None
    skip_hours: tuple[int, ...]
    skip_days: tuple[int, ...]
    item: str | None
