"""What the expressions that name a day, a month or a time of day mean: resolvers for the rules of timex_patterns.

A resolver gets the match and its place, and gives a TIMEX3 value; None where the words are no expression after all.
"""

import re
from datetime import date, timedelta

from pipelines.language import timex_values as values
from pipelines.language.holidays import holiday
from pipelines.language.timex_place import Place
from pipelines.language.timex_words import PARTS, SHIFTS, WEEKDAY_NUMBERS, month_of

_MONTH_VALUE = re.compile(r"\d{4}-\d\d")


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
    """What has its Friday ("Friday's ruling") was news on it: 16 of 16 in one half of the kit's documents."""
    weekday = WEEKDAY_NUMBERS[found["weekday"].lower()]
    return values.nearest_weekday(place.day, weekday, "past" if place.owns else place.tense).isoformat() + _part(found)


def weekday_last(found: re.Match[str], place: Place) -> str | None:
    """ "last Friday": the latest before the day itself; "the previous Friday": before the day last spoken of."""
    told = "previous" in found[0].lower()
    before = ((told and place.spoken.day) or place.day) - timedelta(days=1)
    return values.nearest_weekday(before, WEEKDAY_NUMBERS[found["weekday"].lower()], "past").isoformat() + _part(found)


def weekday_next(found: re.Match[str], place: Place) -> str | None:
    """ "next Friday" is counted from the day of publication, "the following Friday" from the day last spoken of."""
    told = "following" in found[0].lower()
    after = ((told and place.spoken.day) or place.day) + timedelta(days=1)
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


def following_day(found: re.Match[str], place: Place) -> str | None:
    """ "the following day", "the next morning": counted from the day last spoken of."""
    shift = -1 if found["which"].lower() in ("previous", "preceding") and place.spoken.day else 1
    return ((place.spoken.day or place.day) + timedelta(days=shift)).isoformat() + _part(found)


def day_beside(found: re.Match[str], place: Place) -> str | None:
    """ "the day before Thanksgiving", "the day after last Tuesday"; "the day before": of the day last spoken of."""
    day = place.spoken.day
    if found["weekday"]:
        latest = place.day - timedelta(days=bool(found["which"]))
        tense = "past" if found["which"] else place.tense
        day = values.nearest_weekday(latest, WEEKDAY_NUMBERS[found["weekday"].lower()], tense)
    elif found["holiday"]:
        days = [holiday(found["holiday"], place.day.year + shift) for shift in (-1, 0, 1)]
        day = values.nearest_of(place.day, days, place.tense)
    shift = 1 if found["side"].lower() == "after" else -1
    return (day + timedelta(days=shift)).isoformat() if day else None


def that_unit(found: re.Match[str], place: Place) -> str | None:
    """ "that day", "later that year": of what was last spoken of, if that is told so finely."""
    value, day = place.spoken.value or "", place.spoken.day
    match found["unit"].lower():
        case "day" if day:
            return day.isoformat()
        case "week" if day:
            return values.week_value(day)
        case "month" if _MONTH_VALUE.match(value):
            return value[:7]
        case "year" if value:
            return value[:4]
        case "quarter":
            return place.spoken.quarter
    return None


def week_of(found: re.Match[str], place: Place) -> str | None:
    day = values.nearest_month_day(place.day, month_of(found["month"]), int(found["day"]), place.tense)
    return values.week_value(day) if day else None


def named_holiday(found: re.Match[str], place: Place) -> str | None:
    """ "Christmas Eve 1998", "last Thanksgiving", "Labor Day weekend"."""
    day = _day_of_holiday(found, place)
    if day is None or not found["span"]:
        return day.isoformat() if day else None
    if found["span"].lower() == "week":
        return values.week_value(day)
    # The weekend that a Monday makes long is the one before it.
    return values.week_value(day - timedelta(days=not day.weekday())) + "-WE"


def _day_of_holiday(found: re.Match[str], place: Place) -> date | None:
    """Without a year the nearest, by the tense as month and day are."""
    if found["year"]:
        return holiday(found["holiday"], int(found["year"]))
    which = (found["which"] or "").lower()
    days = [holiday(found["holiday"], place.day.year + shift) for shift in (-1, 0, 1)]
    if which == "last":
        return max(day for day in days if day < place.day)
    if which == "next":
        return min(day for day in days if day > place.day)
    return values.nearest_of(place.day, days, place.tense)


def spoken_part(found: re.Match[str], place: Place) -> str | None:
    """ "in the morning" of the day last spoken of; "mid-afternoon yesterday"."""
    shift = {"yesterday": -1, "tomorrow": 1, "today": 0}.get((found["word"] or "").lower())
    day = place.spoken.day or place.day if shift is None else place.day + timedelta(days=shift)
    return day.isoformat() + _part(found)


def _day_of_clock(found: re.Match[str], place: Place) -> date | None:
    """The day named after the time, else the one last spoken of."""
    if found["month"]:
        return values.nearest_month_day(place.day, month_of(found["month"]), int(found["day"]), place.tense)
    if found["weekday"]:
        return values.nearest_weekday(place.day, WEEKDAY_NUMBERS[found["weekday"].lower()], place.tense)
    if found["near"]:
        return place.day + timedelta(days={"yesterday": -1, "tomorrow": 1}.get(found["near"].lower(), 0))
    return place.spoken.day or place.day


def clock(found: re.Match[str], place: Place) -> str | None:
    day = _day_of_clock(found, place)
    if day is None:
        return None
    word = (found["word"] or "").lower()
    if word:
        return f"{day.isoformat()}T{'24' if word == 'midnight' else '12'}:00"
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    half = (found["half"] or "").lower()[:1]
    if hour > 23 or minute > 59 or (half and not 1 <= hour <= 12):
        return None
    hour = hour % 12 + 12 * (half == "p") if half else hour
    return f"{day.isoformat()}T{hour:02d}:{minute:02d}"


def _part(found: re.Match[str]) -> str:
    part = found.groupdict().get("part")
    return "T" + PARTS[part.lower()] if part else ""


def _iso(year: int, month: int, day: int) -> str:
    """Raises ValueError for a day that the calendar does not have."""
    return date(year, month, day).isoformat()
