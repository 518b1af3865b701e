"""Bytes to text, and text repaired."""

import pytest
from ftfy.badness import is_bad
from hypothesis import given
from hypothesis import strategies as st

from pipelines.formats.encoding import decode, looks_broken, repair

FRENCH = "Le maire a déclaré vendredi que la fête aura lieu à l’été, « sans doute » – peut-être."
SPANISH = "El señor alcalde dijo que la situación económica está más difícil."
POLISH = "Przewodniczący powiedział, że to jest źle i że później będzie gorzej."
RUSSIAN = "Президент заявил в пятницу, что решение будет принято позже."
JAPANESE = "市長は金曜日に声明を発表した。橋は来月まで閉鎖される。"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (FRENCH, "utf-8"),
        (FRENCH, "utf-8-sig"),
        (FRENCH, "utf-16"),
        (FRENCH, "utf-32"),
        (FRENCH, "cp1252"),
        (SPANISH, "latin-1"),
        (POLISH, "cp1250"),
        (RUSSIAN, "cp1251"),
        (JAPANESE, "shift_jis"),
        (JAPANESE, "euc_jp"),
    ],
)
def test_an_undeclared_encoding_is_found(text: str, encoding: str) -> None:
    """Files come without a declaration."""
    assert decode(text.encode(encoding)) == text


def test_utf8_goes_before_a_wrong_declaration() -> None:
    """Bytes that are valid UTF-8 and not ASCII are hardly ever anything else."""
    assert decode(FRENCH.encode(), "iso-8859-1") == FRENCH


@pytest.mark.parametrize("charset", ["iso-2022-jp", "utf-7"])
def test_an_encoding_within_ascii_needs_its_declaration(charset: str) -> None:
    """Its bytes are valid UTF-8 too."""
    assert decode(JAPANESE.encode(charset), charset) == JAPANESE


@given(st.binary(max_size=300), st.sampled_from([None, "utf-8", "no-such-charset", "utf-16", "idna", "base64"]))
def test_any_bytes_decode(content: bytes, charset: str | None) -> None:
    """Never an exception, and always text that a table can hold."""
    repair(decode(content, charset)).encode()


@pytest.mark.parametrize(
    ("broken", "right"),
    [
        ("the cafÃ©â€™s owner", "the café’s owner"),
        ("â€œYes,â€\x9d he said", "“Yes,” he said"),
        ("a\x00b", "ab"),
        ("\ud83d\ude00", "😀"),
        ("cut \ud83d off", "cut \ufffd off"),
    ],
)
def test_broken_encoding_is_repaired(broken: str, right: str) -> None:
    """UTF-8 read as Windows-1252; NULs and surrogates that no table can hold."""
    assert repair(broken) == right


@pytest.mark.parametrize(
    "text", [FRENCH, POLISH, RUSSIAN, JAPANESE, "ﬁne “quotes” １２３ … &amp; <b>\r\n\u2028 ½", "L’Âge d’or, São Paulo"]
)
def test_sound_text_is_left_alone(text: str) -> None:
    """Only the encoding is repaired: quotes, widths, ligatures, entities and line breaks are the author's."""
    assert repair(text) == text


@given(st.text(st.sampled_from("abc de.\n$éÃÂÎÐàâ€™œŒ√≈‚ÄвЂГўВ.ΒΓΞΟā°ØÙ²³ž\xa0\xad\x85│É¡¿"), max_size=20))
def test_what_is_looked_at_is_all_that_counts(text: str) -> None:
    """Most of a text is never shown to the slow search, and it finds what it would find in the whole."""
    assert looks_broken(text) == is_bad(text)
