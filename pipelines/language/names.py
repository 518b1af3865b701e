"""Text -> the names in it as written, with kind and, where terms or article tell it, the canonical name. Linear."""

import re
from collections.abc import Iterable, Mapping, Set
from typing import NamedTuple

from pipelines.language.listed import listed

MAX_WORDS = 10  # longer runs of capitals are headlines
_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|Col|Prof|Rev|St|Jr|Sr|Inc|Corp|Ltd|Co)\.|(?:[A-Z]\.)+"
    r"|[A-Z][\w&]*(?:[-'’][A-Za-z0-9]\w*)*|\d[A-Z]\w*)"
)
# Capitalised words in a row, tied by "of", "for", "and" within names of laws and bodies.
_NAME = re.compile(
    rf"(?<![\w@#.]){_WORD}(?: (?:(?:of|for|on|and|to) (?:the )?|de |van |von |der |bin |al-)?{_WORD}){{0,14}}"
)
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
_TITLES = listed(
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
_POSSESSIVE = re.compile(r"['’]s$")
_DIRECTIONS = listed("Latin South North East West Central New Northern Southern Eastern Western")
_BEFORE_PERSON = re.compile(r"\b(?:said|says|told|asked|added|wrote) $")
_AFTER_PERSON = re.compile(r" (?:said|says|told|added|asked|wrote|who|also said)\b|, (?:who|an?|the|\d\d),? ")
_SENTENCE_START = re.compile(r"(?:^|[.!?:\n][\"”’)]*)\s*[\"“‘(\[—–-]*\s?$")


class Name(NamedTuple):
    start: int
    end: int
    text: str
    kind: str
    canonical: str | None


def names(text: str, known: Mapping[str, tuple[str, str]]) -> tuple[Name, ...]:
    """The names in order. `known` maps a lower-case spelling to (kind, canonical name): the reviewed terms."""
    found = [name for match in _NAME.finditer(text) for name in _read(match, known)]
    inside = {name.text for name in found if not _starts_sentence(text, name)}
    kept = [name for name in found if name.text in inside or not _doubtful(name)]
    single = {name.text for name in kept if " " not in name.text}
    told = [_as_person(text, name, single, known) for name in kept]
    people = _full_names(told)
    return tuple(_resolved(name, people) for name in told)


def terms_table(rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """(kind, canonical, accepted spellings joined by ;) -> lower-case spelling -> (kind, canonical)."""
    return {
        spelling.strip().lower(): (kind, canonical)
        for kind, canonical, accepted in rows
        for spelling in (canonical, *accepted.split(";"))
        if spelling.strip()
    }


def _read(match: re.Match[str], known: Mapping[str, tuple[str, str]]) -> list[Name]:
    """The names in one run of capitals, cut at words that are no names and at "and" between people."""
    run = match.group()
    if " " not in run and _POSSESSIVE.sub("", run) in _NOT_NAMES:
        return []
    pieces = _pieces(run) if " " in run else [(0, run)]
    return [name for first, words in pieces if (name := _named(match.start() + first, words, known)) is not None]


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
            or _POSSESSIVE.sub("", word) in _NOT_NAMES
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


def _named(start: int, words: str, known: Mapping[str, tuple[str, str]]) -> Name | None:
    plain = _POSSESSIVE.sub("", words)
    while plain.rpartition(" ")[2] in _TIES:
        plain = plain.rpartition(" ")[0]
    parts = plain.split(" ")
    if not plain or len(plain) < 2 or len(parts) > MAX_WORDS:
        return None
    kind, canonical = known.get(plain.lower(), (_kind(parts), None))
    return Name(start, start + len(plain), plain, kind, canonical)


def _kind(parts: list[str]) -> str:
    bare = [part.strip(".,") for part in parts]
    if bare[-1] in _LAW:
        return "law"
    if any(part in _BODY for part in bare):
        return "body"
    if bare[-1] in _PLACE:
        return "place"
    titled = any(part in _TITLES for part in bare[:-1]) and bare[-1] not in _TITLES and "of" not in bare
    return "person" if titled else "other"


def _as_person(text: str, name: Name, single: Set[str], known: Mapping[str, tuple[str, str]]) -> Name:
    """Two to four words of which the last stands alone elsewhere, or that speak or are described, are a person."""
    parts = name.text.split(" ")
    if name.kind != "other" or name.canonical or not 2 <= len(parts) <= 4 or not all(map(_personal, parts)):
        return name
    if parts[-1].lower() in known:
        return name._replace(kind="place") if parts[0] in _DIRECTIONS else name
    tells = _AFTER_PERSON.match(text, name.end) or _BEFORE_PERSON.search(text[max(0, name.start - 8) : name.start])
    return name._replace(kind="person") if parts[-1] in single or tells else name


def _personal(part: str) -> bool:
    """Anna, O’Malley, J. and de: a capital and small letters, or an initial."""
    if part in ("de", "van", "von", "der", "bin") or (len(part) == 2 and part[1] == "."):
        return True
    return (
        part[0].isupper() and len(part) > 1 and part[1] in "abcdefghijklmnopqrstuvwxyzéèüöáíó’'" and "n't" not in part
    )


def _starts_sentence(text: str, name: Name) -> bool:
    return _SENTENCE_START.search(text[max(0, name.start - 8) : name.start]) is not None


def _doubtful(name: Name) -> bool:
    """One capitalised word without figures or further capitals: at the start of a sentence it may be any word."""
    return " " not in name.text and name.text[1:].islower() and name.canonical is None


def _full_names(found: list[Name]) -> dict[str, str | None]:
    """Surname -> the one full name that the article gives it, without titles; None where it gives several."""
    full: dict[str, str | None] = {}
    for name in found:
        parts = without_titles(name.text).split(" ")
        if name.kind != "person" or len(parts) < 2:
            continue
        whole, surname = " ".join(parts), parts[-1]
        known = full.setdefault(surname, whole)
        if known is not None and known != whole:
            full[surname] = _same_person(known, whole)
    return full


def _same_person(one: str, other: str) -> str | None:
    """The longer of two names with one first name (Donald Trump, Donald J. Trump); else None."""
    return max(one, other, key=lambda name: (len(name), name)) if one.split(" ")[0] == other.split(" ")[0] else None


def without_titles(name: str) -> str:
    """U.S. President Donald Trump -> Donald Trump. A name that ends with a title stays."""
    parts = name.split(" ")
    last = max((index for index, part in enumerate(parts) if part.strip(".") in _TITLES), default=-1)
    return " ".join(parts[last + 1 :]) or name


def _resolved(name: Name, people: Mapping[str, str | None]) -> Name:
    if name.canonical is not None or name.kind not in ("person", "other") or name.text.rpartition(" ")[2] not in people:
        return name
    parts = without_titles(name.text).split(" ")
    full = people.get(parts[-1])
    same = full is not None and (len(parts) == 1 or parts[0] == full.split(" ")[0])
    return name._replace(kind="person", canonical=full) if same else name
