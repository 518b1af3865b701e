"""Quantities are compared by value and unit, however they are written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.numbers import quantities


def keys(text: str) -> list[str]:
    return [quantity.key for quantity in quantities(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("10 million N95 respirators", "10000000 respirator"),
        ("180 million N-95 respirator masks", "180000000 mask"),
        ("1,200 deaths", "1200 death"),
        ("$1.5 billion", "1500000000 dollar"),
        ("12 percent of voters", "12 percent"),
        ("12% of voters", "12 percent"),
        ("twenty-one people", "21 person"),
        ("38 U.S. states", "38 state"),
    ],
)
def test_a_quantity_is_its_value_and_its_unit(text: str, expected: str) -> None:
    """1,200 and 1200, percent and %, figures and words are the same number."""
    assert keys(text) == [expected]


@pytest.mark.parametrize(
    "text", ["on April 3, 2020", "on 3 May 2020", "in 2019", "at 8:09 PM", "at 8 p.m.", "COVID-19", "N95 masks"]
)
def test_dates_times_and_names_are_no_quantities(text: str) -> None:
    """Two articles that differ in a date do not differ in a number."""
    assert keys(text) == []


def test_a_hedged_quantity_says_so() -> None:
    """ "Nearly 2,000" and 1,970 do not contradict."""
    assert [quantity.approximate for quantity in quantities("nearly 2,000 people, 1,970 people")] == [True, False]


@given(st.text(alphabet="0123456789,.$%- millonbdrea", max_size=120))
def test_any_figures_are_read_or_left(text: str) -> None:
    """Broken figures are ordinary."""
    assert all(text[quantity.start : quantity.end] for quantity in quantities(text))
