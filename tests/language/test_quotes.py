"""Quotations are found whatever marks hold them, and marks that hold nothing do no harm."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.quotes import quotes
from tests.growth import grows_no_faster_than_its_size


def inside(text: str) -> list[str]:
    return [text[quote.start : quote.end] for quote in quotes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"It works," she said.', ["It works,"]),
        ("“It works,” she said.", ["It works,"]),
        ("«Ça marche», a-t-elle dit.", ["Ça marche"]),
        ("„Es geht“, sagte sie.", ["Es geht"]),
        ("»Es geht«, sagte sie.", ["Es geht"]),
        ("``It works,'' she said.", ["It works,"]),
        ("‘It works,’ she said.", ["It works,"]),
        ("“It works,\" she said.", ["It works,"]),
    ],
)  # fmt: skip
def test_every_kind_of_mark_holds_a_quotation(text: str, expected: list[str]) -> None:
    """Outlets differ in their marks, and repairs mix them."""
    assert inside(text) == expected


@pytest.mark.parametrize(
    "text", ["the players’ union", "the '90s and rock 'n' roll", 'a 6" pipe', "It's the dogs' park."]
)
def test_apostrophes_and_inches_are_no_quotations(text: str) -> None:
    """A single mark counts only where it is sure."""
    assert inside(text) == []


def test_only_the_outer_of_nested_quotations_is_given() -> None:
    """What is quoted within speech is part of that speech."""
    assert inside("“He told me ‘never’ and left,” she said.") == ["He told me ‘never’ and left,"]


def test_a_quotation_over_paragraphs_goes_on_where_the_mark_is_repeated() -> None:
    """News opens each paragraph of a long quotation and closes only the last."""
    first, second = quotes("“One thing.\n\n“Another thing,” he said.")
    assert (first.closed, first.continues) == (False, False)
    assert (second.closed, second.continues) == (True, True)


def test_an_opening_mark_that_is_never_closed_ends_with_its_paragraph() -> None:
    """One lost mark must not turn the rest of the article inside out."""
    assert inside("He said “it is over.\n\nShe said “no,” and left.") == ["it is over.", "no,"]


@given(st.text(alphabet="ab .,\n\"“”‘’'«»„`s", max_size=300))
def test_quotations_never_overlap_whatever_the_marks(text: str) -> None:
    """Whoever walks over quotations relies on their order."""
    found = quotes(text)
    assert all(a.outer_end <= b.outer_start for a, b in pairwise(found))
    assert all(q.outer_start <= q.start < q.end <= q.outer_end <= len(text) for q in found)


def test_a_text_of_nothing_but_marks_takes_linear_time() -> None:
    """Hostile input is ordinary: it may have 300,000 marks."""
    assert grows_no_faster_than_its_size(lambda size: quotes('"' * size + "“" * size + "'a " * size), 25_000)
