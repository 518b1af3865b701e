"""The English words of time -> numbers, unit codes and shifts, and the pieces of pattern made of them."""

from typing import Final

MONTHS: Final = {
    name[:length]: number
    for number, name in enumerate(
        "january february march april may june july august september october november december".split(), 1
    )
    for length in (3, 4, len(name))
    if length in (3, len(name)) or name[:4] in ("sept", "june", "july")
}
WEEKDAYS: Final = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WEEKDAY_NUMBERS: Final = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
PARTS: Final = {"morning": "MO", "afternoon": "AF", "evening": "EV", "night": "NI", "midday": "MI", "noon": "MI"}
SEASONS: Final = {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI"}
UNITS: Final = {
    "second": "S", "minute": "M", "hour": "H", "day": "D", "night": "D", "weekend": "D", "week": "W", "month": "M", "quarter": "Q",
    "year": "Y", "decade": "E", "century": "C", "centurie": "C", "millennium": "L",
}  # fmt: skip
YEARS_IN: Final = {"E": 10, "C": 100, "L": 1000}
CLOCK_UNITS: Final = frozenset({"second", "minute", "hour"})
ORDINALS: Final = {
    "first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "final": 4,
}  # fmt: skip
SHIFTS: Final = {"last": -1, "past": -1, "previous": -1, "prior": -1, "preceding": -1, "next": 1, "coming": 1, "following": 1}
_ONES: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS: Final = "twenty thirty forty fifty sixty seventy eighty ninety".split()
NUMBERS: Final[dict[str, float]] = (
    {word: number for number, word in enumerate(_ONES)}
    | {word: 10 * number for number, word in enumerate(_TENS, 2)}
    | {f"{tens}{dash}{one}": 10 * t + o for t, tens in enumerate(_TENS, 2) for o, one in enumerate(_ONES[:10]) if o for dash in "- "}
    | {"a": 1, "an": 1, "half a": 0.5, "half an": 0.5, "a couple of": 2, "a couple": 2, "a dozen": 12, "a hundred": 100, "another": 1}
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
_SPELT: Final = "|".join(sorted((word for word in NUMBERS if word not in ("a", "an", "zero", "second")), key=len, reverse=True))
NUMBER: Final = rf"(?:\d{{1,4}}(?:\.\d)?|{_SPELT}|{'|'.join(VAGUE_NUMBERS)}|an?)"


def month_of(name: str) -> int:
    return MONTHS[name.lower().rstrip(".")]


def unit_of(word: str) -> str:
    """The unit without its plural s, as UNITS has it."""
    return word.lower().removesuffix("s")


def amount_of(words: str) -> float | None:
    """The number meant, None for "several" and the like."""
    small = " ".join(words.lower().split())
    return float(small) if small[0].isdigit() else NUMBERS.get(small)
