"""The holidays that English news names by name -> the day on which they fall in a year.

Fixed days, the n-th weekday of a month (United States Code, title 5, section 6103, and custom), and the days counted
from Easter (the Gregorian computus as Meeus gives it, Astronomical Algorithms, chapter 8).
"""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Final

MONDAY, TUESDAY, THURSDAY, SUNDAY = 0, 1, 3, 6


def easter(year: int) -> date:
    """Easter Sunday of the western churches."""
    century, rest = divmod(year, 100)
    golden = year % 19
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    to_sunday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * to_sunday) // 451
    month, day = divmod(epact + to_sunday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def _fixed(month: int, day: int) -> Callable[[int], date]:
    return lambda year: date(year, month, day)


def _nth(number: int, weekday: int, month: int, shift: int = 0) -> Callable[[int], date]:
    """The first, second … such weekday of the month, or `shift` days after it."""

    def day_in(year: int) -> date:
        first = date(year, month, 1)
        return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (number - 1) + shift)

    return day_in


def _from_easter(days: int) -> Callable[[int], date]:
    return lambda year: easter(year) + timedelta(days=days)


def _memorial_day(year: int) -> date:
    end = date(year, 5, 31)
    return end - timedelta(days=end.weekday())


_DAYS: Final[dict[str, Callable[[int], date]]] = {
    "new year's day": _fixed(1, 1), "new year's eve": _fixed(12, 31), "martin luther king jr. day": _nth(3, MONDAY, 1),
    "martin luther king day": _nth(3, MONDAY, 1), "valentine's day": _fixed(2, 14),
    "presidents' day": _nth(3, MONDAY, 2), "presidents day": _nth(3, MONDAY, 2), "st. patrick's day": _fixed(3, 17),
    "ash wednesday": _from_easter(-46), "palm sunday": _from_easter(-7), "good friday": _from_easter(-2),
    "easter sunday": _from_easter(0), "easter monday": _from_easter(1), "easter": _from_easter(0),
    "may day": _fixed(5, 1), "mother's day": _nth(2, SUNDAY, 5), "memorial day": _memorial_day,
    "father's day": _nth(3, SUNDAY, 6), "juneteenth": _fixed(6, 19), "independence day": _fixed(7, 4),
    "fourth of july": _fixed(7, 4), "labor day": _nth(1, MONDAY, 9), "columbus day": _nth(2, MONDAY, 10),
    "halloween": _fixed(10, 31), "election day": _nth(1, MONDAY, 11, shift=1), "veterans day": _fixed(11, 11),
    "thanksgiving day": _nth(4, THURSDAY, 11), "thanksgiving": _nth(4, THURSDAY, 11),
    "christmas eve": _fixed(12, 24), "christmas day": _fixed(12, 25), "christmas": _fixed(12, 25),
    "boxing day": _fixed(12, 26),
}  # fmt: skip
# Names that also stand before a noun ("Christmas trees"): alone they are a day only where a word of time leads in.
ALSO_ADJECTIVES: Final = frozenset({"christmas", "easter", "thanksgiving", "halloween"})
NAMES: Final = tuple(_DAYS)


def holiday(name: str, year: int) -> date:
    """The day in that year. Raises ValueError or OverflowError at the ends of the calendar."""
    return _DAYS[" ".join(name.lower().replace("\u2019", "'").split())](year)
