"""Text -> its words in lower case with their places, read once for all who look at words of a part. Linear."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

# The first alternative says nothing new: the plain words, which are most, are found fast by it.
_WORD = re.compile(r"([a-z]+(?= )|[^\W_]+(?:(?:[-'’.]|(?<=\d),(?=\d))[^\W_]+)*)")


class Lexemes(NamedTuple):
    """`small` is the text in lower case, character for character; `starts` are the places of the words."""

    small: str
    words: Sequence[str]
    starts: Sequence[int]

    def between(self, start: int, end: int) -> Sequence[str]:
        """The words that begin in a part of the text."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def lexemes(text: str) -> Lexemes:
    """The words of a text: letters and figures with hyphens, apostrophes, points inside; and the commas of figures."""
    small = text.replace("İ", "i").lower()  # the one capital whose small form is longer
    parts = _WORD.split(small)  # what stands between the words and the words in turn
    return Lexemes(small, parts[1::2], list(accumulate(map(len, parts)))[:-1:2])
