"""The stage fills claims and names, and leaves other languages alone."""

import apache_beam as beam
import pytest
from apache_beam.testing.test_pipeline import TestPipeline
from apache_beam.testing.util import assert_that, equal_to

from pipelines.records import Article
from pipelines.stages.tag_claims import TagClaims, tag
from tests.landed import article

TEXT = "Mayor Anna Weber said on Friday that the bridge is safe."


def untagged(language: str | None = None) -> Article:
    return article(TEXT)._replace(language=language, claims=(), name_mentions=())


@pytest.mark.parametrize("language", [None, "en", "en-GB"])
def test_an_english_article_gets_claims_and_names(language: str | None) -> None:
    """An article whose language nobody said is read as English."""
    tagged = tag(untagged(language))
    assert [claim.content for claim in tagged.claims] == ["the bridge is safe"]
    assert [name.canonical for name in tagged.name_mentions] == ["Anna Weber"]


def test_an_article_in_another_language_is_left_without() -> None:
    """English rules would mis-tag it."""
    tagged = tag(untagged("de"))
    assert (tagged.claims, tagged.name_mentions) == ((), ())


GERMAN = "Der Bürgermeister sagte am Freitag, dass die 40 Brücken nicht sicher sind und der Rat auf das Geld wartet."


@pytest.mark.parametrize(("declared", "kept"), [(None, "de"), ("en", "en")])
def test_a_text_that_shows_another_language_is_left_without(declared: str | None, kept: str) -> None:
    """Whatever is declared; where nothing is, the language that it shows is kept."""
    tagged = tag(untagged(declared)._replace(text=GERMAN))
    assert (tagged.language, tagged.claims, tagged.name_mentions) == (kept, (), ())


def test_a_text_in_letters_that_english_has_not_gets_no_claims() -> None:
    """Which language it is in cannot be told."""
    tagged = tag(untagged()._replace(text="Мэр сказал, что 40 мостов безопасны."))
    assert (tagged.language, tagged.claims) == (None, ())


def test_the_transform_tags_every_article() -> None:
    """The stage wires the function and nothing else."""
    with TestPipeline("FnApiRunner") as pipeline:
        tagged = pipeline | beam.Create([untagged()]).with_output_types(Article) | TagClaims()
        assert_that(tagged | beam.Map(lambda one: len(one.claims)), equal_to([1]))
