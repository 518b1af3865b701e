"""What each rule of timex_rules matches, and the words that it can begin with."""

import re
from collections.abc import Iterable, Mapping

from pipelines.language import timex_rules as rules
from pipelines.language.timex_rules import Resolver, Rule
from pipelines.language.timex_words import (
    MONTH,
    MONTHS,
    NUMBER,
    NUMBERS,
    ONES,
    PART,
    SEASON,
    SEASONS,
    SHIFTS,
    TENS,
    UNIT,
    VAGUE_NUMBERS,
    WEEKDAY,
    WEEKDAY_NUMBERS,
    YEAR,
)  # fmt: skip

_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PART = rf"(?:[ ]+(?P<part>{PART})\b)?"
_ABOUT = r"(?:(?:about|nearly|almost|more[ ]than|less[ ]than|at[ ]least|over|roughly|around|up[ ]to|just|only)[ ]+)?"
_EDGE = r"(?:(?:early|earlier|late|later|mid|the[ ](?:end|beginning|start|middle)[ ]of)[ -]+)?"
_SHIFT = r"(?:same|current|past|last|next|previous|prior|preceding|coming|following|latest)"
_NO_COUNT = r"(?![ ]*(?:percent|per[ ]cent|%|million|billion|people|points|miles|shares|dollars|feet|km|votes|seats))"

# First words by their kind; "0" stands for any number in digits.
_DIGITS = "0"
_MONTHS = frozenset(MONTHS)
_WEEKDAYS = frozenset(WEEKDAY_NUMBERS)
_EDGES = frozenset({"early", "earlier", "late", "later", "mid"})
_COUNTS = frozenset(word.split()[0].split("-")[0] for word in (*NUMBERS, *VAGUE_NUMBERS)) | {_DIGITS}
_ABOUTS = frozenset(
    {"about", "nearly", "almost", "more", "less", "at", "over", "roughly", "around", "up", "just", "only"}
)
_SHIFTS = frozenset(SHIFTS) | {"same", "current", "latest", "this"}
_ORDINAL_WORDS = frozenset({"first", "second", "third", "fourth", "final"})


# Words of one expression stand on one line or break it once: never over the end of a paragraph.
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"


def _rule(name: str, pattern: str, resolve: Resolver, *, hangs: bool = True, repeats: bool = False) -> Rule:
    spaced = pattern.replace("[ ]+", _GAP).replace("[ ]*", r"[^\S\n]?").replace("[ ]", r"\s")
    spaced = spaced.replace("[ -]+", r"[\s-]{1,2}").replace("[ -]", r"[\s-]")
    return Rule(name, re.compile(spaced, re.IGNORECASE), resolve, hangs, repeats)


