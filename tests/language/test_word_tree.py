"""A set of words as one pattern."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.word_tree import one_of

_WORDS = st.lists(st.text("ab -.", min_size=1, max_size=4), min_size=1, max_size=6)


@given(_WORDS, st.text("abAB -.", max_size=8))
def test_the_longest_word_that_fits_is_matched(words: list[str], text: str) -> None:
    """It stands for an alternation of the words, the longer ones first."""
    plain = re.compile("|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)), re.IGNORECASE)
    expected, found = plain.match(text), re.match(one_of(words), text)
    assert (found and found[0]) == (expected and expected[0])
