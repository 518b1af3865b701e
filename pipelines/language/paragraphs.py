"""Text -> spans of its paragraphs. Never refuses; linear."""

import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

# A text wrapped by hand has lines of at most about this many characters (RFC 3676: 66 to 78; with some room).
WRAPPED_WIDTH = 100
_BLANK = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_ENDS = tuple(".?!:;”\"’'»)…—-")


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans without the white space around them. A line end ends a paragraph, unless the text is wrapped by hand."""
    lines = text.split("\n")
    starts = list(accumulate([len(line) + 1 for line in lines], initial=0))
    pieces = _blocks(text) if _wrapped(lines) else zip(starts, lines, strict=False)
    return tuple([_trimmed(start, piece) for start, piece in pieces if piece and not piece.isspace()])


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """The parts between blank lines, with their places."""
    start = 0
    for found in _BLANK.finditer(text):
        yield start, text[start : found.start()]
        start = found.end()
    yield start, text[start:]


def _wrapped(lines: list[str]) -> bool:
    """Whether most lines that go on break off within a sentence, and none is long."""
    if max(map(len, map(str.strip, lines))) > WRAPPED_WIDTH:
        return False
    inner = [line.strip() for line, following in pairwise(lines) if line.strip() and following.strip()]
    broken = sum(not line.endswith(_ENDS) for line in inner)
    return broken >= 3 and broken * 2 > len(inner)


def _trimmed(start: int, piece: str) -> tuple[int, int]:
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
