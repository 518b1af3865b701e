"""Text -> spans of its sentences; paragraphs end them. Never refuses; linear."""

import re
from collections.abc import Sequence

from pipelines.language.listed import listed
from pipelines.language.paragraphs import paragraphs

# Abbreviations that stand before a name or a number: a sentence never ends there.
_BEFORE_NAME = listed(
    "mr mrs ms dr prof rev hon sen sens rep reps gov lt gen col sgt capt cmdr adm maj brig pvt cpl det supt insp"
    " st mt ft pres messrs mme mlle sr sra fr br vs v no nos art sec fig vol pp ave blvd dept univ approx est e.g"
    " i.e cf al"
)
# Abbreviations that may end a sentence: it goes on unless a word follows that begins sentences and no names.
_BEFORE_ANY = listed(
    "u.s u.k u.n e.u u.s.a d.c l.a n.y b.c a.m p.m ph.d m.d j.d b.a inc corp co ltd llc plc bros jr esq etc jan"
    " feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thurs fri sat sun ont que alta man sask"
    " calif conn mass mich minn wash wis tex fla ariz colo ill ind kan ky la md miss mo mont neb nev okla ore pa"
    " tenn va vt wyo ga del ala ark r.i n.h n.j n.m n.c s.c n.d s.d w.va"
)
_STARTERS = listed(
    "the he she it they we i you a an but and in on at this that these those there his her its their our my as if"
    " when while after before however although though since for with by to so what who how why where not no some"
    " many most more all both one two three another other such then now yet according despite during even earlier"
    " later meanwhile under"
)
_END = re.compile(r"[.?!…]+[\"”’'»›)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[\w.]*\w$")
_NEXT = re.compile(r"\s+[\"“‘'«‹(\[—–-]*(\w+)?")
# "Why?" Mr. Smith asked: the mark ends the quotation, not the sentence.
_SPEAKER = re.compile(
    r"\s+(?:[A-Z][\w.'’-]+ ){1,4}(?:also |later |then )?"
    r"(?:said|says|asked|asks|wrote|writes|added|adds|replied|tweeted|told|wondered|exclaimed|shouted)\b"
)


def sentences(text: str, blocks: Sequence[tuple[int, int]] | None = None) -> tuple[tuple[int, int], ...]:
    """Spans of the sentences in order, without white space between. `blocks` are the paragraphs, where known."""
    found: list[tuple[int, int]] = []
    for start, end in paragraphs(text) if blocks is None else blocks:
        for mark in _END.finditer(text, start, end):
            following = _NEXT.match(text, mark.end(), end)
            if following and mark.start() > start and _ends(text, start, mark, following.group(1) or ""):
                found.append((start, mark.end()))
                start = mark.end() + _white(text, mark.end())
        if start < end:
            found.append((start, end))
    return tuple(found)


def _ends(text: str, start: int, mark: re.Match[str], following: str) -> bool:
    if following and following[0].islower():
        return False
    marks = mark.group()
    if marks[0] != "." or marks.startswith(".."):
        return marks[-1] not in "\"”’'»" or not _SPEAKER.match(text, mark.end())
    if len(marks) > 1:
        return True
    word = _last_word(text[max(start, mark.start() - 12) : mark.start()])
    if word in _BEFORE_NAME or (len(word) == 1 and word.isalpha() and word != "i"):
        return False
    return word not in _BEFORE_ANY or following.lower() in _STARTERS or not following


def _last_word(before: str) -> str:
    """The word at the end, with its points, in lower case; nothing where none ends there."""
    word = before.rpartition(" ")[2].lower()
    if word.isalpha():
        return word
    last = _LAST_WORD.search(word)
    return last.group() if last else ""


def _white(text: str, at: int) -> int:
    size = 0
    while text[at + size].isspace():
        size += 1
    return size
