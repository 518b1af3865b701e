"""A text all in capitals, as wires send -> the same text with small letters where they belong, character for character.

Which words are names cannot be seen in capitals: all keep one capital but the common words, and so the readers of
speech find their cues and phrases. Pure; linear.
"""

import re
from collections.abc import Set

from pipelines.language.lexemes import lowered
from pipelines.language.sources import PLURALS
from pipelines.language.terms import STOP_WORDS

_RARE = 20  # so many capital E to a small one, or to none
# A word, and what shows that a sentence begins with it. The looks are bounded, so all is linear.
_WORD = re.compile(
    r"((?:^|[.!?…:]|\n)[\"”’'»)]{0,3}+(?:\s|^){1,3}+[\"“‘'«(]{0,3}+)?([^\W\d_](?:[^\W_]|['’-](?=[^\W_]))*)"
)


def shouted(text: str) -> bool:
    """Whether a text is written in capitals: told by its commonest letter."""
    return text.count("E") > _RARE * text.count("e")


def recased(text: str, cues: Set[str]) -> str:
    """The text with its common words and `cues` small, its other words with one capital; as long as it was."""

    def small(found: re.Match[str]) -> str:
        before, word = found[1] or "", found[2]
        plain = lowered(word)
        begins = found[1] is not None or found.start() == 0
        if len(word) == 1 and plain not in ("a",):
            return before + word
        common = plain in STOP_WORDS or plain in cues or plain in PLURALS or plain.endswith("ly")
        return before + (plain if common and not begins else word[0] + plain[1:])

    return _WORD.sub(small, text)
