"""Text -> the places where a rule of timex_patterns may match, and which rules to try there.

Few words of a text can begin an expression, and at most of those no rule matches: the first is told by one pattern for
the whole text, the second by one for all the rules of a first word. Only then is a rule itself asked.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from pipelines.language.timex_patterns import DIGITS, RULES
from pipelines.language.timex_place import Rule
from pipelines.language.word_tree import one_of


@dataclass(frozen=True)
class Start:
    """The rules that a word can begin."""

    rules: tuple[Rule, ...]

    @cached_property
    def any_of(self) -> re.Pattern[str]:
        """A pattern whose last group has the number of the first rule that matches. Made when a text first has such a
        word: all of them take longer than a small feed is read in.
        """
        bare = (re.sub(r"\(\?P<\w+>", "(?:", rule.pattern.pattern) for rule in self.rules)
        return re.compile("|".join(f"(?:{pattern})()" for pattern in bare), re.IGNORECASE)

    def rules_at(self, text: str, place: int) -> Sequence[Rule]:
        """From the first one that matches there; none where none does."""
        first = self.any_of.match(text, place)
        return self.rules[(first.lastindex or 1) - 1 :] if first else ()


def starts(text: str) -> Iterator[tuple[int, Start]]:
    """The words that can begin an expression, in order."""
    # With a blank put before the text, the place of what stands before a word is the place of the word itself.
    for found in _FIRST_WORD.finditer(" " + text):
        alone, after_the = found[1], found[2]
        yield found.start(), _AT[_key(alone)] if alone else _AT["the " + _key(after_the)]


def _key(word: str) -> str:
    return DIGITS if word.isdecimal() else word.lower()


def _by_first_word() -> Mapping[str, Start]:
    table: dict[str, list[Rule]] = {}
    for words, rule in RULES:
        for word in words:
            table.setdefault(word, []).append(rule)
    same = {tuple(rules): Start(tuple(rules)) for rules in table.values()}
    return {word: same[tuple(rules)] for word, rules in table.items()}


_AT = _by_first_word()
_WORDS = [word for word in _AT if word != DIGITS and " " not in word]
_AFTER_THE = [word.removeprefix("the ") for word in _AT if word.startswith("the ") and word != f"the {DIGITS}"]
# Numbers in digits that no rule reads: most of those in news.
_NO_TIME = r"(?!\d*(?:,\d|(?:\.\d+)?[ ]?(?:%|percent\b|million\b|billion\b)))"
# A letter or digit before it would make the word the end of another. What follows "the" may be a first word of its own.
_FIRST_WORD = re.compile(
    rf"\W(?:(\d{_NO_TIME}|{one_of(_WORDS)}(?![A-Za-z]))|[Tt][Hh][Ee](?=\s{{1,3}}(\d|{one_of(_AFTER_THE)}(?![A-Za-z]))))"
)
