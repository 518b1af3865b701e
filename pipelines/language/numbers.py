"""Text -> the quantities in it with value and unit ("10 million N95 respirators" -> "10000000 respirator"). Linear."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

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
# Where a quantity may begin, and what it is: one match at each beginning is cheaper than a search at every character.
_DIGITS = re.compile(r"\d+")
_QUANTITY = re.compile(
    rf"(\d{{1,3}}(?:,\d{{3}}){{1,6}}(?:\.\d{{1,15}})?|\d{{1,15}}(?!\d)(?:\.\d{{1,15}})?|(?:{_WORDS})\b(?:-(?:{_WORDS})\b)?)"
    r"((?:k|m|mn|bn|b|tn)\b)?(?:[\s-](hundred|thousand|million|billion|trillion)\b)?"
    r"(\s?%|[\s-]percent(?:age points?)?\b|[\s-]per cent\b)?",
    re.IGNORECASE,
)
_INSIDE = frozenset("_.,:/-")  # in front of a figure, as letters and digits: it is part of a name, a date, a fraction
_MONEY = re.compile(r"((?:\b(?:US|C|A))?\$|[£€¥₹])\s?$", re.IGNORECASE)
_MONEY_SIGNS = frozenset("$£€¥₹")
_UNIT = re.compile(r"[\s-]((?:[^\W\d_][\w’'-]*|[A-Z]{1,3}-?\d+)(?:\s[^\W\d_][\w’'-]*|\s[A-Z]{1,3}-?\d+){0,3})")
# Where the unit of a quantity ends, though its words go on.
_NO_UNIT = listed(
    "him them us me it you of in on at to from by for with and or but as than that which who were was is are be"
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
_MONTH_ENDS, _BEFORE_DATE = tuple(_MONTHS), re.compile(r"([A-Za-z]+)\.?\s$")
_MODIFIER = re.compile(
    r"(?:ed|ing|al|ive|ous|ary|ese|ian|ish|ful|able|ent|ant|ic|ly|new|more|additional|other|different)$"
)


class Quantity(NamedTuple):
    """A number as written at start..end; `key` is its value and unit, `approximate` whether the text hedges it."""

    start: int
    end: int
    value: Decimal
    unit: str
    approximate: bool

    @property
    def key(self) -> str:
        plain = format(self.value.normalize(), "f")
        return f"{plain} {self.unit}" if self.unit else plain


def quantities(text: str) -> tuple[Quantity, ...]:
    """The quantities of a text, in order; dates, years and bare figures of names are none."""
    found: list[Quantity] = []
    done = 0
    for start in _beginnings(text):
        written = _QUANTITY.match(text, start) if start >= done else None
        if written is not None:
            done = written.end()
            quantity = _quantity(text, written)
            if quantity is not None:
                found.append(quantity)
    return tuple(found)


def _beginnings(text: str) -> list[int]:
    """Where figures and words of number begin that are no part of something else."""
    small = text.replace("İ", "i").lower()  # the one capital whose small form is longer
    starts = [found.start() for found in _DIGITS.finditer(text)]
    if spelled := [word for word in _SMALL if word in small]:
        starts = sorted(starts + [at for word in spelled for at in _places(small, word)])
    return [at for at in starts if not at or not ((before := text[at - 1]).isalnum() or before in _INSIDE)]


def _places(text: str, word: str) -> Iterator[int]:
    at = text.find(word)
    while at >= 0:
        yield at
        at = text.find(word, at + 1)


def _quantity(text: str, found: re.Match[str]) -> Quantity | None:
    written, short, scale, percent = found.groups("")
    begin, end = found.span()
    money = _money(text, begin)
    value = _value(written.lower().replace(",", ""), (short or scale).lower())
    if value is None or (short and not money and short.lower() != "bn"):
        return None
    begin = money.start() if money else begin
    before = text[max(0, begin - 24) : begin].lower()
    if percent:
        return Quantity(begin, end, value, "percent", _hedged(before))
    if money:
        return Quantity(begin, end, value, _CURRENCIES[money[1].lower()], _hedged(before))
    if not scale and _of_a_date(written, before):
        return None
    unit, unit_end = _unit(text, end)
    return Quantity(begin, unit_end, value, unit, _hedged(before)) if unit or scale else None


def _money(text: str, begin: int) -> re.Match[str] | None:
    """The sign of money in front of a figure, with one blank between at most."""
    if _MONEY_SIGNS.isdisjoint(text[max(0, begin - 2) : begin]):
        return None
    return _MONEY.search(text, max(0, begin - 5), begin)


def _hedged(before: str) -> bool:
    stripped = before.rstrip()
    return stripped != before and stripped.endswith(_HEDGES)


def _value(written: str, scale: str) -> Decimal | None:
    try:
        figure = Decimal(written) if written[0].isdigit() else Decimal(sum(_SMALL[part] for part in written.split("-")))
    except (InvalidOperation, KeyError):
        return None
    return figure * _SCALES.get(scale, 1)


def _of_a_date(written: str, before: str) -> bool:
    if written.isdigit() and len(written) == 4 and 1500 <= int(written) <= 2200:
        return True
    if not before.rstrip(". \n").endswith(_MONTH_ENDS):
        return False
    word = _BEFORE_DATE.search(before)
    return word is not None and word[1] in _MONTHS


def _unit(text: str, at: int) -> tuple[str, int]:
    """The head noun behind a number: of the words that follow, the last before a function word, past its adjectives."""
    following = _UNIT.match(text, at, at + 80)
    if following is None:
        return "", at
    unit, end, place = "", at, following.start(1)
    for word in following[1].split(" "):
        plain = word.lower().removesuffix("'s").removesuffix("’s")
        if plain in _NO_UNIT or plain in _MONTHS or (unit and not _goes_on(unit)):
            break
        unit, end = plain, place + len(word)
        place += len(word) + 1
    return singular(unit), end


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
