"""A text in capitals is read as one in small letters, place for place."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.shouting import recased, shouted


def test_a_text_in_capitals_is_told_from_a_headline_in_capitals() -> None:
    """One shouted line does not make a text a shouted one."""
    assert shouted("THE BRIDGE IS SAFE, THE MAYOR SAID.")
    assert not shouted("BRIDGE IS SAFE\n\nThe mayor said on Friday that the bridge is safe.")
    assert not shouted("")


def test_common_words_become_small_and_sentences_keep_their_capital() -> None:
    """What the readers of speech go by."""
    text = "THE BRIDGE IS SAFE. THE MAYOR, D.C.’S SMITH, SAID SO."
    assert recased(text, {"said"}) == "The Bridge is Safe. The Mayor, D.C.’S Smith, said so."


@given(st.text(alphabet="ABEİß .!?\n\"“”'’-", max_size=200))
def test_every_character_keeps_its_place(text: str) -> None:
    """Spans found in the one are spans of the other."""
    assert len(recased(text, set())) == len(text)


@pytest.mark.parametrize("piece", ['."', ".\n", "E-", "E'", "\n\n", ". "])
def test_hostile_capitals_are_survived(piece: str) -> None:
    """A megabyte of each."""
    text = "THE END" + piece * 500_000
    assert len(recased(text, set())) == len(text)
