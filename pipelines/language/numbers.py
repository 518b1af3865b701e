"""Text -> the quantities in it with value and unit ("10 million N95 respirators" -> "10000000 respirator"). Linear."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation
from itertools import compress
from typing import NamedTuple

from pipelines.language.lexemes import lexemes
from pipelines.language.listed import listed

_SMALL = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
} | {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_SCALES = {
    "hundred": 10**2, "thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12,
    "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9, "tn": 10**12,
}  # fmt: skip
_CURRENCIES = {
    "$": "dollar", "us$": "us dollar", "c$": "canadian dollar", "a$": "australian dollar", "£": "pound", "€": "euro",
    "¥": "yen", "₹": "rupee",
}  # fmt: skip
_HEDGES = (
    "about", "around", "approximately", "roughly", "nearly", "almost", "some", "more than", "less than", "over",
    "under",
    "up to", "at least", "at most", "as many as", "fewer than", "close to", "estimated",
)  # fmt: skip
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
# Matched at the words where a quantity may begin: that is cheaper than a search at every character.
_QUANTITY = re.compile(
    rf"(\d{{1,3}}(?:,\d{{3}}){{1,6}}(?:\.\d{{1,15}})?|\d{{1,15}}(?!\d)(?:\.\d{{1,15}})?|(?:{_WORDS})\b(?:-(?:{_WORDS})\b)?)"
    r"((?:k|m|mn|bn|b|tn)\b)?(?:[\s-](hundred|thousand|million|billion|trillion)\b)?"
    r"(\s?%|[\s-]percent(?:age points?)?\b|[\s-]per cent\b)?",
    re.IGNORECASE,
)
_INSIDE = frozenset("_.,:/-")  # in front of a figure, as letters and digits: it is part of a name, a date, a fraction
_JOINED = tuple("-–:/.,%")
_MONEY = re.compile(r"((?:\b(?:US|C|A))?\$|[£€¥₹])\s?$", re.IGNORECASE)
_MONEY_SIGNS = frozenset("$£€¥₹")
_UNIT_WORD = r"(?:(?:[A-Z]\.){2,}|[^\W\d_][\w’'-]*|[A-Z]{1,3}-?\d+)"  # U.S., masks, N95
_UNIT = re.compile(rf"[\s-]({_UNIT_WORD}(?:\s{_UNIT_WORD}){{0,3}})")
# Where the unit of a quantity ends, though its words go on.
_WORTH = re.compile(r"(?<=\ba )(year|month|week|day)['’]s worth\b")  # "nearly a year's worth"
_APOSTROPHES = "'’"
_WORTHS = listed("year's year’s month's month’s week's week’s day's day’s")
_NO_UNIT = listed(
    "he she they we"
    " him them us me it you of in on at to from by for with and or but as than that which who were was is are be"
    " been have has had will would could can may might should did do does not more less the a an this these those"
    " its their his her our your out over under into after before since until during per when while if so because"
    " said says also across each between among about against today yesterday ago such within globally worldwide"
    " annually"
)
_MONTHS = listed(
    "january february march april may june july august september october november december jan feb mar apr jun"
    " jul aug sept sep oct nov dec"
)
_IRREGULAR = {"people": "person", "men": "man", "women": "woman", "children": "child"}
_MONTH_ENDS = frozenset(month[-3:] for month in _MONTHS)
_BEFORE_DATE = re.compile(r"([A-Za-z]+)\.?\s$")
_AFTER_DATE = re.compile(r"[ ](?:([A-Z][a-z]{2,8})\b|[ap]\.?m\b)")
_MODIFIER = re.compile(
    r"(?:ed|ing|al|ive|ous|ary|ese|ian|ish|ful|able|ent|ant|ic|ly|new|more|additional|other|different)$"
)


class Quantity(NamedTuple):
    """A number as written at start..end; `key` is its value and unit, `approximate` whether the text hedges it."""

    start: int
    end: int
    value: str  # written out
    unit: str
    approximate: bool
    scaled: bool = False  # a "million" stands with it

    @property
    def key(self) -> str:
        return f"{self.value} {self.unit}" if self.unit else self.value


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; dates, years and bare figures of names are none."""
    words, starts = lexemes(text)
    places = beginnings(text, compress(starts, map(is_number, words)))
    return tuple(filter(counts, figures_at(text, places, 0, len(text))))


def counts(figure: Quantity) -> bool:
    """Whether a figure counts something, by its unit or by a "million"."""
    return bool(figure.unit) or figure.scaled


