"""Bytes -> whether they are no text at all: pictures, programs, archives. Text in any encoding that is read passes."""

import codecs
import re

# Their first bytes name these formats; most are packed so well that their share of control bytes tells little.
_MAGIC = (
    b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a", b"\xff\xd8\xff", b"%PDF-",
    b"\x1f\x8b", b"PK\x03\x04", b"7z\xbc\xaf\x27\x1c", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd",
    b"\x7fELF", b"SQLite format 3\x00", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
)  # fmt: skip
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_WIDE_MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_WIDE = re.compile(r"utf[-_]?(?:16|32)", re.I)
# What no text of any encoding is made of. Tabs, breaks and page ends are, and the shifts of ISO 2022 (ESC, SO, SI).
_CONTROLS = bytes({*range(32), 127} - {*b"\t\n\f\r\x0e\x0f\x1b"})
# Random or packed bytes hold 10 % of these, programs more; damaged text some in a page.
_SHARE = 0.04
# A short text with a slip or two is a text.
_FEWEST = 4
# Of UTF-16 or UTF-32 in western text, so much of every second byte is NUL.
_MOSTLY = 0.7


def is_binary(head: bytes, charset: str | None = None) -> bool:
    """Whether a document that begins like this is no text, by its first bytes or its share of control bytes."""
    if head.startswith(_MAGIC) or _BZIP2.match(head):
        return True
    if charset and _WIDE.match(charset):
        return False
    head = head.rstrip(b"\x00")  # files of fixed size are filled up
    return _has_controls(head) and not head.startswith(_WIDE_MARKS) and not _is_wide(head)


def _has_controls(head: bytes) -> bool:
    found = len(head) - len(head.translate(None, _CONTROLS))
    return found >= _FEWEST and found > _SHARE * len(head)


def _is_wide(head: bytes) -> bool:
    """Whether every fourth byte, from each of the first four, is either text or NUL: UTF-16 or UTF-32 unmarked."""
    lanes = [head[start::4] for start in range(4)]
    text = [lane for lane in lanes if lane.count(0) < _MOSTLY * len(lane)]
    return len(text) in (1, 2) and not any(map(_has_controls, text))
