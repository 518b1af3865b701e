"""Articles on the page: the day, how sure it is, and what says so."""

from datetime import date

from pipelines.report.articles import Article, articles
from pipelines.report.marks import Piece
from tests.shelf import Store

DAY = date(2020, 4, 3)


def only(shelf: Store) -> Article:
    (found,) = articles(shelf.con, 10)
    return found


def test_a_day_against_the_declared_one_says_how_sure_it_is(shelf: Store) -> None:
    """Both days are shown, the wrong one as such."""
    shelf.add(
        "a1", declared_day=date(2020, 3, 23), inferred_day=DAY, inferred_low=DAY, inferred_high=DAY, published_day=DAY,
        inferred_confidence=0.974, date_status="declared_conflict",
    )  # fmt: skip
    found = only(shelf)
    assert (found.day, found.status, found.sure) == ("Friday 3 April 2020", "against the declared day", "97 % sure")
    assert [lane.kind for lane in found.line.lanes] == ["wrong", "likely", "seen"]


def test_a_day_to_come_is_no_day(shelf: Store) -> None:
    """It was declared, and yet nobody knows it."""
    shelf.add("a1", declared_day=date(2031, 1, 1), published_day=None, date_status="unknown")
    found = only(shelf)
    assert (found.day, found.status, found.doubtful) == ("Day unknown", "declared for a day to come", True)


def test_years_without_a_day_are_told(shelf: Store) -> None:
    """It is less than a day and more than nothing."""
    low, high = date(2018, 5, 1), date(2020, 4, 3)
    shelf.add("a1", declared_day=None, published_day=None, date_status="unknown", inferred_low=low, inferred_high=high)
    found = only(shelf)
    assert (found.day, found.status) == ("Day unknown", "between Tuesday 1 May 2018 and Friday 3 April 2020, 90 % sure")


def test_without_any_day_there_is_no_time_line(shelf: Store) -> None:
    """When it was first seen says nothing of when it is from."""
    shelf.add("a1", declared_day=None, published_day=None, date_status="unknown")
    assert only(shelf).line.lanes == ()


def test_evidence_is_told_in_words(shelf: Store) -> None:
    """Who says so, how strongly, with the weekday marked in its sentence."""
    shelf.add("a1")
    shelf.put(
        "date_evidence",
        article_id="a1", seq=0, witness="weekday", weekday="Friday", weight=1.8, detail="… released Friday. …",
    )  # fmt: skip
    (told,) = only(shelf).witnesses
    assert (told.who, told.strength) == ("A weekday in the text", "fair")
    assert Piece("Friday", "differs") in told.says


def test_the_gravest_come_first(shelf: Store) -> None:
    """The page has no room for all."""
    shelf.add("a1")
    shelf.add("a2")
    for article, severity in (("a1", "info"), ("a2", "critical")):
        shelf.put(
            "quality_issues",
            rule="missing_date", article_id=article, subject="", severity=severity, state="open", message="A fault.",
            first_run_id="r1", last_run_id="r1",
        )  # fmt: skip
    assert [found.article_id for found in articles(shelf.con, 10)] == ["a2", "a1"]


def test_an_address_that_is_no_web_page_is_no_link(shelf: Store) -> None:
    """Some run a script when they are followed."""
    shelf.add("a1", url="javascript:alert(1)")
    assert only(shelf).url == ""
