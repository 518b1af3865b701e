"""Articles -> each version of an item once, with what names it and the fingerprint of its text. Refuses nothing.

What is dropped is the same item seen again with the same words; where it was seen is kept. The window of the input
bounds what is compared here; whether the store has the article already is decided there.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection

from pipelines.in_a_row import in_a_row
from pipelines.language.fingerprint import fingerprint
from pipelines.language.identity import canonical_url, guid_key, url_key, version_id
from pipelines.packing import packed, unpacked
from pipelines.records import Article, Sighting

_DEDUPLICATED = Metrics.counter("dateline", "deduplicated")


def named(article: Article) -> Article:
    """The article with its keys and its version."""
    canonical = canonical_url(article.url)
    return article._replace(
        canonical_url=canonical,
        url_key=url_key(canonical),
        guid_key=guid_key(article.source_id, article.guid),
        # A page adds its text to what the source says, and makes no other version of it.
        version_id=version_id(
            article.title, article.text if article.text_from == "source" else article.other_text or ""
        ),
    )


def keyed(article: Article) -> tuple[str, bytes]:
    """(what must be equal for two items to be the same version of the same item, the article as it is packed)."""
    return f"{article.url_key} {article.guid_key} {article.version_id}", packed(article)


def merged(articles: Iterable[Article]) -> Article:
    """One for many of the same version: one with its page, else a dated one, else the first; with every sighting."""
    same = sorted(articles, key=_place)
    sightings = {_where(sighting): sighting for article in reversed(same) for sighting in article.sightings}
    return same[0]._replace(sightings=tuple(sightings[where] for where in sorted(sightings)))


def fingerprinted(article: Article) -> Article:
    """The article with the fingerprint of its text."""
    return article._replace(**fingerprint(article.text)._asdict())


def _place(article: Article) -> tuple[bool, bool, str, str, float, int]:
    # The loader prefers by the same order (store/load.sql), so it does not matter where two sightings meet.
    said = article.updated_at or article.seen_at
    without_page = article.text_from == "source" and article.other_text is None
    return (
        without_page,
        article.declared_at is None,
        article.source_id,
        article.ref,
        -said.timestamp(),
        article.position,
    )


def _where(sighting: Sighting) -> tuple[str, str, str, str]:
    return sighting.source_id, sighting.ref, sighting.guid or "", sighting.url or ""


def _only(same: tuple[str, Iterable[bytes]]) -> Article:
    articles = list(map(unpacked, same[1]))
    _DEDUPLICATED.inc(len(articles) - 1)
    return merged(articles)


@dataclass
class Dedupe(beam.PTransform):
    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return (
            articles
            | "Name" >> in_a_row(named, Article, Article)
            | "Key" >> in_a_row(keyed, Article, tuple[str, bytes])
            | "Gather" >> beam.GroupByKey()
            | "Merge" >> in_a_row(_only, tuple[str, Iterable[bytes]], Article)
            | "Fingerprint" >> in_a_row(fingerprinted, Article, Article)
        )
