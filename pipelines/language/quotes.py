"""Text -> its outermost quotations, whatever marks it uses. Never refuses; linear; unbalanced marks are survived."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipelines.language.paragraphs import paragraphs

# Single marks are also apostrophes: as outer marks they count only over so many characters without a sure ending.
MAX_SINGLE = 1_000
MAX_DEPTH = 8  # deeper nesting is no writing: the marks are noise
MARKS = "\"“”„‟«»‹›‘’'‚「」『』"
# So many marks in a row are no writing: they hold nothing, and are read at one go.
RUN = rf"[{MARKS}`]{{8,}}+"
# One class of first characters, which is searched fast, and then what may follow each; a ` alone is no mark.
_MARK = re.compile(rf"[{MARKS}`](?:([{MARKS}`]{{7,}}+)|(?<=`)`|(?<=')'|(?<!`))")
_SINGLE = "single"
_FAMILY = {
    mark: family
    for family, marks in {"double": '"“”„‟', "angle": "«»‹›", _SINGLE: "‘’'‚", "corner": "「」『』"}.items()
    for mark in marks
} | {"``": "double", "''": "double"}
_OPENS_AFTER = frozenset("([{—–-/“‘\"'«„:")
_CLOSES_BEFORE = frozenset(".,;:?!)]}—–-/…”’\"'»“")
_ELISION = re.compile(r"(?:\d|tis\b|twas\b|em\b|cause\b|til\b|till\b|n\b|n’|round\b|bout\b)", re.IGNORECASE)


class Quote(NamedTuple):
    """What stands inside the marks (start, end) and with them (outer_start, outer_end).

    A quotation over several paragraphs gives one Quote for each: all but the last are not `closed`, all but the first
    `continues`. A quotation whose closing mark is missing ends with its paragraph.
    """

    start: int
    end: int
    closed: bool
    outer_start: int
    outer_end: int
    continues: bool


def quotes(text: str, blocks: Sequence[tuple[int, int]] | None = None) -> tuple[Quote, ...]:
    """The outermost quotations of a text, in order, none overlapping. `blocks` are its paragraphs, where known."""
    found: list[Quote] = []
    running = False
    for start, end in paragraphs(text) if blocks is None else blocks:
        inside = _in_paragraph(text, start, end, running)
        running = bool(inside) and not inside[-1].closed
        found += inside
    return tuple(found)


def _in_paragraph(text: str, start: int, end: int, running: bool) -> list[Quote]:
    pairs: list[tuple[re.Match[str], re.Match[str]]] = []
    stack: list[re.Match[str]] = []
    stray: re.Match[str] | None = None
    for mark in _MARK.finditer(text, start, end):
        if mark[1]:
            continue
        before, after = _around(text, mark, start, end)
        if stack and _closes(mark, stack[-1], before, after):
            pairs = _with(pairs, (stack.pop(), mark))
        elif _opens(text, mark, before, after, inside=bool(stack)) and len(stack) < MAX_DEPTH:
            stack.append(mark)
        elif running and not stack and not pairs and stray is None and _FAMILY[mark.group()] != _SINGLE:
            stray = mark
    found = [Quote(a.end(), b.start(), True, a.start(), b.end(), False) for a, b in pairs if a.end() < b.start()]
    if (
        stray is not None and stray.start() > start
    ):  # the second half of a quotation that was left open in the paragraph before
        found.insert(0, Quote(start, stray.start(), True, start, stray.end(), True))
    found += _unclosed(stack, found, end)
    if running and found and text[start : found[0].start].strip() == text[found[0].outer_start : found[0].start]:
        found[0] = found[0]._replace(continues=True)
    return found


def _with(
    pairs: list[tuple[re.Match[str], re.Match[str]]], pair: tuple[re.Match[str], re.Match[str]]
) -> list[tuple[re.Match[str], re.Match[str]]]:
    """Pairs and one more that swallows those inside it. Each pair is dropped once, so all is linear."""
    while pairs and pairs[-1][0].start() > pair[0].start():
        pairs.pop()
    pairs.append(pair)
    return pairs


def _unclosed(stack: list[re.Match[str]], closed: list[Quote], end: int) -> list[Quote]:
    """The first opening mark after the last whole quotation; one that whole quotations follow is a slip."""
    last = closed[-1].outer_end if closed else 0
    left = [mark for mark in stack if mark.start() >= last and _FAMILY[mark.group()] != _SINGLE and mark.end() < end]
    return [Quote(left[0].end(), end, False, left[0].start(), end, False)] if left else []


def _around(text: str, mark: re.Match[str], start: int, end: int) -> tuple[str, str]:
    before = text[mark.start() - 1] if mark.start() > start else " "
    after = text[mark.end()] if mark.end() < end else " "
    return before, after


def _opens(text: str, mark: re.Match[str], before: str, after: str, *, inside: bool) -> bool:
    free = before.isspace() or before in _OPENS_AFTER
    if _FAMILY[mark.group()] == _SINGLE:  # within other marks a single one is never outermost
        return not inside and free and after.isalpha() and not _ELISION.match(text, mark.end())
    if mark.group() in "“„‟«‹「『``" and not inside:
        return not after.isspace() or mark.group() != "«" or before.isspace()
    return free and not after.isspace()


def _closes(mark: re.Match[str], opened: re.Match[str], before: str, after: str) -> bool:
    family = _FAMILY[mark.group()]
    if family != _FAMILY[opened.group()]:
        return False
    ends = after.isspace() or after in _CLOSES_BEFORE
    if family == _SINGLE:
        far = mark.start() - opened.end() > MAX_SINGLE
        sure = before in ".,?!…" or (before != "s" and before.isalnum() and mark.start() - opened.end() <= 60)
        return mark.group() != "‘" and ends and sure and not far
    if mark.group() in "”»›」』" or opened.group() == "„":
        return mark.group() != opened.group() or ends
    if (opened.group(), mark.group()) in {("»", "«"), ("›", "‹")}:
        return True
    straight_opens = (before.isspace() or before in "([{") and not after.isspace() and not ends
    return mark.group() not in "“«‹「『``„" and not straight_opens
