"""Holidays by name: on which day of a year they fall."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.holidays import NAMES, easter, holiday


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Easter", date(2020, 4, 12)),
        ("Good Friday", date(2020, 4, 10)),
        ("Memorial Day", date(2020, 5, 25)),
        ("Labor Day", date(2020, 9, 7)),
        ("Election Day", date(2020, 11, 3)),
        ("Thanksgiving", date(2020, 11, 26)),
        ("New Year’s  Eve", date(2020, 12, 31)),
    ],
)
def test_a_holiday_falls_on_its_day(name: str, day: date) -> None:
    """Days of a year that everyone can look up: one for each way of counting."""
    assert holiday(name, 2020) == day


@given(st.integers(1583, 9998))
def test_easter_is_a_sunday_of_spring(year: int) -> None:
    """From 22 March to 25 April, whatever the year: the bounds of the Gregorian rule."""
    day = easter(year)
    assert day.weekday() == 6
    assert date(year, 3, 22) <= day <= date(year, 4, 25)


@given(st.sampled_from(NAMES), st.integers(1583, 9998))
def test_a_holiday_lies_in_its_year(name: str, year: int) -> None:
    """The year is what was asked for."""
    assert holiday(name, year).year == year
