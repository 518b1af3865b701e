"""Lines of JSON objects -> items. A bad line is a flaw at its own position; the rest goes on."""

import json
from collections.abc import Iterable, Iterator

from pipelines.errors import Refusal
from pipelines.formats.encoding import decode
from pipelines.formats.items import MAX_TITLE, Flaw, Found, Item, capped
from pipelines.formats.rows import KNOWN, ignored_note, item_of, joined, unread, unread_note

# Blocks of lines are made of about this size; a line longer than the second is cut off, and refused by who reads it.
BLOCK_BYTES = 4 << 20
MAX_LINE = 10_000_000


def line_blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Pieces of a stream -> blocks that end where lines end. A line longer than a block comes alone, cut at MAX_LINE.

    Where the stream is refused in the middle, its whole lines come first. A block may be empty.
    """
    lines, tail = bytearray(), bytearray()
    try:
        for piece in pieces:
            end = piece.find(b"\n") + 1
            if end and len(tail) > BLOCK_BYTES:
                yield from (bytes(lines), _line(tail, piece[:end]))
                lines, tail, piece = bytearray(), bytearray(), piece[end:]
            end = piece.rfind(b"\n") + 1
            if end:
                lines += tail + piece[:end]
                tail.clear()
            tail += piece[end:][: MAX_LINE + 1 - len(tail)]
            if len(lines) >= BLOCK_BYTES:
                yield bytes(lines)
                lines.clear()
    except Refusal:
        if lines:
            yield bytes(lines)
        raise
    yield from (bytes(lines), bytes(tail)) if len(tail) > BLOCK_BYTES else (bytes(lines + tail),)


def _line(begun: bytearray, end: bytes) -> bytes:
    """A long line with its break, cut off where it is longer than any that is read."""
    return bytes((begun + end)[: MAX_LINE + 1]).rstrip(b"\n") + b"\n"


def read_json_lines(content: bytes, first: int) -> Found:
    """One item a line that is not blank. `first` is the number of the first line in the whole input, from 0."""
    others: set[str] = set()
    odd: set[str] = set()
    items = list(capped(_items(content, first, others, odd)))
    note = joined(ignored_note(others), unread_note(odd))
    return Found(items, any(isinstance(item, Flaw) for item in items), note)


def _items(content: bytes, first: int, others: set[str], odd: set[str]) -> Iterator[Item | Flaw]:
    for number, line in enumerate(content.split(b"\n"), first):
        if not line.strip():
            continue
        text = decode(line)
        try:
            row = json.loads(text)
        except (ValueError, RecursionError) as error:
            yield Flaw(number, "not_json", f"line {number + 1}: {error}", text[:MAX_TITLE])
            continue
        if isinstance(row, dict):
            others |= row.keys() - KNOWN
            odd.update(unread(row))
            yield item_of(row, number)
        else:
            yield Flaw(number, "not_an_object", f"line {number + 1} is no JSON object", text[:MAX_TITLE])
