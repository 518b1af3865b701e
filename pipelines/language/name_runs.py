"""A run of capitalised words -> the names in it, each with the kind that its words tell. Linear."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from pipelines.language.listed import listed

MAX_WORDS = 10  # longer runs of capitals are headlines
# The rest of a word behind its first character. Which one that was is looked back to: a pattern that begins with a
# plain class is searched fast.
_REST = (
    r"(?:(?:(?<=M)(?:rs?|s)|(?<=[DJ])r|(?<=S)(?:en|gt|t|r)|(?<=R)(?:ep|ev)|(?<=G)(?:ov|en)|(?<=L)td?|(?<=C)(?:orp|ol?)"
    r"|(?<=P)rof|(?<=I)nc)\.|(?<=[A-Z])(?:\.(?:[A-Z]\.)*|[\w&]*(?:[-'’][A-Za-z0-9]\w*)*)|(?<=\d)[A-Z]\w*)"
)
_FIRST, _WORD = rf"[A-Z\d](?<![\w@#.].){_REST}", rf"[A-Z\d]{_REST}"
# Capitalised words in a row, tied by "of", "for", "and" within names of laws and bodies.
_NAME = re.compile(rf"{_FIRST}(?: (?:(?:of|for|on|and|to) (?:the )?|de |van |von |der |bin |al-)?{_WORD}){{0,14}}")
_LAW = listed(
    "Act Law Treaty Bill Code Amendment Agreement Convention Protocol Accord Accords Constitution Statute Directive"
)
_BODY = listed(
    "Department Commission Administration Committee Agency Bureau Council Court Ministry Office Board Authority"
    " Congress Senate Parliament House Assembly Association Federation Union Party Bank University College"
    " Institute Foundation Center Centre Centers Organization Organisation Service Services Corporation Company"
    " Corp Inc Ltd LLC Group Police Army Navy Force Guard Fund League Institution Society Alliance Coalition"
    " Network Times Post Journal News Hospital School Church Reserve Exchange Airlines Motors Industries Systems"
    " Technologies Holdings Partners"
)
_PLACE = listed(
    "City County River Lake Island Islands Mountains Street Avenue Beach Bay Valley Province Peninsula Sea Ocean"
)
TITLES = listed(
    "President Vice Prime Minister Deputy Senator Sen Rep Representative Gov Governor Mayor Judge Justice"
    " Chancellor King Queen Prince Princess Pope Secretary Attorney General Mr Mrs Ms Dr Prof Professor Sir Lord"
    " Lady Chairman Chairwoman Chief CEO Executive Director Officer Speaker Leader Premier Ambassador Sheriff"
    " Captain Colonel Lt Sgt Maj Gen Col Capt Inspector Detective Officer Commissioner Spokesman Spokeswoman Rev"
    " Former Republican Democratic"
)
# Capitalised for their place in the sentence or the calendar, and no names.
_NOT_NAMES = listed(
    "The A An In On At By For With From To Of And But Or So If When While As After Before During Since Although"
    " Though However Because That This These Those There Then He She It They We I You His Her Its Their Our My"
    " Your Who What Where Why How Yes No Not All Some Many Most Both Each Every Other Another Such Only Even Also"
    " Still Yet Now Here One Two Three Four Five Six Seven Eight Nine Ten Earlier Later Last Next Meanwhile"
    " According Despite Under Over Between Among About More Is Are Was Were Do Does Did Has Have Had Will Would"
    " Can Could May Might Should Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March"
    " April June July August September October November December Correction Today Yesterday Tomorrow Let Just Like"
    " Instead Nearly Almost Asked Speaking Through Until Within Without Well PM AM ET EST EDT GMT Please Thanks"
    " Thank Our Nothing Everything Something Anyone Everyone Nobody Once Perhaps Maybe Indeed Following"
)
_TIES = listed("of for on and to the")


class Piece(NamedTuple):
    """A name at an offset of its run."""

    offset: int
    text: str
    kind: str


def runs(text: str) -> Iterator[tuple[int, tuple[Piece, ...]]]:
    """Where each run of capitals begins, and the names in it."""
    for run in _NAME.finditer(text):
        yield run.start(), _read(run[0])


@lru_cache(maxsize=16_384)  # an article names the same few again and again, and so do the articles of a day
def _read(run: str) -> tuple[Piece, ...]:
    """The names in one run of capitals, cut at words that are no names and at "and" between people."""
    if " " not in run and _bare(run) in _NOT_NAMES:
        return ()
    pieces = _pieces(run) if " " in run else [(0, run)]
    return tuple([piece for first, words in pieces if (piece := _named(first, words)) is not None])


def _bare(word: str) -> str:
    return word[:-2] if word.endswith(("'s", "’s")) else word


def _pieces(run: str) -> list[tuple[int, str]]:
    """Offsets and words of the names in a run: a tie is kept only near a word of a law or body."""
    words, at, pieces, current = run.split(" "), 0, [], []
    places = []
    for word in words:
        places.append(at)
        at += len(word) + 1
    formal = [index for index, word in enumerate(words) if word.strip(".,") in _LAW or word.strip(".,") in _BODY]
    for index, word in enumerate(words):
        tie = word in _TIES
        cut = (
            word in _NOT_NAMES
            or _bare(word) in _NOT_NAMES
            or (tie and word in ("and", "to", "on", "for") and not _within(index, formal, words))
        )
        if cut or word.endswith(("'s", "’s")):
            if not cut:
                current.append(index)
            pieces.append(current)
            current = []
        elif current or not tie:
            current.append(index)
    pieces.append(current)
    return [(places[piece[0]], " ".join(words[piece[0] : piece[-1] + 1])) for piece in pieces if piece]


def _within(index: int, formal: list[int], words: list[str]) -> bool:
    """Whether a tie joins parts of one formal name: Centers for Disease Control, Patient and Affordable Care Act."""
    near = words[index] in ("and", "for") and any(0 < place - index <= 4 for place in formal)
    return bool(formal) and (formal[0] < index or near)


def _named(first: int, words: str) -> Piece | None:
    plain = _bare(words)
    while plain.rpartition(" ")[2] in _TIES:
        plain = plain.rpartition(" ")[0]
    parts = plain.split(" ")
    return Piece(first, plain, _kind(parts)) if len(plain) > 1 and len(parts) <= MAX_WORDS else None


def _kind(parts: list[str]) -> str:
    bare = [part.strip(".,") for part in parts]
    if bare[-1] in _LAW:
        return "law"
    if any(part in _BODY for part in bare):
        return "body"
    if bare[-1] in _PLACE:
        return "place"
    titled = any(part in TITLES for part in bare[:-1]) and bare[-1] not in TITLES and "of" not in bare
    return "person" if titled else "other"
