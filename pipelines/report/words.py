"""How the page words counts, shares, days and names of rules. Pure."""

from datetime import date


def counted(count: int, noun: str) -> str:
    """1 article, 2 articles."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def percent(part: int, whole: int) -> str:
    """A share that never says all or nothing where it is not."""
    if not whole:
        return "–"
    share = 100 * part / whole
    if 0 < part < whole:
        share = min(max(share, 0.1), 99.9)
    return f"{share:.1f} %".replace(".0 %", " %")


def ruled(rule: str) -> str:
    """The name of a rule as words: missing_date, articles.article_id.unique."""
    return rule.replace("_", " ").replace(".", " · ")


def spoken_day(day: date) -> str:
    """Fri 3 Apr 2020, which no line breaks."""
    return f"{day:%a} {day.day} {day:%b} {day.year}".replace(" ", "\u00a0")


def whole_day(day: date) -> str:
    """Friday 3 April 2020"""
    return f"{day:%A} {day.day} {day:%B} {day.year}"
