"""Text -> the quantities in it with value and unit ("10 million N95 respirators" -> "10000000 respirator"). Linear."""

import re
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
_APPROXIMATE = re.compile(
    r"(?:about|around|approximately|roughly|nearly|almost|some|more than|less than|over|under|up to|at least|at most"
    r"|as many as|fewer than|close to|an estimated|estimated)\s+$",
    re.IGNORECASE,
)
_WORDS = "|".join(sorted(_SMALL, key=len, reverse=True))
_QUANTITY = re.compile(
    rf"(?P<money>(?:\b(?:US|C|A))?\$|[£€¥₹])?\s?"
    rf"(?<![\w.,:/-])(?P<value>\d{{1,3}}(?:,\d{{3}}){{1,6}}(?:\.\d{{1,15}})?|\d{{1,15}}(?!\d)(?:\.\d{{1,15}})?|\b(?:{_WORDS})\b(?:-(?:{_WORDS})\b)?)"
    r"(?P<short>(?:k|m|mn|bn|b|tn)\b)?(?:[\s-](?P<scale>hundred|thousand|million|billion|trillion)\b)?"
    r"(?P<percent>\s?%|[\s-]percent(?:age points?)?\b|[\s-]per cent\b)?",
    re.IGNORECASE,
)
_DIGIT, _LETTERS = re.compile(r"\d"), re.compile(r"[a-z]+")
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
_BEFORE_DATE = re.compile(r"([A-Za-z]+)\.?\s$")
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


def quantities(text: str, start: int = 0, end: int | None = None) -> tuple[Quantity, ...]:
    """The quantities of text[start:end], in order; dates, years and bare figures of names are none."""
    stop = len(text) if end is None else end
    if not _DIGIT.search(text, start, stop) and _SMALL.keys().isdisjoint(_LETTERS.findall(text[start:stop].lower())):
        return ()
    read = (_quantity(text, found, start, stop) for found in _QUANTITY.finditer(text, start, stop))
    return tuple(quantity for quantity in read if quantity is not None)


def _quantity(text: str, found: re.Match[str], start: int, stop: int) -> Quantity | None:
    value = _value(found["value"].lower().replace(",", ""), (found["short"] or found["scale"] or "").lower())
    if value is None or (found["short"] and not found["money"] and found["short"] != "bn"):
        return None
    begin = found.start("money") if found["money"] else found.start("value")
    before = text[max(start, begin - 24) : begin]
    hedged = _APPROXIMATE.search(before) is not None
    if found["percent"]:
        return Quantity(begin, found.end(), value, "percent", hedged)
    if found["money"]:
        return Quantity(begin, found.end(), value, _CURRENCIES[found["money"].lower()], hedged)
    if _of_a_date(found, before):
        return None
    unit, unit_end = _unit(text, found.end(), stop)
    bare = not unit and not found["scale"]
    return None if bare else Quantity(begin, unit_end, value, unit, hedged)


def _value(written: str, scale: str) -> Decimal | None:
    try:
        figure = Decimal(written) if written[0].isdigit() else Decimal(sum(_SMALL[part] for part in written.split("-")))
    except (InvalidOperation, KeyError):
        return None
    return figure * _SCALES.get(scale, 1)


def _of_a_date(found: re.Match[str], before: str) -> bool:
    word = _BEFORE_DATE.search(before)
    after_month = word is not None and word[1].lower() in _MONTHS
    written = found["value"]
    year = written.isdigit() and len(written) == 4 and 1500 <= int(written) <= 2200 and not found["scale"]
    return (after_month and not found["scale"]) or year


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
