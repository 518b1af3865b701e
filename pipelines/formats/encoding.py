"""Bytes -> text: the encoding found, broken encoding repaired, nothing else changed."""

import codecs
import re

import charset_normalizer
import ftfy
from ftfy.badness import is_bad

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Encodings whose bytes may also be valid UTF-8: here a declaration goes first.
_NOT_ASCII_LIKE = re.compile(r"utf-?(?:7|16|32)|iso-?2022|hz", re.I)
# Detection reads this much: enough for any text, and its cost stays bounded.
_SAMPLE = 65_536
# Only the encoding is repaired: quotes, widths, ligatures, entities and line breaks stay as they were written.
_REPAIR = ftfy.TextFixerConfig(
    unescape_html=False,
    remove_terminal_escapes=False,
    fix_encoding=True,
    restore_byte_a0=True,
    replace_lossy_sequences=False,
    decode_inconsistent_utf8=True,
    fix_c1_controls=True,
    fix_latin_ligatures=False,
    fix_character_width=False,
    uncurl_quotes=False,
    fix_line_breaks=False,
    fix_surrogates=True,
    remove_control_chars=False,
    normalization=None,
    explain=False,
)
# Without ð, þ and ý, which Turkish text would show, and without ¹ and ³, which Polish text would.
_WESTERN = frozenset("àáâãäåæçèéêëìíîïñòóôõöøœùúûüßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØŒÙÚÛÜ“”‘’„‚–—…•·«»‹›¡¿€£§©®™°ºª½¼¾\u00a0")
# No pattern of ftfy 6 reaches further than two characters of ASCII before, between or after letters beyond it.
_REACH = 2
_BEYOND = re.compile(r"[^\x00-\x7f]++(?:[\x00-\x7f]{1,5}[^\x00-\x7f]++)*+")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def decode(content: bytes, charset: str | None = None) -> str:
    """Text of any bytes: byte order mark, UTF-8, the declared charset, then the most likely one. Never fails."""
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content.decode(name, "replace").lstrip("\ufeff")
    for name in _candidates(charset):
        try:
            return content.decode(name)
        except (LookupError, UnicodeError):
            continue
    return content.decode(_detected(content), "replace")


def _candidates(charset: str | None) -> tuple[str, ...]:
    if not charset:
        return ("utf-8",)
    return (charset, "utf-8") if _NOT_ASCII_LIKE.search(charset) else ("utf-8", charset)


def _detected(content: bytes) -> str:
    """Windows-1252 where it gives ordinary western text, as it mostly does; else what the detector says.

    The detector alone takes short Spanish or French for a Central European encoding.
    """
    sample = content[:_SAMPLE]
    if _western(sample.decode("cp1252", "replace")):
        return "cp1252"
    best = charset_normalizer.from_bytes(sample).best()
    return best.encoding if best is not None else "cp1252"


def _western(text: str) -> bool:
    """Whether letters beyond ASCII are few (French has 5 %, Czech 15 %) and all those of western languages."""
    beyond = [char for char in text if char > "\x7f"]
    usual = sum(char in _WESTERN for char in beyond)
    letters = sum(char.isalpha() for char in beyond)
    return letters <= max(3, 0.1 * len(text)) and usual >= 0.95 * len(beyond)


def storable(text: str) -> str:
    """The text without NULs and lone surrogates, which no table can hold. Surrogate pairs become their character."""
    if _UNSTORABLE.search(text):
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\x00", "")
    return text


def repair(text: str) -> str:
    """The text with mojibake undone, and storable. Linear in the text."""
    if text.isascii():
        return text.replace("\x00", "")
    text = storable(text)
    return ftfy.fix_text(text, _REPAIR) if looks_broken(text) else text


def looks_broken(text: str) -> bool:
    """Whether ftfy finds mojibake. It is shown what stands near letters beyond ASCII: looking for forty patterns
    in all of a text took a third of the time of reading a feed, and each of them holds such a letter.
    """
    return any(is_bad(text[max(near.start() - _REACH, 0) : near.end() + _REACH]) for near in _BEYOND.finditer(text))
