"""Text -> its words in lower case with their places, read once for all who look at words of a part. Linear."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+(?:(?:[-'’.]|(?<=\d),(?=\d))[^\W_]+)*")


class Lexemes(NamedTuple):
    """Words (letters and figures with hyphens, apostrophes and points inside, and the commas of figures), in order."""

    words: Sequence[str]
    starts: Sequence[int]

    def between(self, start: int, end: int) -> Sequence[str]:
        """The words that begin in a part of the text."""
        return self.words[bisect_left(self.starts, start) : bisect_left(self.starts, end)]


def lexemes(text: str) -> Lexemes:
    """The words of a text."""
    found = list(_WORD.finditer(lowered(text)))
    return Lexemes([word[0] for word in found], [word.start() for word in found])


def lexemes_of(tokens: Sequence[str], starts: Sequence[int]) -> Lexemes:
    """The words in tokens in lower case, which most of them are as they stand: cheaper than to read the text again."""
    words: list[str] = []
    places: list[int] = []
    for token, start in zip(tokens, starts, strict=True):
        if token.isalnum():
            words.append(token)
            places.append(start)
        elif len(token) > 1:
            for part in _WORD.finditer(token):
                words.append(part[0])
                places.append(start + part.start())
    return Lexemes(words, places)


def lowered(text: str) -> str:
    """The text in lower case, character for character."""
    return text.replace("İ", "i").lower()  # the one capital whose small form is longer
