"""The rules of English temporal expressions: what a rule matches, and what it says the words mean.

A resolver gets the match and its place, and gives a TIMEX3 value; None where the words are no expression after all.
"""

import re
from collections.abc import Callable
from datetime import date, timedelta
from functools import cached_property
from typing import NamedTuple

from pipelines.language import timex_values as values
from pipelines.language.tense import tense_at
from pipelines.language.timex_words import (
    ORDINALS,
    PARTS,
    SHIFTS,
    TENS,
    UNITS,
    WEEKDAY_NUMBERS,
    amount_of,
    month_of,
    unit_of,
)  # fmt: skip


class Place:
    """Where an expression stands: its text, the day it is read against, the day last spoken of."""

    def __init__(self, text: str, start: int, end: int, day: date, spoken_of: date | None) -> None:
        self.text, self.start, self.end, self.day, self.spoken_of = text, start, end, day, spoken_of

    @cached_property
    def tense(self) -> str:
        return tense_at(self.text, self.start, self.end)

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


SATURDAY = 5
_QUARTER_NAMED = re.compile(r"\bquarter|\b(?:third|second|first|fourth)-period\b", re.IGNORECASE)


def full_date(found: re.Match[str], _: Place) -> str | None:
    return _iso(int(found["year"]), month_of(found["month"]), int(found["day"])) + _part(found)


def numeric_date(found: re.Match[str], _: Place) -> str | None:
    """Month first, as the English news agencies write it, unless only the other order is a date."""
    first, second, year = int(found["first"]), int(found["second"]), int(found["year"])
    year += 0 if year > 99 else 1900 if year > 50 else 2000
    return _iso(year, first, second) if first <= 12 else _iso(year, second, first)


def iso_date(found: re.Match[str], _: Place) -> str | None:
    return _iso(int(found["year"]), int(found["month"]), int(found["day"]))


def month_year(found: re.Match[str], _: Place) -> str | None:
    return f"{found['year']}-{month_of(found['month']):02d}"


def month_day(found: re.Match[str], place: Place) -> str | None:
    day = values.nearest_month_day(place.day, month_of(found["month"]), int(found["day"]), place.tense)
    return day.isoformat() + _part(found) if day else None


def bare_month(found: re.Match[str], place: Place) -> str | None:
    month = month_of(found["month"])
    match SHIFTS.get((found["which"] or "").lower()):
        case -1:
            return values.nearest_month(place.day.replace(day=1) - timedelta(days=1), month, "past")
        case 1:
            return values.nearest_month(place.day.replace(day=28) + timedelta(days=4), month, "future")
    return values.nearest_month(place.day, month, place.tense)


def plain_weekday(found: re.Match[str], place: Place) -> str | None:
    day = values.nearest_weekday(place.day, WEEKDAY_NUMBERS[found["weekday"].lower()], place.tense)
    return day.isoformat() + _part(found)


def weekday_last(found: re.Match[str], place: Place) -> str | None:
    """ "last Friday": the latest before the day itself."""
    before = place.day - timedelta(days=1)
    return values.nearest_weekday(before, WEEKDAY_NUMBERS[found["weekday"].lower()], "past").isoformat() + _part(found)


def weekday_next(found: re.Match[str], place: Place) -> str | None:
    after = place.day + timedelta(days=1)
    return values.nearest_weekday(after, WEEKDAY_NUMBERS[found["weekday"].lower()], "future").isoformat() + _part(found)


def weekdays(found: re.Match[str], _: Place) -> str | None:
    return f"XXXX-WXX-{WEEKDAY_NUMBERS[found['weekday'].lower()] + 1}{_part(found)}"


def day_word(found: re.Match[str], place: Place) -> str | None:
    word = " ".join(found["word"].lower().split())
    shift = {"yesterday": -1, "tomorrow": 1, "the day before yesterday": -2, "the day after tomorrow": 2}.get(word, 0)
    night = "TNI" if word in ("tonight", "overnight") else ""
    return (place.day + timedelta(days=shift)).isoformat() + (night or _part(found))


def part_of_day(found: re.Match[str], place: Place) -> str | None:
    back = 1 if found["which"].lower() in ("last", "the previous") else 0
    return (place.day - timedelta(days=back)).isoformat() + _part(found)


def named_unit(found: re.Match[str], place: Place) -> str | None:
    """ "last week", "this year", "the current quarter", "the same period"."""
    which = found["which"].lower().removeprefix("the").strip()
    return values.unit_value(place.day, unit_of(found["unit"]), SHIFTS.get(which, -1 if which == "latest" else 0))


def named_season(found: re.Match[str], place: Place) -> str | None:
    which = (found["which"] or "").lower().removeprefix("the").strip()
    season = found["season"].lower()
    year = place.day.year
    begins = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[season]
    if which in ("last", "past", "previous"):
        year -= begins + 2 >= place.day.month
    elif which in ("next", "coming"):
        year += begins <= place.day.month
    return values.season_value(year, season)


def season_year(found: re.Match[str], _: Place) -> str | None:
    return values.season_value(int(found["year"]), found["season"])


def following_day(found: re.Match[str], place: Place) -> str | None:
    """ "the following day", "two days later": counted from the day last spoken of."""
    if place.spoken_of is None:
        return None if found["which"] is None else values.unit_value(place.day, "day", 1)
    shift = -1 if found["which"].lower() in ("previous", "preceding") else 1
    return (place.spoken_of + timedelta(days=shift)).isoformat()


