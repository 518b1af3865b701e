"""What the expressions that name a longer time, an amount of it or a repetition mean: resolvers as in timex_days."""

import re
from datetime import date, timedelta

from pipelines.language import timex_values as values
from pipelines.language.timex_place import Place
from pipelines.language.timex_words import (
    ADVERBS,
    ORDINALS,
    PARTS,
    SHIFTS,
    TENS,
    UNITS,
    WEEKDAY_NUMBERS,
    amount_of,
    month_of,
    unit_of,
)

SATURDAY = 5
_MIDDLE_OF_SEASON = {"spring": 4, "summer": 7, "fall": 10, "autumn": 10, "winter": 1}
_CENTURIES = {"eighteenth": 17, "nineteenth": 18, "twentieth": 19, "twenty-first": 20}
_MONTH_VALUE = re.compile(r"\d{4}-\d\d")
_QUARTER_NAMED = re.compile(r"\bquarter|\b(?:third|second|first|fourth)-period\b", re.IGNORECASE)


def named_unit(found: re.Match[str], place: Place) -> str | None:
    """ "last week", "this year", "the current quarter", "the same period"."""
    which = found["which"].lower().removeprefix("the").strip()
    unit = unit_of(found["unit"])
    day = (which in ("following", "preceding") and _spoken_of(place, unit)) or place.day
    return values.unit_value(day, unit, SHIFTS.get(which, -1 if which == "latest" else 0))


def _spoken_of(place: Place, unit: str) -> date | None:
    """A day of the month, year … last spoken of, if that was told as finely."""
    value = place.spoken.value or ""
    if unit == "month" and _MONTH_VALUE.match(value):
        return date(int(value[:4]), int(value[5:7]), 1)
    if unit == "year" and value[:4].isdecimal():
        return date(int(value[:4]), 1, 1)
    return place.spoken.day if unit in ("week", "weekend") else None


def told_season(found: re.Match[str], place: Place) -> str | None:
    """ "in the summer": the nearest, by the tense as month and day are."""
    middle = _MIDDLE_OF_SEASON[found["season"].lower()]
    days = [date(place.day.year + shift, middle, 15) for shift in (-1, 0, 1)]
    nearest = values.nearest_of(place.day, days, place.tense)
    return values.season_value(nearest.year, found["season"]) if nearest else None


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


def year_end(found: re.Match[str], place: Place) -> str | None:
    """ "year-end", with its hyphen, is the last day, as of accounts; "the year's end" is vaguer."""
    year = values.unit_value(place.day, "year", -(place.tense == "past"))
    return f"{year}-12-31" if "-" in found[0] else year


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
        return _year_before(_quarter_at(place))
    if unit == "month" or UNITS[unit] in "YWQDEC":
        return values.unit_value(place.day, unit, sign * int(amount))
    return None


def run_of_units(found: re.Match[str], _: Place) -> str | None:
    """ "the past three months"."""
    return values.duration_value(amount_of(found["amount"]), unit_of(found["unit"]))


def unbounded_run(found: re.Match[str], _: Place) -> str | None:
    """ "recent weeks", "past years", "coming days"."""
    return "FUTURE_REF" if found["which"].lower() == "coming" else "PAST_REF"


def some_units(found: re.Match[str], _: Place) -> str | None:
    """ "for weeks", "the years that followed"."""
    return values.duration_value(None, unit_of(found["unit"]))


def accounts_year(_: re.Match[str], __: Place) -> str | None:
    """ "the year ended March 31"."""
    return "P1Y"


def duration(found: re.Match[str], _: Place) -> str | None:
    amount = found["amount"].lower()
    unit = unit_of(found["unit"])
    if amount in ("a", "an") and unit in ("second", "minute", "quarter") and not found["half"]:
        return None
    if unit == "quarter" and "-" in found[0]:  # three fourths
        return None
    number = amount_of(amount)
    if found["half"] and number:
        return f"PT{number:g}M30S" if unit == "minute" else values.duration_value(number + 0.5, unit)
    return values.duration_value(number, unit)


def quarter(found: re.Match[str], place: Place) -> str | None:
    number = ORDINALS[found["which"].lower()] if found["which"] else (_reported_quarter(place.day).month + 2) // 3
    if found["year"]:
        return f"{found['year']}-Q{number}"
    if found["of"]:
        return f"{place.day.year + SHIFTS.get(found['of'].lower(), 0):04d}-Q{number}"
    if found["back"]:
        return f"{_reported_quarter(place.day).year - 1:04d}-Q{number}"
    return f"{place.day.year - (number > (place.day.month - 1) // 3 + 1 and place.tense != 'future'):04d}-Q{number}"


