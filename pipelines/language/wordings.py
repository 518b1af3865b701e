"""Two quotations -> where the one has other words than the other, if they are the same quotation. Pure.

House style is no other word: case, marks, dashes, hyphens (healthcare, health-care, health care), ellipses, words in
brackets, contractions, British and American endings. Quotations may be cut at either end.
"""

import re
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from pipelines.language.listed import listed
from pipelines.language.remembered import Remembered

MAX_WORDS = 120  # of a quotation that are compared: alignment is quadratic, and a sentence is seldom longer
MIN_SAME = 6  # words in common below which two quotations are not held to be the same one
MIN_RUN = 3  # words in a row that they must share
MAX_CHANGES = 2  # places where they differ; more is another sentence
MAX_CHANGED = 2  # words in one such place
_WORD = re.compile(r"\.\.\.|…|\[[^\]]{0,80}\]|%|\d[\d,.]*\d|[^\W_]+(?:['’‘.][^\W_]+)*")
_ANYTHING = ""  # an ellipsis or a word in brackets stands for whatever the other has
_ENDINGS = re.compile(r"is(e|ed|es|ing|ation|ations)$")
_SHORT = {"n't": "not", "'re": "are", "'ve": "have", "'ll": "will", "'m": "am"}
_IS = listed("it that he she there here what who where")
# Words that transcribers put in, leave out and exchange without changing what is said.
_LIGHT = listed("a an the and or but to of that which it its so just really very well um uh in on at for then also")
_STEMS = {"ca": "can", "wo": "will"}
_FOLDED = {"%": "percent", "us": "unitedstates", "ok": "okay"}


class Word(NamedTuple):
    text: str
    start: int
    end: int


class Change(NamedTuple):
    """What differs: spans of the words in the one and in the other; an omission is an empty span."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


class Rewording(NamedTuple):
    changes: tuple[Change, ...]
    same: int
    longest: int


def rewording(a: str, b: str) -> Rewording | None:
    """How b rewords a; None where they are not the same quotation, or the same in the same words."""
    one, other = spoken_words(a), spoken_words(b)
    matcher = SequenceMatcher(None, [word.text for word in one], [word.text for word in other], autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    same = sum(block.size for block in blocks)
    longest = max((block.size for block in blocks), default=0)
    if same < MIN_SAME or longest < MIN_RUN:
        return None
    gaps = [
        (before.a + before.size, after.a, before.b + before.size, after.b) for before, after in pairwise(blocks)
    ] + _edges(
        blocks[0].a, blocks[0].b, blocks[-1].a + blocks[-1].size, blocks[-1].b + blocks[-1].size, len(one), len(other)
    )
    changes = [gap for gap in gaps if _differ(one[gap[0] : gap[1]], other[gap[2] : gap[3]])]
    if not 1 <= len(changes) <= MAX_CHANGES or any(not _small(gap) for gap in changes):
        return None
    if same < MIN_SAME * len(changes):
        return None
    return Rewording(tuple(_change(one, other, gap) for gap in changes), same, longest)


def spoken_words(text: str) -> list[Word]:
    """The words as compared, with their places; a contraction gives two."""
    found = [Word(folded, *match.span()) for match in _WORD.finditer(text) for folded in _FOLDED_WORDS[match.group()]]
    return found[:MAX_WORDS]


def _folded(written: str) -> tuple[str, ...]:
    word = written.lower().replace("’", "'").replace("‘", "'")
    if word in ("...", "…") or word[0] == "[":
        return (_ANYTHING,)
    for short, whole in _SHORT.items():
        if word.endswith(short) and len(word) > len(short):
            stem = word.removesuffix(short)
            return _STEMS.get(stem, stem), whole
    if word.endswith("'s") and word[:-2] in _IS:
        return word[:-2], "is"
    plain = re.sub(r"[.,'](?!\d)|(?<=\d),(?=\d)", "", word)
    plain = _ENDINGS.sub(r"iz\1", plain).replace("our", "or")
    return (_FOLDED.get(plain, plain),)


_FOLDED_WORDS = Remembered(_folded)


def _edges(a: int, b: int, a_end: int, b_end: int, a_size: int, b_size: int) -> list[tuple[int, int, int, int]]:
    """One word that differs at the beginning or the end of both: more is a quotation cut elsewhere."""
    edges = []
    if a == b == 1:
        edges.append((0, 1, 0, 1))
    if a_size - a_end == b_size - b_end == 1:
        edges.append((a_end, a_size, b_end, b_size))
    return edges


def _differ(a: list[Word], b: list[Word]) -> bool:
    """Whether other words stand there, beyond house style."""
    texts = [word.text for word in a], [word.text for word in b]
    if _ANYTHING in texts[0] or _ANYTHING in texts[1] or _LIGHT.issuperset(texts[0] + texts[1]):
        return False
    return "".join(texts[0]) != "".join(texts[1])


def _small(gap: tuple[int, int, int, int]) -> bool:
    """Whether a few words stand for a few, or one word is left out: more is another sentence, or one cut short."""
    sizes = gap[1] - gap[0], gap[3] - gap[2]
    return max(sizes) <= (MAX_CHANGED if min(sizes) else 1) and abs(sizes[0] - sizes[1]) <= 1


def _change(a: list[Word], b: list[Word], gap: tuple[int, int, int, int]) -> Change:
    return Change(*_span(a, gap[0], gap[1]), *_span(b, gap[2], gap[3]))


def _span(words: list[Word], first: int, end: int) -> tuple[int, int]:
    """Characters of words[first:end]; of none, the place where they would stand."""
    if first < end:
        return words[first].start, words[end - 1].end
    place = words[first].start if first < len(words) else words[-1].end
    return place, place