def units_away(found: re.Match[str], place: Place) -> str | None:
    """ "two weeks ago", "a year earlier", "three days from now"."""
    amount, unit = amount_of(found["amount"]), unit_of(found["unit"])
    sign = 1 if found["direction"].lower() in ("later", "from now", "after", "hence") else -1
    if amount is None:
        return "FUTURE_REF" if sign > 0 else "PAST_REF"
    if amount != int(amount) or unit in ("second", "minute", "hour"):
        return values.duration_value(amount, unit)
    if unit == "year" and amount == 1 and sign < 0 and place.says(_QUARTER_NAMED):
        # Of a company's quarter, "a year ago" means the same quarter; nowhere else (research, dates: TimeBank).
        return values.quarter_value(_reported_quarter(place.day), -4)
    if unit == "month" or UNITS[unit] in "YWQDEC":
        return values.unit_value(place.day, unit, sign * int(amount))
    return None


def run_of_units(found: re.Match[str], _: Place) -> str | None:
    """ "the past three months"."""
    return values.duration_value(amount_of(found["amount"]), unit_of(found["unit"]))


def unbounded_run(found: re.Match[str], _: Place) -> str | None:
    """ "recent weeks", "coming days"."""
    return "PAST_REF" if found["which"].lower() == "recent" else "FUTURE_REF"


def duration(found: re.Match[str], _: Place) -> str | None:
    amount = found["amount"].lower()
    unit = unit_of(found["unit"])
    if amount in ("a", "an") and unit in ("second", "minute"):
        return None
    return values.duration_value(amount_of(amount), unit)


def quarter(found: re.Match[str], place: Place) -> str | None:
    number = ORDINALS[found["which"].lower()]
    if found["year"]:
        return f"{found['year']}-Q{number}"
    return f"{place.day.year - (number > (place.day.month - 1) // 3 + 1 and place.tense != 'future'):04d}-Q{number}"


def year_earlier(_: re.Match[str], place: Place) -> str | None:
    """ "year-earlier" before a profit: of the same quarter if a quarter is named, else of the year."""
    if place.says(_QUARTER_NAMED):
        return values.quarter_value(_reported_quarter(place.day), -4)
    return f"{place.day.year - 1:04d}"


def latest_quarter(found: re.Match[str], place: Place) -> str | None:
    shift = {"year-earlier": -4, "year-ago": -4}.get(found["which"].lower(), 0)
    return values.quarter_value(_reported_quarter(place.day), shift)


def half_year(found: re.Match[str], place: Place) -> str | None:
    return f"{found['year'] or place.day.year}-H{1 if found['which'].lower() == 'first' else 2}"


def weekend(_: re.Match[str], place: Place) -> str | None:
    """The one ahead if the words speak of the future, the present one on its days, else the last."""
    back = 0 if place.tense == "future" or place.day.weekday() >= SATURDAY else 1
    return values.unit_value(place.day, "weekend", -back)


def century(found: re.Match[str], _: Place) -> str | None:
    return f"{int(found['number']) - 1}XX"


def spelt_year(found: re.Match[str], _: Place) -> str | None:
    """ "nineteen ninety-six", as broadcasts are written down."""
    return f"{1900 + (amount_of(found['number']) or 0):.0f}"


def year_alone(found: re.Match[str], _: Place) -> str | None:
    return found["year"]


def decade(found: re.Match[str], _: Place) -> str | None:
    """ "the 1990s", "the '80s" (of the twentieth century, but for the tens)."""
    written = found["decade"]
    return written[:3] if len(written) == 4 else ("20" if written[0] in "012" else "19") + written[0]


def spelt_decade(found: re.Match[str], _: Place) -> str | None:
    """ "the eighties": of the twentieth century."""
    stems = [tens.removesuffix("y") for tens in TENS]
    return f"19{stems.index(found['decade'].lower().removesuffix('ies')) + 2}"


def present(_: re.Match[str], __: Place) -> str | None:
    return "PRESENT_REF"


def past(_: re.Match[str], __: Place) -> str | None:
    return "PAST_REF"


def future(_: re.Match[str], __: Place) -> str | None:
    return "FUTURE_REF"


def every(found: re.Match[str], _: Place) -> str | None:
    unit = found["unit"].lower()
    if unit in WEEKDAY_NUMBERS:
        return f"XXXX-WXX-{WEEKDAY_NUMBERS[unit] + 1}"
    if unit in PARTS:
        return f"XXXX-XX-XXT{PARTS[unit]}"
    return values.duration_value(1, unit_of(unit))


def adverb(found: re.Match[str], _: Place) -> str | None:
    return {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "hourly": "PT1H"}.get(
        found["word"].lower(), "P1Y"
    )


def clock(found: re.Match[str], place: Place) -> str | None:
    day = place.spoken_of or place.day
    word = (found["word"] or "").lower()
    if word:
        return f"{day.isoformat()}T{'12' if word == 'noon' else '24'}:00"
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"


def _reported_quarter(day: date) -> date:
    """A day of the quarter that reports of this day are about: the last one that has ended."""
    return day - timedelta(days=90) if day.day < 29 or day.month % 3 else day - timedelta(days=92)


def _part(found: re.Match[str]) -> str:
    part = found.groupdict().get("part")
    return "T" + PARTS[part.lower()] if part else ""


def _iso(year: int, month: int, day: int) -> str:
    """Raises ValueError for a day that the calendar does not have."""
    return date(year, month, day).isoformat()
