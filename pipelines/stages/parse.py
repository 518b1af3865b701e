"""Document -> Entry: the articles in it. Refuses (Unparsable) what holds none, and single items that are no article."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import apache_beam as beam
from apache_beam.pvalue import PCollection
from apache_beam.transforms.error_handling import ErrorHandler

from pipelines.errors import Unparsable
from pipelines.formats.arrow_rows import read_arrow
from pipelines.formats.beside import both
from pipelines.formats.binary import is_binary
from pipelines.formats.encoding import decode, storable
from pipelines.formats.feed import read_feed
from pipelines.formats.items import Flaw, Found, Item, Page
from pipelines.formats.json_feed import read_json_feed
from pipelines.formats.json_lines import read_json_lines
from pipelines.formats.plain_text import read_text
from pipelines.formats.sniff import HEAD
from pipelines.killable import killable
from pipelines.records import Document, Entry, Fetch, Fetched, Reject
from pipelines.refusals import PAYLOAD, reject
from pipelines.sift import Sift


def parse(document: Document) -> Iterator[Entry | Reject | Fetch]:
    """The entries of a document in order, with its refused items among them; last, what became of the document."""
    try:
        found = _found(document)
    except Unparsable as refusal:
        payload = decode(document.content[:PAYLOAD], document.charset)
        yield reject(document, "parse", refusal, position=document.first or None, payload=payload)
        yield _fetch(document, "refused", 0, malformed=True, note=refusal.message, reason=refusal.reason)
        return
    entries, pages = 0, dict(document.pages)
    for item in found.items:
        entries += isinstance(item, Item)
        yield _entry(document, item, pages) if isinstance(item, Item) else _refused(document, item)
    yield _fetch(document, "read", entries, malformed=found.malformed, note=found.note)


def _found(document: Document) -> Found:
    if document.found is not None:
        return document.found
    # Of rows and lines each is judged by itself.
    if document.form in ("text", "feed") and is_binary(document.content[:HEAD], document.charset):
        raise Unparsable("not_text", "no text but a picture, a program, an archive or the like; unpack or convert it")
    match document.form:
        case "text":
            return read_text(document.content, document.charset, document.guid)
        case "feed":
            return killable(read_feed, document.content, document.charset)
        case "jsonfeed":
            return killable(read_json_feed, document.content, document.charset)
        case "jsonl":
            return read_json_lines(document.content, document.first)
        case "parquet":
            return read_arrow(document.content, document.first)
    raise Unparsable("unknown_form", f"there is no reader for {document.form}")


def _entry(document: Document, item: Item, pages: Mapping[str, Page]) -> Entry:
    page = pages.get(item.url) if item.url else None
    texts = both(item, page)
    return Entry(
        source_id=item.source or storable(document.source_id),
        ref=storable(document.ref),
        guid=item.guid,
        url=item.url,
        title=item.title,
        author=item.author,
        language=item.language,
        declared_text=item.declared_text,
        updated_text=item.updated_text,
        position=item.position,
        seen_at=document.seen_at,
        run_id=document.run_id,
        authors=item.authors,
        categories=item.categories,
        enclosures=item.enclosures,
        feed_zone=item.feed_zone,
        page_title=page.title if page else None,
        page_day=date.fromisoformat(page.declared_text) if page and page.declared_text else None,
        **texts._asdict(),
    )


def _refused(document: Document, flaw: Flaw) -> Reject:
    refusal = Unparsable(flaw.reason, flaw.message)
    return reject(document, "parse", refusal, position=flaw.position, payload=flaw.payload)


def _fetch(
    document: Document, outcome: str, entries: int, *, malformed: bool, note: str | None, reason: str | None = None
) -> Fetch:
    asked = document.fetched or Fetched(document.seen_at)
    return Fetch(
        run_id=document.run_id,
        source_id=storable(document.source_id),
        ref=storable(document.ref),
        position=document.first,
        outcome=outcome,
        reason=reason,
        kind=document.form,
        bytes=len(document.content),
        entries=entries,
        malformed=malformed,
        note=note,
        **asked._asdict(),
    )


@dataclass
class Parse(beam.PTransform):
    rejects: ErrorHandler
    fetches: ErrorHandler

    def expand(self, documents: PCollection[Document]) -> PCollection[Entry]:
        return documents | Sift(parse, Entry, {Reject: self.rejects, Fetch: self.fetches})
