"""A string without a clock time -> the first day of the day, month or year that it states, if it is all understood."""

import re
from datetime import date, timedelta
from typing import NamedTuple, NoReturn

from pipelines.errors import UnreadableDate
from pipelines.language.month_names import folded, month_number, weekday_numbers

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEK = re.compile(r"(\d{4})-?w(\d\d)(?:-?([1-7]))?", re.IGNORECASE)
_ORDINAL = re.compile(r"(\d{4})-?(\d{3})")
_MONTH = re.compile(r"(\d{4})[-/.](\d\d)")
_YEAR = re.compile(r"\d{4}")
_EIGHT = re.compile(r"(\d{4})(\d\d)(\d\d)")
_CJK = re.compile(r"(\d{2,4})\s?[\u5e74\ub144]\s?(\d{1,2})\s?[\u6708\uc6d4]\s?(\d{1,2})\s?[\u65e5\u53f7\uc77c]")
_NUMERIC = re.compile(
    r"(?<![\d/.\-])(\d{1,4})\s?([/.\-])\s?(0?\d{1,2})\s?\2\s?(\d{4}|\d{1,2})(?:\.(?=\s|$)|(?![\d/\-]))"
)
_TOKEN = re.compile(
    r"(?P<number>\d+)(?:(?:st|nd|rd|th|\u00ba|er|:?a|:?e)(?![^\W\d_]))?"
    r"|(?P<word>[^\W\d_]+(?:-feira)?)"
    r"|(?P<other>[^\s,.|;\u2013\u2014\-'\u2019\u00b7\u2022/])",
    re.IGNORECASE,
)
# Words that stand in dates and carry nothing: "at", "of", "the" and their like, "o'clock", "year".
_FILLERS = frozenset(
    {"at", "of", "the", "on", "t", "um", "uhr", "den", "der", "am", "le", "a", "de", "del", "el", "o", "as", "alle"}
    | {"il", "ore", "kl", "klo", "dne", "w", "г", "года", "в", "year", "anul", "h"}
)


class WrittenDay(NamedTuple):
    """The first day of the stated day, month or year; which of the three it is; what was assumed or odd."""

    first: date
    precision: str
    note: str | None = None


class _Words(NamedTuple):
    numbers: tuple[str, ...]
    month: int | None
    month_at: int
    weekdays: frozenset[int]


def read_day(text: str, *, this_year: int, date_order: str | None) -> WrittenDay | None:
    """The day that the text states. Raises UnreadableDate for one that the calendar does not have."""
    bare = text.strip(" \t,.;:|-\u2013\u2014\u2022\u00b7")
    return _iso_forms(bare) or _numeric(bare, this_year, date_order) or _in_words(bare, this_year)


def _iso_forms(text: str) -> WrittenDay | None:
    """What ISO 8601 has beside year-month-day: week dates, day of the year, a month, a year."""
    if found := _EIGHT.fullmatch(text):
        return WrittenDay(_date(*map(int, found.groups())), "day")
    if found := _WEEK.fullmatch(text):
        return WrittenDay(_iso_week(int(found[1]), int(found[2]), int(found[3])), "day") if found[3] else None
    if found := _MONTH.fullmatch(text):
        return WrittenDay(_date(int(found[1]), int(found[2]), 1), "month")
    if found := _ORDINAL.fullmatch(text):
        first = _date(int(found[1]), 1, 1)
        day = first + timedelta(days=int(found[2]) - 1)
        return WrittenDay(day, "day") if day.year == first.year else _none_such(text)
    return WrittenDay(_date(int(text), 1, 1), "year") if _YEAR.fullmatch(text) else None


def _numeric(text: str, this_year: int, date_order: str | None) -> WrittenDay | None:
    """Numbers with dashes, strokes, dots or the signs for year, month and day between them."""
    if found := _CJK.search(text):
        rest, numbers, mark = text[: found.start()] + " " + text[found.end() :], found.groups(), "-"
    elif found := _NUMERIC.search(text):
        rest, numbers, mark = (
            text[: found.start()] + " " + text[found.end() :],
            (found[1], found[3], found[4]),
            found[2],
        )
    else:
        return None
    words = _words(rest)
    if words is None or words.numbers or words.month:
        return None
    if len(numbers[0]) == 4 or found.re is _CJK:
        day, note = _date(_year(numbers[0], this_year), int(numbers[1]), int(numbers[2])), None
    elif len(numbers[0]) == 3:
        return None
    else:
        day, note = _day_and_month(numbers, mark, this_year, date_order, words.weekdays)
    return WrittenDay(day, "day", note or odd_weekday(day, words.weekdays))


