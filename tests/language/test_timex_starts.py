"""Where an expression may begin."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.timex_patterns import DIGITS, RULES
from pipelines.language.timex_starts import starts

_FIRST = st.sampled_from(sorted({word.replace(DIGITS, "20") for words, _ in RULES for word in words}))
_NEXT = st.sampled_from(
    (
        "Friday",
        "May",
        "3,",
        "2020",
        "years",
        "ago",
        "quarter",
        "of",
        "weekend",
        "in the",
        "days",
        "-",
        "\n",
        "é",
        "_",
        "’s",
    )
)


def tried(text: str) -> set[tuple[int, str]]:
    """Each place with the names of the rules to try there."""
    return {(place, rule.name) for place, start in starts(text) for rule in start.rules_at(text, place)}


def matching(text: str) -> set[tuple[int, str]]:
    """The same found the slow way: every rule at every word that it can begin with."""
    return {
        (word.start(), rule.name)
        for word in re.finditer(r"(?<!\w)(?:[A-Za-z]+|\d)", text)
        for words, rule in RULES
        if first_words(text, word) & set(words) and rule.pattern.match(text, word.start())
    }


def first_words(text: str, word: re.Match[str]) -> set[str]:
    """The word as the rules name it, and with the one after it where it is a "the"."""
    following = re.compile(r"\s*([A-Za-z]+|\d)").match(text, word.end())
    named = [DIGITS if name.isdecimal() else name.lower() for name in (word[0], following[1] if following else "")]
    return {named[0], " ".join(named)}


@given(st.lists(st.one_of(_FIRST, _NEXT), max_size=12).map(" ".join))
def test_no_rule_that_matches_is_passed_over(text: str) -> None:
    """The one pass over the text is for speed only: it must find what trying everything finds."""
    assert matching(text) <= tried(text)


@pytest.mark.parametrize("text", ["The theory that these people hold is many things.", "x2020", "_Friday", "éMay", ""])
def test_most_words_are_not_tried(text: str) -> None:
    """Words that only begin like a word of time, or stand in the middle of another, cost nothing."""
    assert tried(text) == set()
