"""Sentences end where a reader ends them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.sentences import sentences


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith met Sen. Jones on Jan. 4 in St. Paul.",
        "The U.S. Attorney in Windsor, Ont. and others agreed.",
        "There are ... significant doubts.",
        "He paid $3.5 million.",
        "“Why now?” Mr. Smith asked.",
    ],
)
def test_a_full_stop_within_a_sentence_does_not_end_it(text: str) -> None:
    """Abbreviations, ellipses, decimals and questions within speech are part of the sentence."""
    assert pieces(text) == [text]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("It was made in the U.S. The mayor left.", 2),
        ("“It is over.” She left.", 2),
        ("A headline without a stop\n\nThe text.", 2),
        ("Really? Yes! Good.", 3),
    ],
)
def test_a_sentence_ends_at_its_mark_and_at_a_paragraph(text: str, count: int) -> None:
    """A headline has no full stop, and an abbreviation may be the last word."""
    assert len(pieces(text)) == count


def test_a_line_end_within_a_text_wrapped_by_hand_ends_nothing() -> None:
    """Plain text mails break their lines within sentences."""
    text = "The council said that the\nnew bridge will be closed for\na month while the deck is\nrenewed by two firms."
    assert len(pieces(text)) == 1


@given(st.text(alphabet='aB .?!\n"”’1', max_size=200))
def test_sentences_hold_every_character_but_white_space(text: str) -> None:
    """Nothing of a text may be lost between sentences."""
    assert "".join("".join(pieces(text)).split()) == "".join(text.split())
