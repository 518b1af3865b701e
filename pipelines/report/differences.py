"""Two texts that should say the same -> each with the words marked that the other has not. Pure.

Only short texts are compared: the time grows with the square of their length.
"""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from itertools import pairwise

from pipelines.language.wordings import Word, spoken_words
from pipelines.report.marks import Piece, Shown, Span, clip, joined, marked

_WORDS = re.compile(r"\S+")
_ALIKE = 0.6  # share of letters in common below which two words are not spellings of one
_LETTERS = re.compile(r"\d+|\D")  # the parts of a number or a date are compared as a whole


def difference(one: str, other: str) -> tuple[Shown, Shown]:
    """The wrong and the better, what differs marked: words, or the letters of a word that is nearly the other."""
    a, b = clip(one), clip(other)
    single = len(a.split()) == len(b.split()) == 1 and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _ALIKE
    parts = _LETTERS if single else _WORDS
    spans = _spans(parts, a), _spans(parts, b)
    gaps = _gaps([a[slice(*span)] for span in spans[0]], [b[slice(*span)] for span in spans[1]])
    changed = [(x, y) for x, y, _, _ in gaps], [(x, y) for _, _, x, y in gaps]
    return marked(a, _places(spans[0], changed[0]), "fault"), marked(b, _places(spans[1], changed[1]))


def wording(reference: str, said: str, size: int = 320) -> Shown:
    """What was said, with the words marked that the reference has otherwise; what only one of them has is `beyond`.

    House style is no other word (see language/wordings.py).
    """
    text, known = clip(said, size), clip(reference, size * 2)
    ours, theirs = spoken_words(text), spoken_words(known)
    blocks = _blocks([word.text for word in theirs], [word.text for word in ours])
    if not blocks:
        return (Piece(text),)
    first, last = blocks[0][1], blocks[-1][1] + blocks[-1][2]
    gaps = [
        (before[1] + before[2], after[1], theirs[before[0] + before[2] : after[0]])
        for before, after in pairwise(blocks)
    ]
    marks = [_span(ours, start, end) for start, end, other in gaps if start < end and _differ(ours[start:end], other)]
    return _with_ends(text, marks, ours[first].start, ours[last - 1].end)


def _with_ends(text: str, marks: Sequence[Span], start: int, end: int) -> Shown:
    inner = marked(text[start:end], [(one - start, other - start) for one, other in marks])
    return joined([_beyond(text[:start]), *inner, _beyond(text[end:])])


def _beyond(text: str) -> Piece:
    """What stands at an end, where it is more than quotation marks and points."""
    return Piece(text, "beyond" if any(letter.isalnum() for letter in text) else "")


def _differ(ours: Sequence[Word], theirs: Sequence[Word]) -> bool:
    """Whether it is more than another spelling: an ellipsis or a bracket, which fold to nothing, stand for anything."""
    here, there = [word.text for word in ours], [word.text for word in theirs]
    return all(here) and all(there) and "".join(here) != "".join(there)


def _blocks(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int]]:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(block.a, block.b, block.size) for block in matcher.get_matching_blocks() if block.size]


def _gaps(one: Sequence[str], other: Sequence[str]) -> list[tuple[int, int, int, int]]:
    """Where they differ; part by part where as many stand in both and most are the same, as in two dates."""
    if len(one) == len(other):
        places = [at for at, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        if 2 * len(places) <= len(one):
            return [(at, at + 1, at, at + 1) for at in places]
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return [(a, b, c, d) for kind, a, b, c, d in matcher.get_opcodes() if kind != "equal"]


def _places(spans: Sequence[Span], changed: Iterable[Span]) -> list[Span]:
    """The characters of the parts that changed; neighbours are one place."""
    places: list[Span] = []
    for first, end in changed:
        if first < end:
            joined = places and places[-1][1] == spans[first][0]
            places.append((places.pop()[0] if joined else spans[first][0], spans[end - 1][1]))
    return places


def _span(words: Sequence[Word], first: int, end: int) -> Span:
    return words[first].start, words[end - 1].end


def _spans(parts: re.Pattern[str], text: str) -> list[Span]:
    return [found.span() for found in parts.finditer(text)]
