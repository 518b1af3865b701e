"""Which pairs of texts are copies, which are parts, and which only follow the same pattern."""

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.copies import copy_kind, likeness, profile
from pipelines.language.fingerprint import normalised, shingles_in, words_of

QUARTER = (
    "Shares of the pump maker Halden rose after Halden said that sales in the {period} quarter came to {a} million "
    "crowns, up from {b} million a year before, while costs fell by {c} percent to {d} million. Operating profit was "
    "{e} million crowns, and the order book of the group in Bergen stood at {f} million at the end of the period. The "
    "chief executive of Halden, Anna Berg, said that demand from yards in Norway had been steady, that the works in "
    "Bergen had run without a break, and that the dividend would be proposed to the shareholders in the spring."
)
FIRST = QUARTER.format(period="first", a=412, b=398, c=7, d=233, e=61, f=905)
NEXT = QUARTER.format(period="second", a=437, b=401, c=9, d=228, e=74, f=951)
CORRECTED = QUARTER.format(period="first", a=421, b=389, c=7, d=233, e=16, f=905)
OTHER_COMPANY = FIRST.replace("Halden", "Oriveda").replace("Anna Berg", "Ines Duarte")
OTHER_COMPANY = OTHER_COMPANY.replace("Bergen", "Tampere").replace("Norway", "Finland")
MATCH = (
    "The home side beat the visitors in front of a full ground, after {name} had opened the scoring with a header in "
    "the first half. It was the third win in a row for the team, which had lost twice before the winter break, and the "
    "coach praised the patience of his players. The visitors had most of the ball but found no way through the defence."
)
QUOTING = "Nobody in the street slept that night. The river rose until noon, and boats were brought in from the coast. "


def kind(a: str, b: str, *, later: bool = False) -> str | None:
    return copy_kind(likeness(profile(a), profile(b)), later)


def test_the_next_quarter_of_the_same_company_is_a_template() -> None:
    """Nearly every word is the same, and it is other news."""
    assert kind(FIRST, NEXT) == "template"


def test_a_correction_of_three_figures_is_a_copy() -> None:
    """The rest of its numbers, its names and its period stay."""
    assert kind(FIRST, CORRECTED) == "near_copy"


def test_another_company_in_the_same_words_is_a_template() -> None:
    """Even where no number differs."""
    assert kind(FIRST, OTHER_COMPANY) == "template"


def test_which_text_comes_first_makes_no_difference() -> None:
    """A decision on a pair is symmetric."""
    for other in (NEXT, CORRECTED, OTHER_COMPANY):
        assert likeness(profile(FIRST), profile(other)) == likeness(profile(other), profile(FIRST))


def test_the_beginning_of_a_text_is_an_excerpt() -> None:
    """Most of the whole is not in it."""
    whole = MATCH.format(name="Lena Novak") + " " + FIRST + " " + QUOTING * 2
    assert kind(MATCH.format(name="Lena Novak"), whole) == "excerpt"


def test_a_longer_text_that_came_later_is_an_update() -> None:
    """It holds what was known before."""
    assert kind(MATCH.format(name="Lena Novak"), MATCH.format(name="Lena Novak") + " " + FIRST, later=True) == "update"


def test_a_scanned_copy_is_a_copy_though_few_shingles_are_whole() -> None:
    """Its errors stand everywhere."""
    words = FIRST.split()
    scanned = " ".join(word[:-1] + "c" if n % 5 == 3 else word for n, word in enumerate(words))
    found = likeness(profile(FIRST), profile(scanned))
    assert found.containment < 0.5
    assert kind(FIRST, scanned) == "near_copy"


def test_a_reused_paragraph_makes_no_copy() -> None:
    """The rest of the text is unlike."""
    assert kind(QUOTING + FIRST, QUOTING + MATCH.format(name="Paul Lindqvist")) is None


def test_boilerplate_ties_nobody() -> None:
    """Two short texts under the same notice are two texts."""
    notice = "Sign here to read the letter that we send to our readers each day, and tell us what you think of it. " * 2
    a, b = notice + "The ferry leaves at six from Monday on.", notice + "Rain fell over the hills all week."
    boilerplate = np.unique(shingles_in(words_of(notice)))
    assert kind(a, b) == "near_copy"
    assert copy_kind(likeness(profile(a, boilerplate), profile(b, boilerplate)), False) is None


def test_empty_and_one_word_texts_are_no_copies() -> None:
    """There is nothing to compare."""
    assert kind("", "") is None
    assert kind("Advertisement", "Advertisement") is None


@given(st.text(alphabet=st.sampled_from("aB9é_ -'’“”—…\u00a0\n\x1cßﬁ½\u0301") | st.characters()))
def test_words_are_runs_of_letters_and_digits_in_whatever_script(text: str) -> None:
    """Of ASCII they are told by another way, which must find the same words, or the same text has two fingerprints."""
    assert words_of(text) == re.findall(r"[^\W_]+", normalised(text))
