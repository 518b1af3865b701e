"""Statements -> the pronouns in them that hang on what stands outside, and whom they mean where that is sure. Linear.

A pronoun behind a name or noun of its own statement can be read with it and is left out.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.language.lexemes import Lexemes
from pipelines.language.listed import listed
from pipelines.language.names import Name, without_titles
from pipelines.language.sources import PLURALS
from pipelines.language.tokens import OUTSIDE, Tokens
from pipelines.rows import Claim, PronounMention

_CLASSES = {
    "I": "i me my mine myself",
    "we": "we us our ours ourselves",
    "you": "you your yours",
    "he": "he him his himself she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "this": "this that these those",
}
# Form -> its class, and the letters of it that are the pronoun: "it's".
PRONOUNS = {form: (name, len(form)) for name, forms in _CLASSES.items() for form in forms.split()} | {
    form + mark + short: (name, len(form))
    for name, forms in _CLASSES.items()
    for form in forms.split()
    for mark in "'’"
    for short in ("m", "re", "s", "ll", "ve", "d")
}
_AT_THE_HEAD = 3  # words of a statement among which a pronoun has no noun before it
# Names before a pronoun among which it may mean one. A text may be a single paragraph of a million names.
_NEAR = 64
_VERBS = listed(
    "is are was were has have had will would could should may might can must does do did means meant shows showed"
    " isn't isn’t wasn't wasn’t won't won’t doesn't doesn’t didn't didn’t came comes became"
)
_BE = listed("is was be been it's it’s isn't isn’t wasn't wasn’t")


class Passage(NamedTuple):
    """What the pronouns of a text are read with."""

    text: str
    lexemes: Lexemes
    places: Sequence[int]  # of the words that are pronouns
    tokens: Tokens
    breaks: Sequence[int]
    named: Sequence[Name]
    name_starts: Sequence[int]


def pronouns(read: Passage, claims: Iterable[Claim]) -> tuple[PronounMention, ...]:
    """The pronouns of the claims that hang on something else, in order, each once."""
    if not read.places:
        return ()
    kinds = {_full(name): name.kind for name in read.named}
    found = {one.start: one for claim in claims for one in _of(read, claim, kinds)}
    return tuple(found[start] for start in sorted(found))


def _of(read: Passage, claim: Claim, kinds: Mapping[str, str]) -> Iterator[PronounMention]:
    (words, starts), places = read.lexemes, read.places
    first, last = bisect_left(starts, claim.content_start), bisect_left(starts, claim.content_end)
    for at in places[bisect_left(places, first) : bisect_left(places, last)]:
        name, letters = PRONOUNS[words[at]]
        if _hangs(read, at, first, claim):
            start, end = starts[at], starts[at] + letters
            yield PronounMention(start, end, read.text[start:end], _meant(read, name, claim, start, kinds))


def _meant(read: Passage, name: str, claim: Claim, start: int, kinds: Mapping[str, str]) -> str | None:
    """Whom a pronoun means: the speaker by his own "I", by the "we" of a body, by "he" where nobody else is named."""
    speaker = claim.speaker_resolved
    kind, spoken = kinds.get(speaker) if speaker else None, _spoken(read, claim, start)
    if speaker and kind == "other" and speaker.isupper():  # 3M, NATO
        kind = "body"
    if name in ("I", "we"):
        return speaker if spoken and kind == ("person" if name == "I" else "body") else None
    if name == "it":
        return speaker if not spoken and kind == "body" else None
    if name != "he":
        return None
    if kind == "person" and not spoken and claim.speaker_start is not None:
        between = _people(read, min(claim.speaker_start, claim.content_start), start)
        return speaker if between <= {speaker} else None
    if not spoken and kind != "body" and _perhaps_a_person(claim.speaker):
        return None  # it may be the speaker, whom the names do not show
    paragraph = bisect_left(read.breaks, start + 1) - 1
    people = _people(read, read.breaks[max(0, paragraph - 1)], start)
    if spoken:
        people -= {speaker}
    return next(iter(people)) if len(people) == 1 else None


def _hangs(read: Passage, at: int, first: int, claim: Claim) -> bool:
    """Whether what the pronoun means stands outside of the statement."""
    words = read.lexemes.words
    name, letters = PRONOUNS[words[at]]
    if name in ("I", "we", "you"):
        return True
    if name == "he":
        return not _people(read, claim.content_start, read.lexemes.starts[at])
    if at - first >= _AT_THE_HEAD:
        return False
    following = words[at + 1 : at + 6]
    if name == "this":
        return at == first and (len(words[at]) > letters or (bool(following) and following[0] in _VERBS))
    return name != "it" or not _stands_for_nothing(words[at : at + 6])


def _stands_for_nothing(words: Sequence[str]) -> bool:
    """ "it is time to", "it would be clear that"."""
    be = next((at for at, word in enumerate(words[:4]) if word in _BE), None)
    return be is not None and not {"to", "that"}.isdisjoint(words[be + 2 : be + 5])


def _spoken(read: Passage, claim: Claim, start: int) -> bool:
    """Whether the speaker says it himself: within quotation marks."""
    if claim.quote_type != "mixed":
        return claim.quote_type == "direct"
    return read.tokens.quote[bisect_right(read.tokens.starts, start) - 1] != OUTSIDE


def _perhaps_a_person(speaker: str | None) -> bool:
    last = (speaker or "").rpartition(" ")[2]
    return last[:1].isupper() and last.lower() not in PLURALS


def _people(read: Passage, start: int, end: int) -> set[str | None]:
    """Who is named between two places, the second of them that of a pronoun."""
    after = bisect_left(read.name_starts, end)
    named = read.named[max(after - _NEAR, bisect_left(read.name_starts, start)) : after]
    return {_full(name) for name in named if name.kind == "person"}


def _full(name: Name) -> str:
    return name.canonical or without_titles(name.text)
