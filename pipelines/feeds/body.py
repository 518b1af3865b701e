"""An answer -> its bytes, unpacked, under every cap. Raises Unreadable where it is too much or not whole."""

import io
from typing import NamedTuple

import urllib3

from pipelines.errors import Unreadable
from pipelines.feeds.calls import MAX_RATIO, MAX_UNPACKED, MAX_WIRE, RATIO_FROM
from pipelines.feeds.line import Line
from pipelines.formats.packed import unpack
from pipelines.formats.sniff import is_gzip

_STEP = 65_536


class Body(NamedTuple):
    """The bytes, and how many of them came over the wire."""

    content: bytes
    wire: int


def read_body(answer: urllib3.BaseHTTPResponse, line: Line) -> Body:
    """All of an answer; a gzip file that is sent as what it is is unpacked too. Raises what urllib3 does as well."""
    pieces: list[bytes] = []
    size = 0
    # Not `stream`: it would not count the bytes of chunks.
    while piece := answer.read(_STEP, decode_content=True):
        size += len(piece)
        _check(size, wire_bytes(answer))
        pieces.append(piece)
    line.check_time()
    content = b"".join(pieces)
    if is_gzip(content):
        content = unpack(io.BytesIO(content), MAX_UNPACKED)
        _check(len(content), wire_bytes(answer))
    return Body(content, wire_bytes(answer))


def wire_bytes(answer: urllib3.BaseHTTPResponse) -> int:
    """Bytes of the body that came so far, packed as they were."""
    return answer.tell() if isinstance(answer, urllib3.HTTPResponse) else 0


def _check(size: int, wire: int) -> None:
    if size > MAX_UNPACKED or wire > MAX_WIRE:
        raise Unreadable("too_large", f"more than {MAX_UNPACKED:,} bytes: no feed is as large")
    if size > RATIO_FROM and size > MAX_RATIO * max(wire, 1):
        raise Unreadable("bomb", f"{wire:,} bytes that unpack to more than {size:,}: no text packs so well")