def _day_and_month(
    numbers: tuple[str, ...], mark: str, this_year: int, date_order: str | None, weekdays: frozenset[int]
) -> tuple[date, str | None]:
    """Which of two numbers is the day: what the calendar allows, the weekday, the source's order, then the custom."""
    year = _year(numbers[2], this_year)
    first, second = int(numbers[0]), int(numbers[1])
    orders = [
        order for order, month, day in (("mdy", first, second), ("dmy", second, first)) if _exists(year, month, day)
    ]
    if (
        mark == "-"
        and len(numbers[2]) == 2
        and len(orders) < 2
        and _exists(_year(numbers[0], this_year), second, int(numbers[2]))
    ):
        raise UnreadableDate("ambiguous", f"{'-'.join(numbers)} may begin with the year or the day")
    if not orders:
        raise UnreadableDate("no_such_day", f"{mark.join(numbers)} is not in the calendar")
    if first == second or len(orders) == 1:
        return _ordered(orders[0], year, first, second), None
    fitting = [order for order in orders if _ordered(order, year, first, second).weekday() in weekdays]
    if len(fitting) == 1:
        return _ordered(fitting[0], year, first, second), f"the weekday tells that {mark.join(numbers)} is {fitting[0]}"
    known = (date_order or "").lower()
    if known in orders:
        return _ordered(known, year, first, second), None
    # No locale of CLDR puts the month first between dots; with strokes and dashes English feeds are the commoner.
    custom = "dmy" if mark == "." else "mdy"
    return _ordered(custom, year, first, second), f"{mark.join(numbers)} read as {custom}, which is assumed"


def _ordered(order: str, year: int, first: int, second: int) -> date:
    return date(year, first, second) if order == "mdy" else date(year, second, first)


def _in_words(text: str, this_year: int) -> WrittenDay | None:
    """A month by its name, with a day and a year in any order that leaves no doubt."""
    words = _words(text)
    if words is None or words.month is None or not 1 <= len(words.numbers) <= 2:
        return None
    years = [number for number in words.numbers if len(number) == 4]
    if len(words.numbers) == 1:
        return WrittenDay(_date(int(years[0]), words.month, 1), "month") if years and not words.weekdays else None
    if len(years) == 1:
        year, day = int(years[0]), next(number for number in words.numbers if len(number) != 4)
    elif not years and words.month_at < 2:
        # 1 Aug 17, July 10, '96: the year comes last. With the month behind both, "20 3 April", nobody knows.
        year, day = _year(words.numbers[1], this_year), words.numbers[0]
    else:
        return None
    if len(day) > 2:
        return None
    found = _date(year, words.month, int(day))
    return WrittenDay(found, "day", odd_weekday(found, words.weekdays))


def _words(text: str) -> _Words | None:
    """The numbers, the month and the weekday; None if there is any other word, two months or a strange sign.

    A word that could be either ("mar") is the weekday if a month follows.
    """
    numbers: list[str] = []
    named: list[tuple[str, int]] = []
    for token in _TOKEN.finditer(text):
        if token["number"]:
            numbers.append(token["number"])
        elif token["word"] and folded(token["word"]) not in _FILLERS:
            named.append((token["word"], len(numbers)))
        elif token["other"]:
            return None
    month: int | None = None
    month_at = 0
    weekdays: frozenset[int] = frozenset()
    for word, place in reversed(named):
        as_month, as_weekday = month_number(word), weekday_numbers(word)
        if as_month and month is None:
            month, month_at = as_month, place
        elif as_weekday and not weekdays:
            weekdays = as_weekday
        else:
            return None
    return _Words(tuple(numbers), month, month_at, weekdays)


def _year(number: str, this_year: int) -> int:
    """The year of two digits is the latest that is not after next year."""
    if len(number) != 2:
        return int(number)
    year = this_year // 100 * 100 + int(number)
    return year if year <= this_year + 1 else year - 100


def odd_weekday(day: date, weekdays: frozenset[int]) -> str | None:
    """A note where a weekday is written and the day is another."""
    if not weekdays or day.weekday() in weekdays:
        return None
    return f"{day} is a {_NAMES[day.weekday()]}, another weekday is written"


def _iso_week(year: int, week: int, weekday: int) -> date:
    try:
        return date.fromisocalendar(year, week, weekday)
    except ValueError:
        return _none_such(f"{year}-W{week:02d}-{weekday}")


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _date(year: int, month: int, day: int) -> date:
    return date(year, month, day) if _exists(year, month, day) else _none_such(f"{year:04d}-{month:02d}-{day:02d}")


def _none_such(written: str) -> NoReturn:
    raise UnreadableDate("no_such_day", f"{written} is not in the calendar")
