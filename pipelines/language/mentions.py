"""Text and the day of its publication -> the temporal expressions in it, with TIMEX3 types and values.

English only. Written after the TIMEX3 guidelines (Saurí et al. 2006) as TimeBank applies them. Values that hang on the
day of publication are None while it is not known; `weekday_ties` adds the weekday of a "yesterday" where it is told.
"""

import re
from collections.abc import Iterator
from datetime import date

from pipelines.language.holidays import ALSO_ADJECTIVES
from pipelines.language.timex_place import Place, Rule, Spoken
from pipelines.language.timex_starts import starts
from pipelines.language.weekday_ties import tie_yesterdays
from pipelines.rows import DateMention

# Stands in for an unknown day, to tell whether words are an expression at all and of which type.
_ANY_DAY = date(2000, 1, 5)
_CAPITALISED = frozenset({"bare_month", "month_day", "month_year", "full_date", "weekday", "week_of", "holiday"})


def date_mentions(text: str, day: date | None) -> tuple[DateMention, ...]:
    """The temporal expressions of the text in order, not overlapping.

    `anchor` is the day (ISO) that a value was resolved against, "none" where it hangs on none or the day is not known.
    """
    return tie_yesterdays(text, tuple(_scan(text, day)))


def _scan(text: str, day: date | None) -> Iterator[DateMention]:
    spoken = Spoken()
    done = 0
    for start, candidates in starts(text):
        if start < done:
            continue
        for rule in candidates.rules_at(text, start):
            if mention := _read(rule, text, start, day, spoken):
                yield mention if day or not rule.hangs else mention._replace(value=None)
                done = mention.end_
                if mention.value and mention.type in ("DATE", "TIME"):
                    spoken = spoken.then(mention.value)
                break


def _read(rule: Rule, text: str, start: int, day: date | None, spoken: Spoken) -> DateMention | None:
    """Its value, where no day is known, is that of _ANY_DAY."""
    found = rule.pattern.match(text, start)
    if not found or not _is_name(rule, found):
        return None
    place = Place(text, start, found.end(), day or _ANY_DAY, spoken)
    try:
        value = rule.resolve(found, place)
    except (ValueError, OverflowError):  # no such day, or a year outside the calendar
        return None
    if value is None:
        return None
    anchor = day.isoformat() if rule.hangs and day else "none"
    weekday = found["weekday"].capitalize() if rule.name.startswith("weekday") and not rule.repeats else None
    kind = "SET" if rule.repeats else _type_of(value)
    return DateMention(start, found.end(), found[0], kind, value, anchor, rule.name, _tense(rule, place), weekday)


def _tense(rule: Rule, place: Place) -> str | None:
    """Durations and sets lie on no side."""
    if rule.name == "weekday_last" or (rule.name == "weekday" and place.owns):
        return "past"
    if rule.name == "weekday_next":
        return "future"
    return place.tense if rule.hangs or "date" in rule.name or rule.name in ("month_year", "year") else None


def _is_name(rule: Rule, found: re.Match[str]) -> bool:
    """Months and weekdays have a capital; a month alone that is also a word ("May") needs a word of time before it."""
    if rule.name not in _CAPITALISED:
        return True
    groups = found.groupdict()
    name = groups.get("month") or groups.get("weekday") or groups.get("holiday") or ""
    if not name[:1].isupper():
        return False
    if rule.name == "holiday":
        return found[0] != name or name.lower() not in ALSO_ADJECTIVES or _led_in(found.string, found.start())
    if rule.name != "bare_month":
        return True
    if name.rstrip(".").lower() in ("may", "march", "mar"):
        return found[0] != name or _led_in(found.string, found.start())
    return name.endswith(".") or len(name) > 3


_LEAD_IN = re.compile(
    r"\b(?:in|of|at|on|before|after|since|late|early|until|till|by|from|during|through|for|and|last|next|this|mid)"
    r"[\s-]+$",
    re.IGNORECASE,
)


def _led_in(text: str, start: int) -> bool:
    return _LEAD_IN.search(text, max(0, start - 12), start) is not None


def _type_of(value: str) -> str:
    if value.endswith("_REF"):
        return "DATE"
    if value.startswith("P"):
        return "DURATION"
    return "TIME" if "T" in value else "DATE"
