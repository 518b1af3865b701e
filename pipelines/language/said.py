"""An English text -> who says what in it, as spans of its characters. Never refuses; linear."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from pipelines.language.attribution import attributions
from pipelines.language.cues import Cue
from pipelines.language.paragraphs import paragraphs
from pipelines.language.quotes import quotes
from pipelines.language.sentences import sentences
from pipelines.language.tokens import Tokens, tokens

Span = tuple[int, int]


class Said(NamedTuple):
    """Spans of the three roles; a role may have several pieces, and none where it is not told."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def said(text: str, cues: Mapping[str, Cue]) -> tuple[Said, ...]:
    """The attributions, in the order of their cues."""
    blocks = paragraphs(text)
    read = tokens(text, sentences(text, blocks), quotes(text, blocks), [start for start, _ in blocks])
    return tuple(
        Said(*(_spans(read, role) for role in ([item.source], [item.cue], item.contents)))
        for item in attributions(read, cues)
    )


def _spans(read: Tokens, ranges: Sequence[Span | None]) -> tuple[Span, ...]:
    return tuple((read.starts[part[0]], read.ends[part[1] - 1]) for part in ranges if part and part[0] < part[1])
