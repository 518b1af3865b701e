"""What newsrooms put around a text: the dateline before it, the note of a correction within it."""

import re
from typing import NamedTuple

# A dateline is short: place, region, a date perhaps, an agency.
_DATELINE = re.compile(
    r"""\s*
    (?P<place>[^\W\d_][^\n()–—]{1,58}?)       # OTTAWA, WASHINGTON, ST. PAUL, Minn.
    \s*(?:\((?P<agency>[^()\n]{2,30})\)\s*)?  # (AP), (Reuters)
    (?:\s--+|[–—]|\s-)\s                      # two hyphens, a dash, or a hyphen between spaces
    """,
    re.X,
)
_DAY = re.compile(r"\d")
# Capitals before a dash that are labels of newsrooms and no places.
_LABELS = frozenset((
    "ADVISORY", "ANALYSIS", "BREAKING", "COLUMN", "COMMENT", "CORRECTED", "CORRECTION", "CORRECTIONS", "EDITORIAL",
    "EXCLUSIVE", "EXPLAINER", "FACTBOX", "FEATURE", "FLASH", "INSIGHT", "INTERVIEW", "LIVE", "NEWSMAKER", "OPINION",
    "PHOTOS", "POLL", "PROFILE", "REFILE", "REVIEW", "TIMELINE", "UPDATE", "UPDATED", "URGENT", "VIDEO", "WATCH",
    "WRAPUP",
))  # fmt: skip
_MIN_CAPITALS = 3
_CORRECTION = re.compile(
    r"""^[ \t]*[\[(*_"“]*(?:
        (?:corrections?|clarifications?|corrigend(?:um|a)|errat(?:um|a))
            (?=[ \t]*(?:[:,.\-–—(]|\d|$)|\ (?:to|on|appended|issued|published)\b)
      | (?:editor|publisher)(?:'s|’s|s'|s’)?\ note[ \t]*[:,\-–—]\ [^\n]{0,80}
            \b(?:correct|clarif|amend|erroneous|misstate)
      | (?:an?|the)\ (?:earlier|previous|original)\ version\ of\ th(?:is|e)\b
      | this\ (?:story|article|version|report|post|piece|item|column)\ (?:has\ been|was|is)
            \ (?:corrected|amended|revised|updated\ to\ correct)
    )[^\n]*""",
    re.X | re.I | re.M,
)


class Dateline(NamedTuple):
    """The place a report was filed from, and where the text behind it begins.

    `bare` is false where it also names a day, which is evidence of the date and must not be lost with it.
    """

    place: str
    end: int
    bare: bool


def dateline(text: str) -> Dateline | None:
    """The dateline that a text begins with: `OTTAWA -- `, `WASHINGTON (AP) — `, `ST. PAUL, Minn., April 3 (AP) - `."""
    match = _DATELINE.match(text)
    if match is None:
        return None
    whole = match["place"].strip(" ,")
    city, *rest = whole.split(",")
    if not _is_place(city) or any(_is_prose(part) for part in rest):
        return None
    place = ",".join([city, *(part for part in rest if not _DAY.search(part))])
    return Dateline(place, match.end(), bare=not _DAY.search(whole))


def _is_place(words: str) -> bool:
    capitals = sum(char.isupper() for char in words)
    return words.isupper() and capitals >= _MIN_CAPITALS and _LABELS.isdisjoint(words.split())


def _is_prose(part: str) -> bool:
    """A region or a day is a name of a few words; a clause of a sentence is not."""
    words = part.split()
    return len(words) > 3 or any(word[0].islower() for word in words)


def correction(text: str) -> str | None:
    """The last note of a correction in a text, on a line of its own; None if there is none."""
    found = _CORRECTION.findall(text)
    return found[-1].strip() if found else None
