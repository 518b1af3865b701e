"""Whether bytes are text at all."""

import gzip
import random
import struct
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.binary import is_binary
from pipelines.formats.sniff import form_of

ENGLISH = "The port opened on Friday, the mayor said; the “old” quay stays closed – for now."
RUSSIAN = "Президент заявил в пятницу, что решение будет принято позже."
JAPANESE = "市長は金曜日に声明を発表した。橋は来月まで閉鎖される。"
KOREAN = "시장은 금요일에 성명을 발표했다. 다리는 다음 달까지 폐쇄된다."
NOISE = random.Random(0).randbytes(4_000)


@pytest.mark.parametrize(
    "content",
    [
        b"\x89PNG\r\n\x1a\n" + b"text " * 100,
        b"\x7fELF\x02\x01\x01" + bytes(9) + struct.pack("<8Q", *range(8)),
        gzip.compress(b"news"),
        b"%PDF-1.7\n1 0 obj",
        NOISE,
        NOISE[:200],
        zlib.compress(NOISE),
        struct.pack("<500I", *range(500)),
    ],
    ids=["png", "elf", "gzip", "pdf", "noise", "short noise", "packed", "numbers"],
)
def test_what_is_no_text_is_told(content: bytes) -> None:
    """By its first bytes where they are known, else by control bytes, which no text is made of."""
    assert is_binary(content)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ENGLISH, "utf-8"),
        (ENGLISH, "cp1252"),
        (ENGLISH, "utf-16"),
        (ENGLISH, "utf-16-le"),
        (ENGLISH, "utf-16-be"),
        (ENGLISH, "utf-32-le"),
        (ENGLISH, "utf-32"),
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "utf-16"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
        (JAPANESE, "iso-2022-jp"),
        (KOREAN, "iso-2022-kr"),
        (KOREAN, "cp949"),
    ],
)
def test_text_in_any_encoding_is_text(text: str, encoding: str) -> None:
    """Old encodings use every byte but the control bytes; wide ones have NULs at their places."""
    assert not is_binary((text * 20).encode(encoding))


@pytest.mark.parametrize("content", [b"", b"a\x00b", b"News.\n" + bytes(500), b"\x0cPage 2\n" * 50])
def test_a_text_with_a_slip_is_text(content: bytes) -> None:
    """A NUL or two, a file filled up to its size, form feeds."""
    assert not is_binary(content)


def test_a_declared_wide_charset_is_believed() -> None:
    """Japanese in UTF-16 without its mark looks like noise."""
    assert not is_binary((RUSSIAN * 20).encode("utf-16-le"), "UTF-16LE")


@given(st.text(st.characters(exclude_categories=("Cc", "Cs"))))
def test_no_printable_text_is_refused(text: str) -> None:
    """Whatever its letters are, no UTF-8 without control characters is taken for a program, but for a known head."""
    assert not is_binary(("." + text).encode())


def test_lines_in_name_only_are_no_lines() -> None:
    """Each line of a picture named .jsonl would be a refusal of its own."""
    assert form_of(NOISE, "a.jsonl") == "text"


def test_lines_with_damage_stay_lines() -> None:
    """A block of NULs, left by a crash, must not cost the articles around it."""
    assert form_of(b"a" + bytes(5_000) + b'\n{"text": "a"}\n', "a.jsonl") == "jsonl"
