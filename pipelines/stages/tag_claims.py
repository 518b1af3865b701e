"""Article -> Article: with its claims (who said what, what is worth checking), names and figures. Refuses nothing.

A text in another language than English is left without, and so is one that shows itself to be in another, whatever is
declared: the rules know English only. Where no language is declared, the one that it shows is kept.
"""

from dataclasses import dataclass

import apache_beam as beam
from apache_beam.metrics.metric import Metrics
from apache_beam.pvalue import PCollection

from pipelines.in_a_row import in_a_row
from pipelines.language.claims import told
from pipelines.language.tongues import UNKNOWN, foreign
from pipelines.lexicon import lexicon, stop_words
from pipelines.records import Article

_CLAIMS = Metrics.counter("dateline", "claims")


def tag(article: Article) -> Article:
    """The article with `claims`, `name_mentions`, `figures` and `pronouns` filled, in the order of the text."""
    if article.language is not None and article.language.lower()[:2] != "en":
        return _untold(article)
    other = foreign(article.text, stop_words())
    if other is not None:
        return _untold(article)._replace(language=article.language or (other if other != UNKNOWN else None))
    found = told(article.text, lexicon())
    return article._replace(
        claims=found.claims, name_mentions=found.names, figures=found.figures, pronouns=found.pronouns
    )


def _untold(article: Article) -> Article:
    return article._replace(claims=(), name_mentions=(), figures=(), pronouns=())


def _counted(article: Article) -> Article:
    tagged = tag(article)
    _CLAIMS.inc(len(tagged.claims))
    return tagged


@dataclass
class TagClaims(beam.PTransform):
    """Tags every article."""

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return articles | "Tag" >> in_a_row(_counted, Article, Article)
