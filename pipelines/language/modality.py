"""A statement -> whether it asserts, asks, judges or predicts, and whether it denies. Linear."""

import re
from collections.abc import Iterable, Set
from typing import NamedTuple

from pipelines.language.listed import listed

_OPINIONS = listed(
    "should shouldn't shouldn’t ought fair unfair wrong terrible horrible wonderful disgraceful disgusting shameful"
    " outrageous ridiculous mistake"
)
_FEELINGS, _FUTURE = listed("think believe feel hope guess"), listed("will won't won’t shall")
_GOES = listed("going expected likely poised set")
_I_FEEL = re.compile(r"\b(?:i|we) (?:think|believe|feel|hope|guess)\b")
_GOING = re.compile(r"\b(?:is|are|am|was|were)(?: not)? (?:going|expected|likely|poised|set) to\b|['’]ll\b")
_DENIALS = listed("not never cannot neither none nobody nothing no no-one")
_NEGATION = re.compile(
    r"\b(?:not(?! only| just)|never|cannot|no longer|neither|none|nobody|nothing|no one)\b|n['’]t\b"
    r"|\b(?:is|are|was|were|be|has|have|had) no\b|^no\b"
)
_SUBORDINATE = re.compile(
    r"[;:—?!]|\s(?:which|who|whom|whose|because|although|though|while|unless|if|when|where|that|after|before)\b"
)
_TELLING = _OPINIONS | _FEELINGS | _FUTURE | _GOES | _DENIALS  # without them a statement is plain
_OPENING = "\"“”‘'« "


class Stance(NamedTuple):
    """`modality` is asserted, question, opinion or prediction; `negated`: the main clause denies."""

    modality: str
    negated: bool


def stance(small: str, words: Iterable[str]) -> Stance:
    """How a statement, given in lower case and with its words, is meant."""
    told = _TELLING.intersection(words)
    return Stance(_modality(small, told), _negated(small, told))


def _modality(small: str, words: Set[str]) -> str:
    if small.rstrip("\"”’' ").endswith("?"):
        return "question"
    if not words.isdisjoint(_OPINIONS) or (not words.isdisjoint(_FEELINGS) and _I_FEEL.search(small)):
        return "opinion"
    going = not words.isdisjoint(_GOES) or "'ll" in small or "’ll" in small
    future = not words.isdisjoint(_FUTURE) or (going and _GOING.search(small) is not None)
    return "prediction" if future else "asserted"


def _negated(small: str, words: Set[str]) -> bool:
    """Whether the main clause denies: a negation before its first subordinate clause."""
    if words.isdisjoint(_DENIALS) and "n't" not in small and "n’t" not in small:
        return False
    clause = small.lstrip(_OPENING).removeprefix("that ")
    found = _NEGATION.search(clause)
    subordinate = _SUBORDINATE.search(clause) if found else None
    return found is not None and (subordinate is None or found.start() < subordinate.start())
