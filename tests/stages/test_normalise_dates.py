"""An entry becomes an article with its dates read."""

from datetime import UTC, date, datetime

import apache_beam as beam
import pytest
from apache_beam.testing.util import assert_that, equal_to
from apache_beam.typehints.decorators import TypeCheckError

from pipelines.options import SourceSettings
from pipelines.records import Entry
from pipelines.stages.normalise_dates import NormaliseDates, normalise

SEEN = datetime(2021, 9, 15, 12, tzinfo=UTC)


def entry(declared: str | None, text: str = "He spoke on Friday.") -> Entry:
    return Entry(
        source_id="paper", ref="paper.xml", guid="1", url=None, title="A title", author=None, text=text,
        text_as_received=None,
        language="en", dateline_place=None, correction=None, declared_text=declared, updated_text=None, position=0,
        seen_at=SEEN, run_id="run",
    )  # fmt: skip


def test_the_declared_date_is_read_and_its_words_kept() -> None:
    """What the source wrote is evidence, whatever becomes of it."""
    article = normalise(entry("Mon, 13 Sep 2021 10:00:00 GMT"), None)
    assert (article.declared_text, article.declared_day) == ("Mon, 13 Sep 2021 10:00:00 GMT", date(2021, 9, 13))


@pytest.mark.parametrize(
    ("declared", "zone", "hour", "zone_from"),
    [
        ("2021-09-13 10:00", "+0200", 8, "feed"),
        ("2021-09-13 10:00", "GMT", 10, "unknown"),
        ("2021-09-13 10:00 +0100", "+0200", 9, "offset"),
    ],
)
def test_a_date_without_a_zone_is_read_in_that_of_its_feed(declared: str, zone: str, hour: int, zone_from: str) -> None:
    """Universal time says nothing of where a paper is."""
    article = normalise(entry(declared)._replace(feed_zone=zone), None)
    assert (article.declared_at, article.declared_zone_from) == (datetime(2021, 9, 13, hour, tzinfo=UTC), zone_from)


def test_what_a_person_says_of_the_zone_goes_before_the_feed() -> None:
    """They know the paper."""
    article = normalise(entry("2021-09-13 10:00")._replace(feed_zone="+0200"), SourceSettings("paper", zone="+05:00"))
    assert (article.declared_at, article.declared_zone_from) == (datetime(2021, 9, 13, 5, tzinfo=UTC), "source")


def test_the_body_is_read_against_the_declared_day() -> None:
    """Friday before Monday the 13th is the 10th."""
    assert normalise(entry("2021-09-13"), None).date_mentions[0].value == "2021-09-10"


def test_an_unreadable_date_keeps_the_article_and_the_reason() -> None:
    """The article is news all the same; the check missing_date shows the words."""
    article = normalise(entry("soon"), None)
    assert (article.declared_at, article.declared_text) == (None, "soon")
    assert (article.declared_note or "").startswith("not_a_date")


def test_an_article_without_a_date_is_kept_without_a_note() -> None:
    """Nothing was written, so nothing could be misread."""
    article = normalise(entry(None), None)
    assert (article.declared_text, article.declared_note) == (None, None)


def test_a_body_is_not_read_against_a_day_in_the_future() -> None:
    """A date ahead of its own fetch is a slip, and would spread to every Friday in the text."""
    article = normalise(entry("2031-09-13"), None)
    assert (article.declared_day, article.date_mentions[0].value) == (date(2031, 9, 13), None)


def test_what_is_known_of_the_source_is_used() -> None:
    """A zone and an order of day and month belong to a source, not to a string."""
    source = SourceSettings("paper", zone="America/New_York", date_order="dmy")
    assert normalise(entry("05/09/2021 22:00"), source).declared_at == datetime(2021, 9, 6, 2, tzinfo=UTC)


def test_the_first_sighting_is_that_of_the_entry() -> None:
    """Where an article was seen starts here; later stages only add."""
    (sighting,) = normalise(entry(None), None).sightings
    assert (sighting.source_id, sighting.ref, sighting.guid, sighting.seen_at) == ("paper", "paper.xml", "1", SEEN)


def test_the_stage_gives_each_entry_the_settings_of_its_source() -> None:
    """Settings of one paper must not leak into another's dates."""
    with beam.Pipeline(runner="FnApiRunner") as pipeline:
        entries = pipeline | beam.Create([entry("05/09/2021"), entry("05/09/2021")._replace(source_id="other")])
        stage = NormaliseDates(sources=(SourceSettings("paper", date_order="dmy"),))
        days = entries | stage | beam.Map(lambda a: (a.source_id, a.declared_day))
        assert_that(days, equal_to([("paper", date(2021, 9, 5)), ("other", date(2021, 5, 9))]))


def test_the_stage_refuses_to_be_wired_to_anything_but_entries() -> None:
    """A wrong chain must fail when the graph is built, not after an hour."""
    pipeline = beam.Pipeline(runner="FnApiRunner")
    with pytest.raises(TypeCheckError):
        pipeline | beam.Create(["text"]) | NormaliseDates()


@pytest.mark.parametrize(("own", "language"), [("en", "en"), (None, "fr")])
def test_an_entry_without_a_language_takes_that_of_its_source(own: str | None, language: str) -> None:
    """What the article says of itself goes first."""
    source = SourceSettings("paper", language="fr")
    assert normalise(entry(None)._replace(language=own), source).language == language
