"""Text -> stemmed content words: what one claim shares with another. Never refuses; linear."""

import re
from collections.abc import Iterable, Mapping

from pipelines.language.listed import listed
from pipelines.language.remembered import Remembered

# Words that carry no content of their own (function words, auxiliaries, and the verbs and nouns of reporting).
STOP_WORDS = listed(
    "a about above after again against all almost already also although always am among an and any anyone are"
    " aren as at away back be became because become been before began being below between both but by came can"
    " cannot come could did didn do does doesn doing don done down during each either else enough even ever every"
    " few first for from further gave get give given go goes going gone got had has have having he her here hers"
    " herself him himself his how however i if in into is isn it its itself just keep kept know last least less"
    " let like likely ll long look made make makes making many may maybe me might mine more most much must my"
    " myself near need neither never next no nobody none nor not nothing now of off often on once one only onto or"
    " other others our ours ourselves out over own per perhaps put quite rather re really right said same saw say"
    " saying says see seen several shall she should since so some someone something soon still such sure take"
    " taken than that the their theirs them themselves then there these they thing things think this those though"
    " through thus to today together told too took toward towards try under until up upon us use used using ve"
    " very want was wasn way we week well went were what when where whether which while who whom whose why will"
    " with within without won would year yes yesterday yet you your yours yourself according statement asked added"
    " tell tells wrote"
)
_WORD = re.compile(r"\d[\d,.]*\d|[^\W_]+(?:[-'’.][^\W_]+)*")
# Longest first: the first that fits is taken off.
_SUFFIXES = tuple(
    sorted(
        listed(
            "ational ization ousness iveness fulness isation ations ation ingly ments ment ness ings ing edly ied ies "
            " ers ors er or ed es ly s e y"
        ),
        key=lambda suffix: (-len(suffix), suffix),
    )
)
_KEPT = 3  # a stem keeps at least so many letters


class Terms(Remembered[str]):
    """Words in lower case -> their terms, blanks between: "18-year-old" has two, "the" none."""

    def __init__(self, demonyms: Mapping[str, str]) -> None:
        """`demonyms` names the place of a word such as chinese."""
        super().__init__(self._terms)
        self._demonyms = demonyms

    def of(self, words: Iterable[str]) -> tuple[str, ...]:
        """The content words, stemmed, sorted, each once."""
        return tuple(sorted(set(" ".join(map(self.__getitem__, set(words))).split())))

    def _terms(self, written: str) -> str:
        plain = [_plain(part) for part in _WORD.findall(written)]
        told = [word for word in plain if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]
        return " ".join([stem(self._demonyms.get(word, word)) for word in told])


def stem(word: str) -> str:
    """The word without one common English ending; figures and words with figures stay."""
    if len(word) <= _KEPT or not word.isalpha():
        return word
    for suffix in _SUFFIXES:
        if word.endswith(suffix) and len(word) - len(suffix) >= _KEPT and not (suffix == "s" and word[-2] in "su"):
            return _without_double(word.removesuffix(suffix), suffix)
    return word


def _without_double(root: str, suffix: str) -> str:
    """stopp(ed) -> stop."""
    doubled = (
        suffix in ("ed", "ing", "er", "ers") and len(root) > _KEPT and root[-1] == root[-2] and root[-1] not in "ls"
    )
    return root[:-1] if doubled else root


def _plain(word: str) -> str:
    if word.isalpha():
        return word
    word = word.removesuffix("'s").removesuffix("’s").replace("-", "")
    return word.replace(",", "") if word[0].isdigit() else word.replace(".", "")
