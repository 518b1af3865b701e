"""Text -> spans of its paragraphs. Never refuses; linear."""

import re
from itertools import pairwise

# A text wrapped by hand has lines of at most about this many characters (RFC 3676: 66 to 78; with some room).
WRAPPED_WIDTH = 100
_BLANK = re.compile(r"\n[^\S\n]*\n\s*|\r\n[^\S\n]*\r\n\s*")
_LINE = re.compile(r"\r?\n")
_ENDS = tuple(".?!:;”\"’'»)…—-")


def paragraphs(text: str) -> tuple[tuple[int, int], ...]:
    """Spans without the white space around them. A line end ends a paragraph, unless the text is wrapped by hand."""
    breaks = _BLANK if _wrapped(text) else _LINE
    edges = [0]
    for found in breaks.finditer(text):
        edges += found.span()
    edges.append(len(text))
    spans = (_trimmed(text, start, end) for start, end in zip(edges[::2], edges[1::2], strict=True))
    return tuple((start, end) for start, end in spans if start < end)


def _wrapped(text: str) -> bool:
    """Whether most lines that go on break off within a sentence, and none is long."""
    lines = [line.strip() for line in _LINE.split(text)]
    if max(map(len, lines)) > WRAPPED_WIDTH:
        return False
    inner = [line for line, following in pairwise(lines) if line and following]
    broken = sum(not line.endswith(_ENDS) for line in inner)
    return broken >= 3 and broken * 2 > len(inner)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
