"""Nouns that report speech: "issued a warning that", "the mayor's promise that". Ranges of tokens; linear."""

from collections.abc import Mapping, Set

from pipelines.language import contents, sources
from pipelines.language.cues import Cue
from pipelines.language.listed import listed
from pipelines.language.sources import Range
from pipelines.language.tokens import Tokens

_POSSESSIVES = listed("his her its their my our")
_GENITIVES = ("'s", "’s")
# Verbs whose subject is the one who speaks: "issued a warning that", unlike "rejected a claim that".
_GIVING = listed(
    "issued issues issuing made makes making gave gives giving repeated repeats repeating renewed voiced voices voicing"
    " expressed expresses expressing offered offers reiterated raised raises raising released delivered sounded echoed"
)
_NEAR = 3  # tokens between an article and its noun: "a last stark warning that"


def speaks(t: Tokens, low: int, at: int, cues: Mapping[str, Cue]) -> bool:
    """Whether a cue is a noun with "that" behind it; what may be a verb ("reports that") only right behind "the"."""
    cue = cues.get(t.lower[at])
    if cue is None or "noun" not in cue.kinds or t.lower[at + 1 : at + 2] != ["that"]:
        return False
    near = t.lower[max(low, at - (1 if cue.speaks else _NEAR)) : at]
    return any(word in sources.DETERMINERS or word.endswith(_GENITIVES) for word in near)


def told(t: Tokens, low: int, high: int, at: int, verbs: Set[str]) -> tuple[Range, Range] | None:
    """Content and source of the noun at a place of a unit: of the one whose it is, or who gives it.

    A noun that is the subject ("The claim that …") is left, because only the verb behind its clause ends that; and so
    is one of nobody ("rejected the idea that").
    """
    near = range(at - 1, max(low, at - _NEAR - 1) - 1, -1)
    first = next((place for place in near if t.lower[place] in sources.DETERMINERS), at)
    owner = next((place for place in near if t.lower[place].endswith(_GENITIVES)), None)
    verb = (first if owner is None else owner) - 1
    end = high - (t.words[high - 1] in ".?!")
    if verb <= low or at + 2 >= end:
        return None
    source = None
    if owner is not None:
        source = _owner(t, owner, low)
    elif t.lower[first] in _POSSESSIVES:
        source = (first, first + 1)
    elif t.lower[verb] in _GIVING:
        source = sources.before(t, verb, low, verbs)
    content = contents.ended(t, at + 1, end, verbs) if source is not None else None
    return (content, source) if content is not None and source is not None else None


def _owner(t: Tokens, last: int, low: int) -> Range:
    """The name or the noun with its article that a genitive ends."""
    first = last
    while first > low and (t.words[first - 1][0].isupper() or t.lower[first - 1] in sources.DETERMINERS):
        first -= 1
    return first, last + 1
