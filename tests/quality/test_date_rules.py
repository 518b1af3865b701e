"""Rules about the declared date."""

from datetime import date

import pytest

from tests.shelf import Store

DAY = date(2020, 4, 3)


def test_no_declared_date_is_missing_and_the_estimate_is_suggested(store: Store) -> None:
    """Somebody has to fill it in, and the evidence says with what."""
    store.add("a", declared_text=None, declared_day=None, inferred_day=DAY, date_status="inferred")
    assert [(one.severity, one.suggestion) for one in store.findings("missing_date")] == [("critical", "2020-04-03")]


def test_years_without_a_day_are_no_suggestion(store: Store) -> None:
    """The message tells them; whoever takes up suggestions wants a day."""
    low = date(2018, 5, 1)
    store.add("a", declared_text=None, declared_day=None, date_status="unknown", inferred_low=low, inferred_high=DAY)
    assert [one.suggestion for one in store.findings("missing_date")] == [None]


def test_an_unreadable_date_is_missing_with_its_text(store: Store) -> None:
    """It tells the one who repairs the feed what to look for."""
    store.add("a", declared_text="30 February 2020", declared_day=None, date_status="unknown")
    assert [one.evidence for one in store.findings("missing_date")] == ["30 February 2020"]


def test_a_declared_day_is_not_missing(store: Store) -> None:
    """Even where it is wrong: that is another finding."""
    store.add("a", date_status="declared_conflict")
    assert store.findings("missing_date") == []


def test_a_conflict_names_the_likelier_day(store: Store) -> None:
    """The declared date is kept; the finding says what speaks against it."""
    store.add("a", inferred_day=DAY, date_status="declared_conflict")
    assert [(one.severity, one.suggestion) for one in store.findings("date_conflict")] == [("critical", "2020-04-03")]


def test_another_estimate_without_a_conflict_is_none(store: Store) -> None:
    """The estimate is filled for sound dates too, and may be a day off."""
    store.add("a", inferred_day=DAY)
    assert store.findings("date_conflict") == []


@pytest.mark.parametrize(("day", "found"), [(date(2020, 4, 7), 1), (date(2020, 4, 8), 1), (date(2020, 4, 6), 0)])
def test_a_day_after_it_was_seen_lies_in_the_future(store: Store, day: date, found: int) -> None:
    """At 06:00 in UTC it is tomorrow nowhere on earth."""
    store.add("a", declared_day=day, first_seen_at="2020-04-06 06:00:00+00")
    assert len(store.findings("future_date")) == found


def test_tomorrow_is_today_in_the_first_zones_of_the_world(store: Store) -> None:
    """At noon in UTC the next day has begun at UTC+14."""
    store.add("a", declared_day=date(2020, 4, 7), first_seen_at="2020-04-06 12:00:00+00")
    assert store.findings("future_date") == []
