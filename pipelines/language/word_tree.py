"""A set of words -> a pattern that matches them in any case, as fast as `re` can: letter by letter, not word by word.

`re` gives up a branch that begins with a class of letters before it enters it, but only where IGNORECASE is off; so
each letter is a class of both its cases, and beginnings are shared.
"""

import re
from collections.abc import Iterable


def one_of(words: Iterable[str]) -> str:
    """The pattern, for use without IGNORECASE; where a word begins another, the longer one is tried first."""
    tails: dict[str, list[str]] = {}
    for word in words:
        tails.setdefault(word[:1], []).append(word[1:])
    ends = tails.pop("", None) is not None
    branches = [_either_case(letter) + one_of(rest) for letter, rest in sorted(tails.items())]
    if not branches:
        return ""
    return f"(?:{'|'.join(branches)}){'?' if ends else ''}" if ends or len(branches) > 1 else branches[0]


def _either_case(letter: str) -> str:
    return f"[{letter.upper()}{letter}]" if letter.isalpha() else re.escape(letter)
