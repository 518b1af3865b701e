"""The English words of time -> numbers, unit codes and shifts, and the pieces of pattern made of them."""

from typing import Final

from pipelines.language.word_tree import one_of

_MONTH_NAMES: Final = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
MONTHS: Final = {name: number for number, name in enumerate(_MONTH_NAMES, 1)} | {
    name[:3]: number for number, name in enumerate(_MONTH_NAMES, 1)
} | {"sept": 9}  # fmt: skip
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBERS: Final = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "noon": "MI"}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "weekend": "D", "week": "W", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "E", "century": "C", "centurie": "C", "millennium": "L",
}  # fmt: skip
YEARS_IN: Final = {"E": 10, "C": 100, "L": 1000}
CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
}  # fmt: skip
SHIFTS: Final = {
    "last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1,
}  # fmt: skip
ADVERBS: Final = {
    "hourly": "PT1H", "daily": "P1D", "weekly": "P1W", "monthly": "P1M", "quarterly": "P1Q", "yearly": "P1Y",
    "annually": "P1Y",
}  # fmt: skip
_ONES: Final = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ONES: Final = _ONES[1:10]
TENS: Final = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
NUMBERS: Final[dict[str, float]] = (
    {word: number for number, word in enumerate(_ONES)}
    | {tens: 10 * t for t, tens in enumerate(TENS, 2)}
    | {
        f"{tens}{dash}{one}": 10 * t + o
        for t, tens in enumerate(TENS, 2)
        for o, one in enumerate(ONES, 1)
        for dash in "- "
    }
    | {
        "a": 1,
        "an": 1,
        "another": 1,
        "half a": 0.5,
        "half an": 0.5,
        "a half": 0.5,
        "half": 0.5,
        "a quarter": 0.25,
        "a quarter of a": 0.25,
        "a couple of": 2,
        "a couple": 2,
        "a dozen": 12,
    }
    | {"a hundred": 100}
)
VAGUE_NUMBERS: Final = ("several", "a few", "few", "many", "some", "a number of", "a matter of", "dozens of")

MONTH: Final = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept|Sep|Oct|Nov|Dec)\b\.?)"
)
WEEKDAY: Final = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
PART: Final = r"(?:morning|afternoon|evening|night)"
SEASON: Final = r"(?:spring|summer|autumn|fall|winter)"
UNIT: Final = r"(?:second|minute|hour|day|night|weekend|week|month|quarter|year|decade|centur(?:y|ie)|millennium)s?"
YEAR: Final = r"(?:1[5-9]\d\d|20\d\d)"
NUMBER: Final = (
    rf"(?:(?!{YEAR}\b)\d{{1,4}}(?:\.\d|[ -]1/2)?|(?!\d)(?:(?:two|three|four)[ ]and[ ]a[ ]half"
    rf"|(?-i:{one_of(word for word in (*NUMBERS, *VAGUE_NUMBERS) if word != 'zero')})))"
)


def month_of(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def unit_of(word: str) -> str:
    """The unit without its plural s, as UNITS has it."""
    return word.lower().removesuffix("s")


def amount_of(words: str) -> float | None:
    """The number meant, None for "several" and the like."""
    small = " ".join(words.lower().split())
    if small.endswith(("1/2", "and a half")):
        whole = small.removesuffix("and a half").removesuffix("1/2").strip(" -")
        return (float(whole) if whole.isdigit() else NUMBERS[whole]) + 0.5
    return float(small) if small[0].isdigit() else NUMBERS.get(small)