# In the order in which they are tried at a word: the longer reading first.
_RULES: tuple[tuple[Iterable[str], Rule], ...] = (
    (_WEEKDAYS | _MONTHS, _rule("full_date",
        rf"(?:{WEEKDAY},?[ ]+)?(?P<month>{MONTH})[ ]+{_DAY},?[ ]+(?P<year>{YEAR})\b", rules.full_date, hangs=False)),
    (_WEEKDAYS | {_DIGITS}, _rule("full_date",
        rf"(?:{WEEKDAY},?[ ]+)?(?<![\d.,:$]){_DAY}[ ]+(?:of[ ]+)?(?P<month>{MONTH}),?[ ]+(?P<year>{YEAR})\b",
        rules.full_date, hangs=False)),
    ({_DIGITS}, _rule("iso_date",
        r"(?<![\d\-/])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", rules.iso_date, hangs=False)),
    ({_DIGITS}, _rule("numeric_date",
        r"(?<![\d\-/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])",
        rules.numeric_date, hangs=False)),
    (_WEEKDAYS | _MONTHS, _rule("month_day",
        rf"(?:{WEEKDAY},?[ ]+)?(?P<month>{MONTH})[ ]+{_DAY}\b(?![:.,]?\d){_NO_COUNT}(?:,?[ ]+(?P<part>{PART})\b)?",
        rules.month_day)),
    (_WEEKDAYS | {_DIGITS}, _rule("month_day",
        rf"(?:{WEEKDAY},?[ ]+)?(?<![\d.,:$]){_DAY}[ ]+(?P<month>{MONTH})\b{_PART}", rules.month_day)),
    (_MONTHS | _EDGES | {"the"}, _rule("month_year",
        rf"{_EDGE}(?P<month>{MONTH}),?[ ]+(?:of[ ]+)?(?P<year>{YEAR})\b", rules.month_year, hangs=False)),
    (_WEEKDAYS, _rule("weekdays",
        rf"(?P<weekday>{WEEKDAY})(?:s|[ ]+(?P<part>{PART})s)\b", rules.weekdays, hangs=False, repeats=True)),
    (_WEEKDAYS, _rule("weekday", rf"(?P<weekday>{WEEKDAY})\b{_PART}", rules.plain_weekday)),
    ({"last", "this", "the", "previous"}, _rule("weekday_last",
        rf"(?:last|this[ ]past|the[ ]previous|previous)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}", rules.weekday_last)),
    ({"next", "this", "the", "coming", "following"}, _rule("weekday_next",
        rf"(?:next|this[ ]coming|the[ ]following|the[ ]coming|coming|following)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}",
        rules.weekday_next)),
    ({"early", "late", "this"}, _rule("weekday",
        rf"(?:early|late|this)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}", rules.plain_weekday)),
    ({"the", "yesterday", "today", "tonight", "tomorrow", "overnight", "early", "late", "earlier", "later"},
     _rule("day_word",
        r"(?:(?:early|late|earlier|later)[ ]+)?(?P<word>the[ ]day[ ](?:before[ ]yesterday|after[ ]tomorrow)"
        rf"|yesterday|today|tonight|tomorrow|overnight)\b{_PART}", rules.day_word)),
    ({"this", "last"}, _rule("part_of_day", rf"(?P<which>this|last)[ ]+(?P<part>{PART})\b", rules.part_of_day)),
    ({"the"}, _rule("following_day",
        r"the[ ](?P<which>following|next|previous|preceding)[ ]day\b", rules.following_day)),
    ({"the", "recent", "coming", "past", "last", "next"}, _rule("run_of_units",
        rf"(?P<which>(?:the[ ]+)?(?:past|last|next|previous|coming|recent|first|following))[ ]+"
        rf"(?P<amount>{NUMBER})[ ]+(?P<unit>{UNIT})\b",
        rules.run_of_units, hangs=False)),
    ({"recent", "coming"}, _rule("run_of_units",
        r"(?P<which>recent|coming)[ ]+(?:days|weeks|months|years)\b", rules.unbounded_run, hangs=False)),
    (_SHIFTS | _EDGES | {"the", "this"}, _rule("named_season",
        rf"{_EDGE}(?P<which>(?:the[ ]+)?{_SHIFT}|this)[ ]+(?P<season>{SEASON})\b", rules.named_season)),
    (frozenset(SEASONS) | {"the"}, _rule("season_year",
        rf"(?:the[ ]+)?(?P<season>{SEASON})[ ]+(?:of[ ]+)?(?P<year>{YEAR})\b", rules.season_year, hangs=False)),
    (_EDGES | _SHIFTS | {"the", "this"}, _rule("named_unit",
        rf"{_EDGE}(?P<which>(?:the[ ]+)?{_SHIFT}|this)[ ]+"
        r"(?P<unit>weekend|week|month|quarter|year|decade|century)\b(?!-)",
        rules.named_unit)),
    (_SHIFTS | _EDGES | _MONTHS, _rule("bare_month",
        rf"{_EDGE}(?:(?P<which>last|this|next|past)[ ]+)?(?P<month>{MONTH})(?![\w-])(?![ ]\d)", rules.bare_month)),
    (_COUNTS | _ABOUTS, _rule("units_away",
        rf"{_ABOUT}(?P<amount>{NUMBER})[ ]+(?P<unit>{UNIT})[ ]+(?P<direction>ago|earlier|from[ ]now|hence)\b",
        rules.units_away)),
    (_ORDINAL_WORDS | {"the", "fiscal"}, _rule("quarter",
        rf"(?:the[ ]+)?(?:fiscal[ ]+)?(?P<which>first|second|third|fourth|final)[ -]+(?:fiscal[ ]+)?quarter\b"
        rf"(?:[ ]+(?:of[ ]+)?(?:fiscal[ ]+)?(?P<year>{YEAR})\b)?", rules.quarter)),
    ({"the", _DIGITS}, _rule("quarter",
        rf"(?:the[ ]+)?(?P<year>{YEAR})[ ]+(?P<which>first|second|third|fourth)[ -]+quarter\b",
        rules.quarter, hangs=False)),
    ({"the", "year", "latest"}, _rule("latest_quarter",
        r"(?:the[ ]+)?(?P<which>year-earlier|year-ago|latest)[ ]+(?:quarter|period)\b", rules.latest_quarter)),
    ({"the"}, _rule("latest_quarter", r"(?P<which>the)[ ]quarter\b", rules.latest_quarter)),
    ({"year", "a", "the"}, _rule("year_earlier", r"(?:the[ ]|a[ ])?year-(?:earlier|ago)\b", rules.year_earlier)),
    ({"the", "over"}, _rule("weekend", r"(?:over[ ]+)?the[ ]+weekend\b", rules.weekend)),
    ({"the"}, _rule("century", r"the[ ]+(?P<number>1[5-9]|2[01])(?:th|st)[ ]century\b", rules.century, hangs=False)),
    ({"nineteen"}, _rule("spelt_year",
        rf"nineteen[ ]+(?P<number>(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}))?)\b",
        rules.spelt_year, hangs=False)),
    (_ORDINAL_WORDS | {"the", "last"}, _rule("half_year",
        rf"(?:the[ ]+)?(?P<which>first|second|last)[ -]half\b[ ]+of[ ]+(?:(?P<year>{YEAR})|(?:this|the)[ ]year)\b",
        rules.half_year)),
    (_COUNTS | _ABOUTS, _rule("duration",
        rf"{_ABOUT}(?P<amount>{NUMBER})[ -]+(?P<unit>{UNIT})\b(?![ -]olds?\b)", rules.duration, hangs=False)),
    ({"fiscal"}, _rule("fiscal_year", rf"fiscal[ ]+(?:year[ ]+)?(?P<year>{YEAR})\b", rules.year_alone, hangs=False)),
    (_EDGES | {"the", _DIGITS}, _rule("decade",
        r"(?:the[ ]+)?(?:(?:early|mid|late)[ -]+)?(?P<decade>(?:1[5-9]|20)\d0|(?<=['\u2019])\d0)['\u2019]?s\b",
        rules.decade, hangs=False)),
    ({"the", "nineteen", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"},
     _rule("spelt_decade",
        r"(?:the[ ]+)?(?:nineteen[ ]+)?(?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties"
        r"|nineties)\b",
        rules.spelt_decade, hangs=False)),
    (_EDGES | {_DIGITS}, _rule("year",
        r"(?:(?:early|late|mid)[ -]+)?(?<![$\d.,:/\u00a3\u20ac])(?P<year>(?:1[7-9]\d\d|20\d\d))\b"
        rf"(?![,.:/]?\d|-\d\d?\b){_NO_COUNT}(?![-][a-z])",
        rules.year_alone, hangs=False)),
    ({"now", "currently", "current", "at", "presently", "these", "nowadays", "right"}, _rule("present",
        r"(?:now|currently|current|at[ ]present|presently|at[ ]the[ ]moment|these[ ]days|nowadays|right[ ]now)\b",
        rules.present, hangs=False)),
    ({"recently", "recent", "the"}, _rule("past",
        r"(?:recently|recent|the[ ]past)\b(?![ ]+\w+[ ](?:years|months|weeks|days))", rules.past, hangs=False)),
    ({"the"}, _rule("future", r"the[ ](?:near[ ]|foreseeable[ ])?future\b", rules.future, hangs=False)),
    ({"every", "each"}, _rule("every",
        rf"(?:every|each)[ ]+(?P<unit>day|week|month|year|quarter|{WEEKDAY}|{PART})\b",
        rules.every, hangs=False, repeats=True)),
    ({_DIGITS, "noon", "midnight"}, _rule("clock",
        r"(?:(?<![\d.,:$])(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?[ ]*(?P<half>[ap]\.?m\b\.?)"
        r"|(?P<word>midnight|noon)\b)",
        rules.clock)),
)  # fmt: skip


def _by_first_word() -> Mapping[str, tuple[Rule, ...]]:
    table: dict[str, list[Rule]] = {}
    for words, rule in _RULES:
        for word in words:
            table.setdefault(word, []).append(rule)
    return {word: tuple(found) for word, found in table.items()}


RULES_AT: Mapping[str, tuple[Rule, ...]] = _by_first_word()
