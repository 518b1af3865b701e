"""Article -> Article: with its claims (who said what, what is worth checking) and the names in it. Refuses nothing.

A text in another language than English is left without: the rules know English only.
"""

import csv
from dataclasses import dataclass
from functools import cache

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection

from pipelines.language.checkworthy import weights
from pipelines.language.claims import Lexicon, claims_and_names
from pipelines.language.cues import cues, demonyms
from pipelines.language.names import terms_table
from pipelines.language.terms import Terms
from pipelines.records import Article, NameMention
from pipelines.resources import folder


@cache
def lexicon() -> Lexicon:
    """The tables of schemas/terms, read once a process."""
    places = demonyms((row["place"], row["demonyms"]) for row in _rows("demonyms"))
    known = {place: ("place", place.title()) for place in places.values()}
    known |= terms_table((row["kind"], row["canonical"], row["accepted"]) for row in _rows("names"))
    return Lexicon(
        cues((row["lemma"], row["kind"], row["forms"]) for row in _rows("cues")),
        Terms(places),
        known,
        weights((row["feature"], row["weight"], row["words"]) for row in _rows("checkworthy")),
    )


def _rows(table: str) -> list[dict[str, str]]:
    path = folder("schemas") / "terms" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tag(article: Article) -> Article:
    """The article with `claims` and `name_mentions` filled, in the order of the text."""
    if article.language is not None and article.language.lower()[:2] != "en":
        return article._replace(claims=(), name_mentions=())
    claims, named = claims_and_names(article.text, lexicon())
    mentions = tuple(NameMention(name.start, name.end, name.text, name.kind, name.canonical) for name in named)
    return article._replace(claims=claims, name_mentions=mentions)


def _counted(article: Article) -> Article:
    tagged = tag(article)
    Metrics.counter("dateline", "claims").inc(len(tagged.claims))
    return tagged


@dataclass
class TagClaims(beam.PTransform):
    """Tags every article."""

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return articles | "Tag" >> beam.Map(_counted).with_input_types(Article).with_output_types(Article)
