"""Texts from outside -> short pieces of them with the words that matter marked. Pure and linear.

Nothing here is HTML: the page escapes every piece when it prints it.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

from pipelines.language.sentences import sentences

AROUND = 400  # characters of a text on either side of a finding that are looked at for its sentence
LINE = 160  # characters of the sentence that are shown on either side of the words
CLIPPED = 240  # of anything else from outside: a headline, a name, a suggestion
# What moves a cursor, ends a document, shows nothing or turns the direction of what follows (an isolate that is not
# closed takes the end of its `bdi` for its own); white space is folded apart from it.
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")


class Piece(NamedTuple):
    """Some characters, and what they are: '' plain, fault, differs, beyond (what the other does not have at all)."""

    text: str
    mark: str = ""


Shown = tuple[Piece, ...]  # a text from outside as it is shown
Span = tuple[int, int]


def visible(text: str) -> str:
    """The text on one line, with a sign for each character that would not be seen or would do something."""
    return " ".join(_CONTROL.sub("\ufffd", text).split())


def clip(text: str, size: int = CLIPPED) -> str:
    """The beginning of a text, on one line."""
    return _end(visible(text[: size * 4]), size)


def plain(text: str, size: int = CLIPPED) -> Shown:
    """The beginning of a text, nothing marked."""
    return (Piece(clip(text, size)),)


def sentence(
    window: str, start: int, end: int, *, cut_before: bool = False, cut_after: bool = False, mark: str = "fault"
) -> Shown:
    """The sentence around window[start:end], which is marked. The window is cut from a longer text where it says so."""
    spans = [span for span in sentences(window) if span[1] > start and span[0] < max(end, start + 1)]
    first = min((span[0] for span in spans), default=start)
    last = max((span[1] for span in spans), default=end)
    before, after = visible(window[first:start] + "|")[:-1], visible("|" + window[end:last])[1:]
    if first == 0 and cut_before:
        before = "…" + before
    if last == len(window) and cut_after:
        after += "…"
    words = clip(window[start:end])
    return joined([Piece(_start(before, LINE)), Piece(words, mark), Piece(_end(after, LINE))])


def marked(text: str, spans: Iterable[Span], mark: str = "differs") -> Shown:
    """The text with the spans marked, which are in order and do not overlap."""
    pieces, at = [], 0
    for start, end in spans:
        pieces += [Piece(text[at:start]), Piece(text[start:end], mark)]
        at = end
    return joined([*pieces, Piece(text[at:])])


def joined(pieces: Iterable[Piece]) -> Shown:
    """The pieces that have characters."""
    return tuple(piece for piece in pieces if piece.text)


def _end(text: str, size: int) -> str:
    """At most `size` characters from the beginning, ended at a word where there is one near."""
    if len(text) <= size:
        return text
    cut = text.rfind(" ", size - 40, size)
    return text[: cut if cut > 0 else size].rstrip() + "…"


def _start(text: str, size: int) -> str:
    """At most `size` characters from the end, begun at a word where there is one near."""
    if len(text) <= size:
        return text
    cut = text.find(" ", len(text) - size, len(text) - size + 40)
    return "…" + text[cut + 1 if cut > 0 else len(text) - size :]
