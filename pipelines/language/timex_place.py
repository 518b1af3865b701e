"""What a rule of temporal expressions is, and what it is told of the place where it matched."""

import re
from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from pipelines.language.tense import tense_at

_QUARTER_VALUE = re.compile(r"\d{4}-Q[1-4]")


class Spoken(NamedTuple):
    """The day and the quarter last named before a place, and the last value that names a year."""

    day: date | None = None
    value: str | None = None
    quarter: str | None = None

    def then(self, value: str) -> "Spoken":
        """After a DATE or TIME of this value."""
        if not value[:4].isdecimal():
            return self
        try:
            return self._replace(day=date.fromisoformat(value[:10]), value=value)
        except ValueError:
            return self._replace(value=value, quarter=value if _QUARTER_VALUE.fullmatch(value) else self.quarter)


class Place:
    """Where an expression stands: its text, the day it is read against, what was spoken of before it."""

    def __init__(self, text: str, start: int, end: int, day: date, spoken: Spoken) -> None:
        self.text, self.start, self.end, self.day, self.spoken = text, start, end, day, spoken
        self._tense: str | None = None

    @property
    def tense(self) -> str:
        """Read from the words once, and only if asked: it costs as much as all the rest."""
        if self._tense is None:
            self._tense = tense_at(self.text, self.start, self.end)
        return self._tense

    @property
    def owns(self) -> bool:
        """Does it have something ("Friday's ruling")?"""
        return self.text.startswith(("'s", "\u2019s"), self.end)

    def says(self, pattern: re.Pattern[str], reach: int = 250) -> bool:
        """Do the words around it, as far as the paragraph goes, match?"""
        before = self.text[max(0, self.start - reach) : self.start]
        after = self.text[self.end : self.end + reach // 2]
        return bool(pattern.search(before[before.rfind("\n\n") + 1 :]) or pattern.search(after.partition("\n\n")[0]))


Resolver = Callable[[re.Match[str], Place], str | None]


class Rule(NamedTuple):
    """`hangs`: the value hangs on the article's day. `repeats`: a SET."""

    name: str
    pattern: re.Pattern[str]
    resolve: Resolver
    hangs: bool = True
    repeats: bool = False
