"""A quotation in other words is found; house style is not other words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.wordings import rewording

QUOTE = "We look forward to working with the ministry to carry out the order of Friday"


@pytest.mark.parametrize(
    "other",
    [
        QUOTE.upper(),
        "We look forward to working with the ministry … to carry out the order of Friday",
        "We look forward ... to working with the ministry to carry out the order",
        "look forward to working with the ministry to carry out the order",
        "We look forward to working with the [health] ministry to carry out the order of Friday",
        "An entirely different sentence about the weather in the north",
    ],
)
def test_case_ellipses_brackets_and_cuts_are_no_rewording(other: str) -> None:
    """Each outlet quotes in its own style, and quotes as much as it needs."""
    assert rewording(QUOTE, other) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("supplies to healthcare workers in all of Canada now", "supplies to health-care workers in all of Canada now"),
        ("supplies to health care workers in all of Canada now", "supplies to healthcare workers in all of Canada now"),
        ("We don’t know that they will organise a vote in May", "We do not know that they'll organize a vote in May"),
    ],
)  # fmt: skip
def test_house_style_is_no_rewording(one: str, other: str) -> None:
    """Hyphens, contractions and spelling are the editor's, not the speaker's."""
    assert rewording(one, other) is None


def test_one_changed_word_is_a_rewording_with_its_places() -> None:
    """The finding shows the words that differ."""
    one, other = (
        "We anticipate issuing more orders under the Production Act soon",
        "We anticipate issuing more orders under the Protection Act soon",
    )
    found = rewording(one, other)
    assert found is not None
    change = found.changes[0]
    assert (one[change.a_start : change.a_end], other[change.b_start : change.b_end]) == ("Production", "Protection")


def test_a_modal_is_not_a_light_word() -> None:
    """ "Will" and "may" promise different things."""
    assert (
        rewording("But we will make it fair and good for both of us", "But we may make it fair and good for both of us")
        is not None
    )


@given(st.text(alphabet="ab .…[]'’-", max_size=80), st.text(alphabet="ab .…[]'’-", max_size=80))
def test_the_order_of_the_two_does_not_decide(one: str, other: str) -> None:
    """A relation must not depend on which article came first."""
    assert (rewording(one, one), rewording(other, other)) == (None, None)