def this_year(_: re.Match[str], place: Place) -> str | None:
    """ "the fiscal year"."""
    return values.unit_value(place.day, "year", 0)


def quarter_of_year(found: re.Match[str], place: Place) -> str | None:
    """ "this year's third quarter"; "last year's quarter" is the one that reports of this day are compared with."""
    year = place.day.year + SHIFTS.get(found["of"].lower(), 0)
    return (
        f"{year:04d}-Q{ORDINALS[found['which'].lower()]}" if found["which"] else f"{year:04d}{_quarter_at(place)[4:]}"
    )


def year_earlier(found: re.Match[str], place: Place) -> str | None:
    """ "year-earlier", "the same period last year": of the same quarter if a quarter is named, else of the year."""
    of_quarter = _QUARTER_NAMED.search(found[0]) or place.says(_QUARTER_NAMED)
    return _year_before(_quarter_at(place)) if of_quarter else f"{place.day.year - 1:04d}"


def latest_quarter(found: re.Match[str], place: Place) -> str | None:
    quarter = _quarter_at(place)
    return quarter if found["which"].lower() == "latest" else _year_before(quarter)


def the_quarter(found: re.Match[str], place: Place) -> str | None:
    """ "the quarter ended July 31" is the one that holds its middle month; "the quarter a year ago"."""
    if found["month"]:
        ended = values.nearest_month(place.day, month_of(found["month"]), "past")
        return values.quarter_value(date(int(ended[:4]), int(ended[5:]), 1) - timedelta(days=1))
    return _year_before(_quarter_at(place)) if found["back"] else _quarter_at(place)


def half_year(found: re.Match[str], place: Place) -> str | None:
    year = int(found["year"] or place.day.year + SHIFTS.get((found["of"] or "").lower(), 0))
    return f"{year:04d}-H{1 if found['which'].lower() == 'first' else 2}"


def weekend(_: re.Match[str], place: Place) -> str | None:
    """The one ahead if the words speak of the future, the present one on its days, else the last."""
    back = 0 if place.tense == "future" or place.day.weekday() >= SATURDAY else 1
    return values.unit_value(place.day, "weekend", -back)


def century(found: re.Match[str], _: Place) -> str | None:
    written = found["number"].lower()
    return f"{_CENTURIES[written] if written in _CENTURIES else int(written) - 1}XX"


def spelt_year(found: re.Match[str], _: Place) -> str | None:
    """ "January nineteen ninety-six", "two thousand", as broadcasts are written down."""
    year = f"{1900 + (amount_of(found['number']) or 0):.0f}" if found["number"] else "2000"
    return f"{year}-{month_of(found['month']):02d}" if found["month"] else year


def year_alone(found: re.Match[str], _: Place) -> str | None:
    return found["year"]


def decade(found: re.Match[str], _: Place) -> str | None:
    """ "the 1990s", "the '80s" (of the twentieth century, but for the tens)."""
    written = found["decade"]
    return (written[:3] if len(written) == 4 else ("20" if written[0] in "012" else "19") + written[0]) + "X"


def spelt_decade(found: re.Match[str], _: Place) -> str | None:
    """ "the eighties": of the twentieth century."""
    stems = [tens.removesuffix("y") for tens in TENS]
    return f"19{stems.index(found['decade'].lower().removesuffix('ies')) + 2}X"


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
    return ADVERBS[found["word"].lower()]


def _quarter_at(place: Place) -> str:
    """The quarter last spoken of, if it began within the year before the day, else the one last ended.

    One of the year before that was itself what this year's was compared with.
    """
    spoken = place.spoken.quarter
    if spoken and values.quarter_value(place.day, -8) < spoken <= values.quarter_value(place.day, -4):
        spoken = f"{int(spoken[:4]) + 1:04d}{spoken[4:]}"
    if spoken and values.quarter_value(place.day, -4) < spoken <= values.quarter_value(place.day):
        return spoken
    return values.quarter_value(_reported_quarter(place.day))


def _year_before(quarter: str) -> str:
    return f"{int(quarter[:4]) - 1:04d}{quarter[4:]}"


def _reported_quarter(day: date) -> date:
    """A day of the quarter that reports of this day are about: the last one that has ended."""
    return day - timedelta(days=90) if day.day < 29 or day.month % 3 else day - timedelta(days=92)