def figures_at(text: str, places: Sequence[int], start: int, end: int) -> tuple[Quantity, ...]:
    """The quantities of text[start:end], and bare figures (an age, "of 45 stadiums, 36"), which have no unit."""
    found: list[Quantity] = []
    first = start
    for place in places[bisect_left(places, start) : bisect_left(places, end)]:
        written = _QUANTITY.match(text, place, end) if place >= start else None
        if written is None and (worth := _WORTH.match(text, place, end)) and place >= start + 2:
            start = worth.end()
            found.append(
                Quantity(place - 2, start, "1", f"{worth[1]}'s worth", _hedged(text[first : place - 2].lower()))
            )
        elif written is not None:
            quantity = _quantity(text, written, first, end)
            start = written.end()
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def is_number(word: str) -> bool:
    """Whether a word is a figure, a number, or what may be "twenty-one"."""
    return word < "a" or word in _SMALL or "-" in word or word in _WORTHS


def beginnings(text: str, starts: Iterable[int]) -> list[int]:
    """Of the places of such words those where a quantity may begin: what stands there is no part of something else."""
    return [at for at in starts if not at or not ((before := text[at - 1]).isalnum() or before in _INSIDE)]


def _quantity(text: str, found: re.Match[str], first: int, stop: int) -> Quantity | None:
    written, short, scale, percent = found.groups("")
    begin, end = found.span()
    money = _money(text, first, begin)
    value = _value(written, (short or scale).lower())
    if value is None or (short and not money and short.lower() != "bn"):
        return None
    begin -= len(money)
    before = text[max(first, begin - 24) : begin].lower()
    if percent:
        return Quantity(begin, end, value, "percent", _hedged(before))
    if money:
        return Quantity(begin, end, value, _CURRENCIES[money.strip().lower()], _hedged(before))
    if not scale and (_of_a_date(written, before) or _before_month(text, end)):
        return None
    unit, unit_end = _unit(text, end, stop)
    if not unit and not scale and not _bare(written, text, end):
        return None
    return Quantity(begin, unit_end, value, unit, _hedged(before), bool(scale))


def _bare(written: str, text: str, end: int) -> bool:
    """Whether a figure without a unit stands for a number: no word, decade ("his 30s"), time or ratio."""
    following = text[end : end + 2]
    return written[0].isdigit() and not (
        following[:1].isalpha() or (following[:1] in _JOINED and following[1:].isalnum())
    )


def _money(text: str, first: int, begin: int) -> str:
    """The sign of money in front of a figure, with the blank between, if any."""
    sign = begin - 2 if begin > first and text[begin - 1].isspace() else begin - 1
    if sign < first or text[sign] not in _MONEY_SIGNS:
        return ""
    found = _MONEY.search(text, max(first, sign - 3), begin)
    return found[0] if found else ""


def _hedged(before: str) -> bool:
    stripped = before.rstrip()
    return stripped != before and stripped.endswith(_HEDGES)


def _value(written: str, scale: str) -> str | None:
    try:
        plain = written.replace(",", "")
        figure = Decimal(plain if plain[0].isdigit() else sum([_SMALL[part] for part in plain.lower().split("-")]))
    except (InvalidOperation, KeyError):
        return None
    return format((figure * _SCALES[scale] if scale else figure).normalize(), "f")


def _of_a_date(written: str, before: str) -> bool:
    if len(written) == 4 and written.isdigit() and 1500 <= int(written) <= 2200:
        return True
    if before.rstrip(". \n")[-3:] not in _MONTH_ENDS:
        return False
    word = _BEFORE_DATE.search(before)
    return word is not None and word[1] in _MONTHS


def _before_month(text: str, end: int) -> bool:
    """ "3 May", "8 p.m.": a day or an hour."""
    following = _AFTER_DATE.match(text, end)
    return following is not None and (following[1] is None or following[1].lower() in _MONTHS)


def _unit(text: str, at: int, stop: int) -> tuple[str, int]:
    """The head noun behind a number: of the words that follow, the last before a function word, past its adjectives."""
    following = _UNIT.match(text, at, min(stop, at + 80))
    if following is None:
        return "", at
    unit, end, place = "", at, following.start(1)
    for word in following[1].split(" "):
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in _NO_UNIT or plain in _MONTHS or (unit and not _goes_on(unit)):
            break
        worth = plain == "worth" and unit  # "two years' worth"
        unit, end = f"{singular(unit.rstrip(_APOSTROPHES))}'s worth" if worth else plain, place + len(word)
        place += len(word) + 1
    return ("", at) if unit.endswith(".") else (singular(unit), end)


def _goes_on(word: str) -> bool:
    """Whether a noun is still to come: the word is an adjective, a name with a figure, or no plural."""
    if word in _IRREGULAR:
        return False
    return any(char.isdigit() for char in word) or not word.endswith("s") or _MODIFIER.search(word) is not None


def singular(noun: str) -> str:
    """The noun in the singular, by its ending only."""
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith(("ss", "us", "is")) and len(noun) > 3 else noun
