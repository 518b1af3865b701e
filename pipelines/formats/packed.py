"""gzip -> bytes, never more at a time than asked for: a small file may unpack to a disk full of nothing."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

from pipelines.errors import Unreadable

_STEP = 1 << 18
_MAGIC = b"\x1f\x8b"


def unpacked(stream: BinaryIO, step: int = _STEP) -> Iterator[bytes]:
    """The contents of a gzip stream, all its members, in pieces of at most `step` bytes.

    Raises Unreadable where it is damaged or cut off, after giving what comes before. What follows the last member is
    ignored, as gzip does.
    """
    engine, pending, whole = zlib.decompressobj(zlib.MAX_WBITS | 16), b"", False
    while pending := pending or stream.read(step):
        try:
            piece = engine.decompress(pending, step)
        except zlib.error as error:
            raise Unreadable("damaged_gzip", f"the gzip file is damaged ({error})") from error
        if piece:
            yield piece
        whole, pending = engine.eof, engine.unconsumed_tail
        if whole:
            pending = engine.unused_data.lstrip(b"\x00") or stream.read(step).lstrip(b"\x00")
            if not pending.startswith(_MAGIC):
                return
            engine = zlib.decompressobj(zlib.MAX_WBITS | 16)
    if not whole:
        raise Unreadable("damaged_gzip", "the gzip file is cut off")


def unpack(stream: BinaryIO, limit: int) -> bytes:
    """The whole contents. Raises Unreadable if they are damaged or more than `limit` bytes."""
    pieces: list[bytes] = []
    size = 0
    for piece in unpacked(stream):
        size += len(piece)
        if size > limit:
            raise Unreadable("too_large", f"more than {limit:,} bytes when unpacked")
        pieces.append(piece)
    return b"".join(pieces)
