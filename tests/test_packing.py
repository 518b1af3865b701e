"""An article that crosses from worker to worker is the same one there."""

from datetime import UTC, date, datetime

from pipelines.packing import packed, unpacked
from pipelines.rows import Article, Enclosure, Sighting
from tests.landed import article

SEEN = datetime(2026, 11, 1, 12, tzinfo=UTC)


def full() -> Article:
    """An article with records of every kind in it."""
    read = article("On Monday the mayor, Anna Weber, said that she will build 12 bridges.", seen_at=SEEN)
    return read._replace(
        declared_day=date(2026, 11, 1),
        authors=("Anna Weber", "A. Weber"),
        enclosures=(Enclosure("https://news.example/a.mp3", None, 12),),
        sightings=(Sighting("wire", "a.xml", None, None, SEEN), Sighting("paper", "b.xml", "b", None, SEEN)),
    )


def test_an_article_comes_out_as_it_went_in() -> None:
    """Equality of tuples does not look at their kinds, so the kinds of the records in it are asked for as well."""
    there = unpacked(packed(full()))
    kinds = [type(value[0]) for value in there if isinstance(value, tuple) and value]
    assert (there, type(there), len(kinds)) == (full(), Article, 10)
    assert kinds == [type(value[0]) for value in full() if isinstance(value, tuple) and value]
