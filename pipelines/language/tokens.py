"""Text -> its words and marks with places, quotations and units: what the readers of speech walk over. Linear."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from pipelines.language.quotes import RUN, Quote

OUTSIDE = -1
MAX_UNIT = 400  # tokens: no sentence is longer, and the work within one grows with its square
# A figure is one token with its commas. The look ahead spares the blanks all alternatives, and the first of these says
# nothing new: most words are found fast by it.
_TOKEN = re.compile(
    r"(?=\S)([A-Za-z]+(?= )|[A-Za-z]\.(?:[A-Za-z]\.)+"
    r"|[^\W_]+(?:(?:[-'’.&_/]|(?<=\d),(?=\d))[^\W_]+)*(?:(?<=\bMr)\.|(?<=\bMrs)\.|(?<=\bDr)\.)?"
    rf"|{RUN}|''|``|--+|[^\w\s])"
)


class Tokens(NamedTuple):
    """Words and marks in order; `quote` is the index of the quotation (its marks included) or OUTSIDE."""

    text: str
    words: Sequence[str]
    lower: Sequence[str]
    starts: Sequence[int]
    ends: Sequence[int]
    quote: Sequence[int]
    quotes: Sequence[tuple[int, int]]
    continues: Sequence[bool]
    units: Sequence[tuple[int, int]]
    paragraph: Sequence[int]


def tokens(text: str, sentences: Sequence[tuple[int, int]], quotes: Sequence[Quote], breaks: Sequence[int]) -> Tokens:
    """The tokens of a text. A unit is a sentence, or several that a quotation holds together; `breaks` are the places
    where paragraphs begin; `paragraph` numbers the paragraph of each unit.
    """
    parts = _TOKEN.split(text)  # what stands between the tokens and the tokens in turn
    places = list(accumulate(map(len, parts)))
    words, starts, ends = parts[1::2], places[:-1:2], places[1::2]
    quote = [OUTSIDE] * len(words)
    ranges = []
    for index, spoken in enumerate(quotes):
        first, last = bisect_left(starts, spoken.outer_start), bisect_left(starts, spoken.outer_end)
        quote[first:last] = [index] * (last - first)
        ranges.append((first, last))
    units = _units(sentences, starts, quote)
    return Tokens(
        text, words, list(map(str.lower, words)), starts, ends, quote, ranges,
        [spoken.continues for spoken in quotes], units,
        [bisect_right(breaks, starts[first]) for first, _ in units],
    )  # fmt: skip


def _units(sentences: Sequence[tuple[int, int]], starts: list[int], quote: list[int]) -> list[tuple[int, int]]:
    units: list[tuple[int, int]] = []
    for start, end in sentences:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        held = units and first < len(quote) and quote[first] != OUTSIDE and quote[first] == quote[units[-1][1] - 1]
        if held and last - units[-1][0] <= MAX_UNIT:
            units[-1] = (units[-1][0], last)
        elif last - first <= MAX_UNIT:
            units += [(first, last)] if first < last else []
        else:
            units += [(at, min(at + MAX_UNIT, last)) for at in range(first, last, MAX_UNIT)]
    return units
