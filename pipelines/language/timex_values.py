"""Days, shifts and amounts -> TIMEX3 values."""

from datetime import date, timedelta

from pipelines.language.timex_words import CLOCK_UNITS, SEASONS, UNITS, YEARS_IN

# "For November" said in October: so many months ahead, a month of no tense is the coming one.
NEAR_MONTHS = 2


def month_value(day: date, shift: int = 0) -> str:
    index = day.year * 12 + day.month - 1 + shift
    return f"{index // 12:04d}-{index % 12 + 1:02d}"


def quarter_value(day: date, shift: int = 0) -> str:
    index = day.year * 4 + (day.month - 1) // 3 + shift
    return f"{index // 4:04d}-Q{index % 4 + 1}"


def week_value(day: date, shift: int = 0) -> str:
    year, week, _ = (day + timedelta(weeks=shift)).isocalendar()
    return f"{year:04d}-W{week:02d}"


def unit_value(day: date, unit: str, shift: int) -> str | None:
    """The day, week, month … that lies `shift` of them after the one that holds the day."""
    match UNITS[unit]:
        case "D" if unit == "weekend":
            return week_value(day, shift) + "-WE"
        case "D":
            return (day + timedelta(days=shift)).isoformat()
        case "W":
            return week_value(day, shift)
        case "M" if unit == "month":
            return month_value(day, shift)
        case "Q":
            return quarter_value(day, shift)
        case "Y":
            return f"{day.year + shift:04d}"
        case "E":
            return f"{day.year // 10 + shift:03d}X"
        case "C":
            return f"{day.year // 100 + shift:02d}XX"
    return None


def duration_value(amount: float | None, unit: str) -> str:
    """P3D, PT2H, PXM; decades and centuries are counted in years."""
    code = UNITS[unit]
    if code in "YH" and amount and amount % 1 == 0.5:
        whole = f"{int(amount)}{code}" if amount > 1 else ""
        return f"P{whole}6M" if code == "Y" else f"PT{whole}30M"
    if unit == "weekend":
        return f"P{_number(amount)}WE"
    if code in YEARS_IN:
        return f"P{_number(amount and amount * YEARS_IN[code])}{'Y' if amount else code}"
    return f"{'PT' if unit in CLOCK_UNITS else 'P'}{_number(amount)}{code}"


def season_value(year: int, season: str) -> str:
    return f"{year:04d}-{SEASONS[season.lower()]}"


def nearest_weekday(day: date, weekday: int, tense: str) -> date:
    """The next such day if the words speak of the future, else the latest one, the day itself included."""
    ahead = (weekday - day.weekday()) % 7
    return day + timedelta(days=ahead) if tense == "future" else day - timedelta(days=-ahead % 7)


def nearest_month_day(day: date, month: int, number: int, tense: str) -> date | None:
    """The date in the year that puts it nearest, by the tense not more than a month on the other side of the day."""
    years = (year for year in (day.year - 1, day.year, day.year + 1) if 1 <= year <= 9999)
    return nearest_of(day, [date(year, month, number) for year in years if _exists(year, month, number)], tense)


def nearest_of(day: date, dates: list[date], tense: str) -> date | None:
    """The nearest of the dates that lies not more than a month on the other side of the day."""
    fitting = [candidate for candidate in dates if _fits((candidate - day).days, tense)]
    return min(fitting, key=lambda candidate: (abs(candidate - day), candidate)) if fitting else None


def _fits(ahead: int, tense: str) -> bool:
    return tense == "plain" or (ahead >= -31 if tense == "future" else ahead <= 31)


def nearest_month(day: date, month: int, tense: str) -> str:
    """The month's latest year; its next where the words speak of the future, or of neither and it is near."""
    ahead = (month - day.month) % 12
    if tense == "plain" and 0 < ahead <= NEAR_MONTHS:
        tense = "future"
    if tense == "future":
        return f"{day.year + (month < day.month):04d}-{month:02d}"
    return f"{day.year - (month > day.month):04d}-{month:02d}"


def _number(amount: float | None) -> str:
    return "X" if amount is None else f"{amount:g}"


def _exists(year: int, month: int, number: int) -> bool:
    try:
        date(year, month, number)
    except ValueError:
        return False
    return True
