"""Text -> its words in lower case with their places, read once for all who look at words of a part. Linear."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import compress
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
    plain = list(map(str.isalnum, tokens))
    words: list[str] = []
    places: list[int] = []
    done = 0
    odd = [at for at, alone in enumerate(plain) if not alone and len(tokens[at]) > 1]
    for at in [*odd, len(tokens)]:
        words += compress(tokens[done:at], plain[done:at])
        places += compress(starts[done:at], plain[done:at])
        for part in _WORD.finditer(tokens[at]) if at < len(tokens) else ():
            words.append(part[0])
            places.append(starts[at] + part.start())
        done = at + 1
    return Lexemes(words, places)


def lowered(text: str) -> str:
    """The text in lower case, character for character."""
    return text.replace("İ", "i").lower()  # the one capital whose small form is longer
