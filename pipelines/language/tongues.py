"""Text -> whether it is surely in another language than English, and in which. Never refuses; linear.

Told by the commonest words, as the rule wrong_language tells it of a sentence. English is seen without a look at words.
"""

from collections.abc import Mapping, Set

# Of a text in another language so many words, and so many different ones, are common ones of that language, and so many
# more than common English ones (expectations/wrong_language.sql).
SHARE, KINDS, MORE = 0.2, 3, 3
LOOKED_AT = 4_000  # characters from its beginning
UNKNOWN = "und"  # another language, and none of those whose words are known (ISO 639-2)
_ENGLISH = (" the ", " of ", " and ", " to ")
_PER_WORD = 150  # characters to one of these four: English news has one in forty
_FEW = 40  # words: of a shorter text only known words tell
_ENGLISH_SHARE = 0.05  # of common English words; headlines and tables have fewer


def foreign(text: str, common: Mapping[str, Set[str]]) -> str | None:
    """The language of a text, ISO 639-1 or `und`; None where it is English or cannot be told.

    `common` maps each language to its commonest words, in small letters.
    """
    shown = text[:LOOKED_AT]
    if sum(map(shown.count, _ENGLISH)) * _PER_WORD >= len(shown):
        return None
    words = [word.strip(".,;:!?()[]\"'“”„«»’") for word in shown.lower().split()]
    english = sum(word in common["en"] for word in words)
    for language, own in common.items():
        hits = [word for word in words if word in own]
        if language != "en" and _many(len(hits), len(words), english) and len(set(hits)) >= KINDS:
            return _most(words, common)
    return UNKNOWN if _strange(shown, len(words), english) else None


def _many(hits: int, words: int, english: int) -> bool:
    return hits >= SHARE * words and hits >= english + MORE


def _most(words: list[str], common: Mapping[str, Set[str]]) -> str:
    """The language with the most of the words; of equals the first by name."""
    return min(common, key=lambda language: (-sum(word in common[language] for word in words), language))


def _strange(shown: str, words: int, english: int) -> bool:
    """Whether letters are used as English never does, and hardly a common English word is there."""
    letters = sum(map(str.isalpha, shown))
    beyond = sum(letter.isalpha() and not letter.isascii() for letter in shown)
    other_script = 2 * beyond > letters
    return other_script or (words >= _FEW and english < _ENGLISH_SHARE * words and beyond > 0.03 * letters)
