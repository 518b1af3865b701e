"""What each rule of temporal expressions matches, and the words that it can begin with."""

import re
from collections.abc import Iterable

from pipelines.language import timex_days as days
from pipelines.language import timex_periods as periods
from pipelines.language.holidays import NAMES as HOLIDAYS
from pipelines.language.timex_place import Resolver, Rule
from pipelines.language.timex_words import (
    ADVERBS,
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

# Among first words: any number in digits.
DIGITS = "0"
_DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
_PART = rf"(?:[ ]+(?P<part>{PART})\b)?"
_ABOUT = r"(?:(?:about|nearly|almost|more[ ]than|less[ ]than|at[ ]least|over|roughly|around|up[ ]to|just|only)[ ]+)?"
_EDGE = r"(?:(?:early|earlier|late|later|mid|the[ ](?:end|beginning|start|middle)[ ]of)[ -]+)?"
_KIND = r"(?:more|additional|further|full|whole|straight|consecutive|successive|trading|business|working)"
_HOLIDAY = "|".join(
    name.replace(".", r"\.?").replace(" ", "[ ]+").replace("'", "['\u2019]")
    for name in sorted(HOLIDAYS, key=len, reverse=True)
)
_ZONE = r"(?:[ECMP][SD]?T|GMT|UTC|BST|CET|local[ ]time)\b"
_SHIFT = r"(?:same|current|past|last|next|previous|prior|preceding|coming|following|latest)"
_NO_COUNT = r"(?![ ]*(?:percent|per[ ]cent|%|million|billion|people|points|miles|shares|dollars|feet|km|votes|seats))"

# First words by their kind.
_MONTHS = frozenset(MONTHS)
_WEEKDAYS = frozenset(WEEKDAY_NUMBERS)
_EDGES = frozenset({"early", "earlier", "late", "later", "mid"})
_COUNTS = frozenset(word.split()[0].split("-")[0] for word in (*NUMBERS, *VAGUE_NUMBERS)) | {DIGITS}
_ABOUTS = frozenset(
    {"about", "nearly", "almost", "more", "less", "at", "over", "roughly", "around", "up", "just", "only"}
)
_SHIFTS = frozenset(SHIFTS) | {"same", "current", "latest", "this"}
_ORDINAL_WORDS = frozenset({"first", "second", "third", "fourth", "final"})
_RUNS = frozenset({"recent", "coming", "past", "last", "next"})
_HOLIDAY_WORDS = frozenset(re.split(r"\W", name)[0] for name in HOLIDAYS) | {"last", "next", "this"}
_PARTS_SPOKEN = frozenset({"mid", "midmorning", "midafternoon", "that"}) | {
    f"the {word}" for word in ("morning", "afternoon", "evening", "night", "same")
}
_COMPARED = frozenset({"same", "corresponding", "comparable", "similar", "like"})
_CENTURIES = frozenset({"eighteenth", "nineteenth", "twentieth", "twenty"})
_PLURALS = frozenset({"minutes", "hours", "days", "weeks", "months", "years", "decades", "centuries"})
_PLURAL = "(?:" + "|".join(sorted(_PLURALS)) + ")"
_SPELT_DECADES = frozenset(
    {"nineteen", "twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"}
)


def _the(*words: str) -> frozenset[str]:
    """Too many words follow a "the" for it to count alone: it stands with the word after it."""
    return frozenset(f"the {word}" for word in words)


_THE_EDGES = _the("end", "beginning", "start", "middle")


# Before "weeks" or "summer" alone: what makes a time of them.
_FOR = r"(?:(?<=\bfor\s)|(?<=\bwithin\s)|(?<=\bover\s)|(?<=\btook\s)|(?<=\btakes\s)|(?<=\btake\s))"
_IN = r"(?:(?<=\bin\s)|(?<=\bover\s)|(?<=\bby\s)|(?<=\bduring\s)|(?<=\bsince\s)|(?<=\buntil\s))"
# "his daily life", "the weekly address" come again and again; "daily dividends" do not tell when.
_OWN = r"(?:(?<=\bhis\s)|(?<=\bher\s)|(?<=\btheir\s)|(?<=\bits\s)|(?<=\bour\s)|(?<=\bmy\s)|(?<=\bthe\s)|(?<=\ba\s))"
_OF_A_YEAR = r"(?:of[ ]+)?(?P<of>this|last|next)[ ]year\b"

# Words of one expression stand on one line or break it once: never over the end of a paragraph.
_GAP = r"(?:[^\S\n]{1,3}|[^\S\n]?\n[^\S\n]?)"


def _rule(name: str, pattern: str, resolve: Resolver, *, hangs: bool = True, repeats: bool = False) -> Rule:
    spaced = pattern.replace("[ ]+", _GAP).replace("[ ]*", r"[^\S\n]?").replace("[ ]", r"\s")
    spaced = spaced.replace("[ -]+", r"[\s-]{1,2}").replace("[ -]", r"[\s-]")
    return Rule(name, re.compile(spaced, re.IGNORECASE), resolve, hangs, repeats)


# What a rule can begin with: a word in small letters, DIGITS, or "the" with either.
# In the order in which they are tried at a word: the longer reading first.
RULES: tuple[tuple[Iterable[str], Rule], ...] = (
    (_WEEKDAYS | _MONTHS, _rule("full_date",
        rf"(?:{WEEKDAY},?[ ]+)?(?P<month>{MONTH})[ ]+{_DAY},?[ ]+(?P<year>{YEAR})\b", days.full_date, hangs=False)),
    (_WEEKDAYS | {DIGITS}, _rule("full_date",
        rf"(?:{WEEKDAY},?[ ]+)?(?<![\d.,:$]){_DAY}[ ]+(?:of[ ]+)?(?P<month>{MONTH}),?[ ]+(?P<year>{YEAR})\b",
        days.full_date, hangs=False)),
    ({DIGITS}, _rule("iso_date",
        r"(?<![\d\-/])(?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])", days.iso_date, hangs=False)),
    ({DIGITS}, _rule("numeric_date",
        r"(?<![\d\-/])(?P<first>\d{1,2})/(?P<second>\d{1,2})/(?P<year>\d{4}|\d\d)(?![\d/])",
        days.numeric_date, hangs=False)),
    (_WEEKDAYS | _MONTHS, _rule("month_day",
        rf"(?:{WEEKDAY},?[ ]+)?(?P<month>{MONTH})[ ]+{_DAY}\b(?![:.,]?\d){_NO_COUNT}(?:,?[ ]+(?P<part>{PART})\b)?",
        days.month_day)),
    (_WEEKDAYS | {DIGITS}, _rule("month_day",
        rf"(?:{WEEKDAY},?[ ]+)?(?<![\d.,:$]){_DAY}[ ]+(?P<month>{MONTH})\b{_PART}", days.month_day)),
    (_MONTHS | _EDGES | _THE_EDGES, _rule("month_year",
        rf"{_EDGE}(?P<month>{MONTH}),?[ ]+(?:of[ ]+)?(?P<year>{YEAR})\b", days.month_year, hangs=False)),
    (_WEEKDAYS, _rule("weekdays",
        rf"(?P<weekday>{WEEKDAY})(?:s|[ ]+(?P<part>{PART})s)\b", days.weekdays, hangs=False, repeats=True)),
    (_WEEKDAYS, _rule("weekday", rf"(?P<weekday>{WEEKDAY})\b{_PART}", days.plain_weekday)),
    ({"this", "last", "next"}, _rule("quarter_of_year",
        r"(?P<of>this|last|next)[ ]year['\u2019]s[ ]+(?:fiscal[ ]+)?"
        r"(?:(?P<which>first|second|third|fourth|final)[ -]+)?quarter\b", periods.quarter_of_year)),
    (_COMPARED | _the(*_COMPARED), _rule("same_period",
        r"(?:the[ ]+)?(?:same|corresponding|comparable|similar|like)[ ]+(?:quarter|period)[ ]+(?:(?:of|in)[ ]+)?"
        r"(?:last[ ]year|the[ ](?:previous|prior|preceding)[ ]year|a[ ]year[ ](?:ago|earlier|before))\b",
        periods.year_earlier)),
    ({"last", "this", "the previous", "previous"}, _rule("weekday_last",
        rf"(?:last|this[ ]past|the[ ]previous|previous)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}", days.weekday_last)),
    ({"next", "this", "the coming", "the following", "coming", "following"}, _rule("weekday_next",
        rf"(?:next|this[ ]coming|the[ ]following|the[ ]coming|coming|following)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}",
        days.weekday_next)),
    ({"early", "late", "this"}, _rule("weekday",
        rf"(?:early|late|this)[ ]+(?P<weekday>{WEEKDAY})\b{_PART}", days.plain_weekday)),
    ({"the day", "yesterday", "today", "tonight", "tomorrow", "overnight", "early", "late", "earlier", "later"},
     _rule("day_word",
        r"(?:(?:early|late|earlier|later)[ ]+)?(?P<word>the[ ]day[ ](?:before[ ]yesterday|after[ ]tomorrow)"
        rf"|yesterday|today|tonight|tomorrow|overnight)\b{_PART}", days.day_word)),
    ({"this", "last"}, _rule("part_of_day", rf"(?P<which>this|last)[ ]+(?P<part>{PART})\b", days.part_of_day)),
    ({"the day", "day"}, _rule("day_beside",
        rf"(?:the[ ]+)?day[ ](?P<side>before|after)(?:[ ]+(?P<which>last[ ]+)?(?:(?P<weekday>{WEEKDAY})"
        rf"|(?P<holiday>{_HOLIDAY}))\b|(?=[.,;]))", days.day_beside)),
    (_the("following", "next", "previous", "preceding"), _rule("following_day",
        rf"the[ ](?P<which>following|next|previous|preceding)[ ](?:day|(?P<part>{PART}))\b", days.following_day)),
    (_PARTS_SPOKEN, _rule("spoken_part",
        r"(?:(?<=\bin\s)the[ ]+|mid[ -]?|(?:that|the[ ]same)[ ]+)(?P<part>morning|afternoon|evening|night)\b"
        r"(?:[ ]+(?P<word>yesterday|today|tomorrow)\b)?", days.spoken_part)),
    ({"that", "the same", "earlier", "later"}, _rule("that_unit",
        r"(?:(?:earlier|later)[ ]+)?(?:that|(?:that|the)[ ]same)[ ]+(?P<unit>day|week|month|quarter|year)\b(?!-)",
        days.that_unit)),
    ({"the week"}, _rule("week_of",
        rf"the[ ]week[ ](?:of|beginning|starting)[ ]+(?P<month>{MONTH})[ ]+{_DAY}\b", days.week_of)),
    (_HOLIDAY_WORDS, _rule("holiday",
        rf"(?:(?P<which>last|next|this)[ ]+)?(?P<holiday>{_HOLIDAY})\b(?:[ ]+(?P<span>week|weekend)\b)?"
        rf"(?:,?[ ]+(?P<year>{YEAR})\b)?",
        days.named_holiday)),
    (_RUNS | _the(*_RUNS, "previous", "first", "following"), _rule("run_of_units",
        rf"(?P<which>(?:the[ ]+)?(?:past|last|next|previous|coming|recent|first|following))[ ]+"
        rf"(?P<amount>{NUMBER})[ ]+(?P<unit>{UNIT})\b",
        periods.run_of_units, hangs=False)),
    ({"recent", "coming", "past"}, _rule("run_of_units",
        r"(?P<which>recent|coming|past)[ ]+(?:days|weeks|months|years)\b", periods.unbounded_run, hangs=False)),
    (_SHIFTS | _EDGES | _THE_EDGES | _the(*_SHIFTS), _rule("named_season",
        rf"{_EDGE}(?P<which>(?:the[ ]+)?{_SHIFT}|this)[ ]+(?P<season>{SEASON})\b", periods.named_season)),
    (frozenset(SEASONS) | _the(*SEASONS), _rule("season_year",
        rf"(?:the[ ]+)?(?P<season>{SEASON})[ ]+(?:of[ ]+)?(?P<year>{YEAR})\b", periods.season_year, hangs=False)),
    (frozenset(SEASONS) | _the(*SEASONS), _rule("told_season",
        rf"{_IN}(?:the[ ]+)?(?P<season>{SEASON})\b(?![ -]+(?:of|from|to|into|in|semester|training|term)\b|-)",
        periods.told_season)),
    (_SHIFTS | _EDGES | _THE_EDGES | _the(*_SHIFTS), _rule("named_unit",
        rf"{_EDGE}(?P<which>(?:the[ ]+)?{_SHIFT}|this)[ ]+"
        r"(?:fiscal[ ]+)?(?P<unit>weekend|week|month|quarter|year|decade|century)\b(?!-)",
        periods.named_unit)),
    ({"nineteen", "two", "the year"} | _MONTHS, _rule("spelt_year",
        rf"(?:(?P<month>{MONTH})[ ]+|the[ ]year[ ]+)?(?:nineteen[ ]+"
        rf"(?P<number>(?:{'|'.join(TENS)})(?:[ -](?:{'|'.join(ONES)}))?)|(?<=\byear\s)two[ ]thousand)\b",
        periods.spelt_year, hangs=False)),
    (_SHIFTS | _EDGES | _MONTHS, _rule("bare_month",
        rf"{_EDGE}(?:(?P<which>last|this|next|past)[ ]+)?(?P<month>{MONTH})(?![\w-])(?![ ]\d)", days.bare_month)),
    (_COUNTS | _ABOUTS, _rule("units_away",
        rf"{_ABOUT}(?P<amount>{NUMBER})[ ]+(?P<unit>{UNIT})[ ]+(?P<direction>ago|earlier|from[ ]now|hence)\b",
        periods.units_away)),
    (_ORDINAL_WORDS | _the(*_ORDINAL_WORDS, "fiscal", "year") | {"fiscal", "year"}, _rule("quarter",
        rf"(?:the[ ]+)?(?P<back>year-(?:ago|earlier)[ ]+)?(?:fiscal[ ]+)?"
        r"(?P<which>first|second|third|fourth|final)[ -]+(?:fiscal[ ]+)?quarter\b"
        rf"(?:[ ]+(?:of[ ]+)?(?:fiscal[ ]+)?(?P<year>{YEAR})\b|[ ]+{_OF_A_YEAR})?", periods.quarter)),
    ({DIGITS} | _the(DIGITS), _rule("quarter",
        rf"(?:the[ ]+)?(?P<year>{YEAR})[ ]+(?:(?P<which>first|second|third|fourth)[ -]+)?quarter\b",
        periods.quarter, hangs=False)),
    ({"year", "latest"} | _the("year", "latest"), _rule("latest_quarter",
        r"(?:the[ ]+)?(?P<which>year-earlier|year-ago|latest)[ ]+(?:quarter|period)\b", periods.latest_quarter)),
    ({"the quarter"}, _rule("latest_quarter",
        rf"(?P<which>the)[ ]quarter\b(?:(?P<back>[ ]a[ ]year[ ](?:ago|earlier)\b)|(?=[ ]ended[ ](?P<month>{MONTH})))?",
        periods.the_quarter)),
    ({"year", "fiscal"} | _the("year", "fiscal"), _rule("accounts_year",
        r"(?:the[ ]+)?(?:fiscal[ ]+)?year(?=[ ]+(?:ended|ending)\b)", periods.accounts_year, hangs=False)),
    (_the("fiscal"), _rule("accounts_year", r"the[ ]+fiscal[ ]+year\b", periods.this_year)),
    ({"year", "the year"}, _rule("year_end", r"(?:the[ ]+)?year(?:[ -]|['\u2019]s[ ])end\b", periods.year_end)),
    ({"year", "a", "the year"}, _rule("year_earlier", r"(?:the[ ]|a[ ])?year-(?:earlier|ago)\b", periods.year_earlier)),
    ({"the weekend", "over"}, _rule("weekend", r"(?:over[ ]+)?the[ ]+weekend\b", periods.weekend)),
    (_the(DIGITS, *_CENTURIES) | {DIGITS} | _CENTURIES, _rule("century",
        r"(?:the[ ]+)?(?:(?P<number>1[5-9]|2[01]|eighteenth|nineteenth|twentieth|twenty-first)(?:th|st)?)[ -]century\b",
        periods.century, hangs=False)),
    ({"first", "second", "last"} | _the("first", "second", "last"), _rule("half_year",
        rf"(?:the[ ]+)?(?P<which>first|second|last)[ -]half\b[ ]+of[ ]+"
        rf"(?:(?P<year>{YEAR})|(?P<of>this|the|last|next)[ ]year)\b",
        periods.half_year)),
    (_COUNTS | _ABOUTS, _rule("duration",
        rf"{_ABOUT}(?P<amount>{NUMBER})[ -]+(?:{_KIND}[ ]+)?(?-i:(?![A-Z][a-z]))(?P<unit>{UNIT})\b(?![ -]olds?\b)"
        r"(?P<half>[ ]+and[ ]+a[ ]+half\b)?",
        periods.duration, hangs=False)),
    (_PLURALS, _rule("some_units",
        rf"(?:{_FOR}|(?=(?<!\bearly\s){_PLURAL}(?:[ ]+(?:of|ahead)\b)))(?P<unit>{_PLURAL})\b(?![ ]+ago\b)",
        periods.some_units, hangs=False)),
    (_PLURALS, _rule("some_units", rf"{_PLURAL}[ ]+ago\b", periods.past, hangs=False)),
    ({"fiscal"}, _rule("fiscal_year", rf"fiscal[ ]+(?:year[ ]+)?(?P<year>{YEAR})\b", periods.year_alone, hangs=False)),
    (_EDGES | {DIGITS} | _the(DIGITS, "early", "mid", "late"), _rule("decade",
        r"(?:the[ ]+)?(?:(?:early|mid|late)[ -]+)?(?P<decade>(?:1[5-9]|20)\d0|(?<=['\u2019])\d0)['\u2019]?s\b",
        periods.decade, hangs=False)),
    (_SPELT_DECADES | _the(*_SPELT_DECADES), _rule("spelt_decade",
        r"(?:the[ ]+)?(?:nineteen[ ]+)?(?P<decade>twenties|thirties|forties|fifties|sixties|seventies|eighties"
        r"|nineties)\b",
        periods.spelt_decade, hangs=False)),
    (_EDGES | {DIGITS}, _rule("year",
        r"(?:(?:early|late|mid)[ -]+)?(?<![$\d.,:/\u00a3\u20ac])(?P<year>(?:1[7-9]\d\d|20\d\d))\b"
        rf"(?![,.:/]?\d|-\d\d?\b){_NO_COUNT}(?![-][a-z])",
        periods.year_alone, hangs=False)),
    ({"now", "currently", "current", "at", "presently", "these", "nowadays", "right"}, _rule("present",
        r"(?:now|currently|current|at[ ]present|presently|at[ ]the[ ]moment|these[ ]days|nowadays|right[ ]now)\b",
        periods.present, hangs=False)),
    ({"recently", "recent", "the past"}, _rule("past",
        r"(?:recently|recent|the[ ]past)\b(?![ ]+\w+[ ](?:years|months|weeks|days))", periods.past, hangs=False)),
    (_the("future", "near"), _rule("future",
        r"the[ ](?:near[ ])?future\b", periods.future, hangs=False)),
    ({"every", "each"}, _rule("every",
        rf"(?:every|each)[ ]+(?P<unit>day|week|month|year|quarter|{WEEKDAY}|{PART})\b",
        periods.every, hangs=False, repeats=True)),
    ({"daily", "weekly", "monthly"}, _rule("adverb",
        rf"{_OWN}(?P<word>(?-i:daily|weekly|monthly))(?=[ ]+[a-z])", periods.adverb, hangs=False, repeats=True)),
    (frozenset(ADVERBS), _rule("adverb",
        rf"(?<!\bthe[ ])(?P<word>{'|'.join(ADVERBS)})\b"
        r"(?=[.,;:!?\u201d]|[ ](?:basis|in|on|at|by|for|from|to|with|outside|since|until|during|through)\b)",
        periods.adverb, hangs=False, repeats=True)),
    ({DIGITS, "noon", "midnight", "midday"}, _rule("clock",
        r"(?:(?<![\d.,:$])(?P<hour>\d{1,2})(?::(?P<minute>\d\d))?[ ]*(?P<half>[ap]\.?m\b\.?)"
        r"|(?<!\bhigh\s)(?P<word>midnight|noon|midday)\b)"
        rf"(?:(?:,?[ ]+{_ZONE})?,?[ ]+(?:on[ ]+)?(?:(?P<month>{MONTH})[ ]+{_DAY}\b(?!,?[ ]*\d)"
        rf"|(?P<weekday>{WEEKDAY})\b(?!,?[ ]+{MONTH})|(?P<near>yesterday|today|tomorrow)\b))?",
        days.clock)),
)  # fmt: skip
