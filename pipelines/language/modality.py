"""A statement -> whether it asserts, asks, judges or predicts, and whether it denies. Linear."""

import re
from typing import NamedTuple

from pipelines.language.listed import listed

_WORD = re.compile(r"\w+(?:['’]\w+)?")
_OPINIONS = listed(
    "should shouldn't shouldn’t ought fair unfair wrong terrible horrible wonderful disgraceful disgusting shameful"
    " outrageous ridiculous mistake"
)
_FEELINGS, _FUTURE = listed("think believe feel hope guess"), listed("will won't won’t shall")
_I_FEEL = re.compile(r"\b(?:i|we) (?:think|believe|feel|hope|guess)\b")
_GOING = re.compile(r"\b(?:is|are|am|was|were)(?: not)? (?:going|expected|likely|poised|set) to\b|['’]ll\b")
_DENIALS = listed("not never cannot neither none nobody nothing no")
_NEGATION = re.compile(
    r"\b(?:not(?! only| just)|never|cannot|no longer|neither|none|nobody|nothing|no one)\b|n['’]t\b"
    r"|\b(?:is|are|was|were|be|has|have|had) no\b|^no\b"
)
_SUBORDINATE = re.compile(
    r"[;:—?!]|\s(?:which|who|whom|whose|because|although|though|while|unless|if|when|where|that|after|before)\b"
)
_OPENING = "\"“”‘'« "


class Stance(NamedTuple):
    """`modality` is asserted, question, opinion or prediction; `negated`: the main clause denies."""

    modality: str
    negated: bool


def stance(content: str) -> Stance:
    """How a statement is meant."""
    small = content.lower()
    words = set(_WORD.findall(small))
    return Stance(_modality(small, words), _negated(small, words))


def _modality(small: str, words: set[str]) -> str:
    if small.rstrip("\"”’' ").endswith("?"):
        return "question"
    if not words.isdisjoint(_OPINIONS) or (not words.isdisjoint(_FEELINGS) and _I_FEEL.search(small)):
        return "opinion"
    future = not words.isdisjoint(_FUTURE) or _GOING.search(small) is not None
    return "prediction" if future else "asserted"


def _negated(small: str, words: set[str]) -> bool:
    """Whether the main clause denies: a negation before its first subordinate clause."""
    if words.isdisjoint(_DENIALS) and "n't" not in small and "n’t" not in small:
        return False
    clause = small.lstrip(_OPENING).removeprefix("that ")
    found = _NEGATION.search(clause)
    subordinate = _SUBORDINATE.search(clause) if found else None
    return found is not None and (subordinate is None or found.start() < subordinate.start())
