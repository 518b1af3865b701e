"""A statement -> whether it asserts, asks, judges or predicts, and whether it denies. Linear."""

import re

_NEGATION = re.compile(
    r"\b(?:not(?! only| just)|never|cannot|no longer|neither|none|nobody|nothing|no one)\b|n['’]t\b"
    r"|\b(?:is|are|was|were|be|has|have|had) no\b|^no\b"
)
_SUBORDINATE = re.compile(
    r"[;:—?!]|\s(?:which|who|whom|whose|because|although|though|while|unless|if|when|where|that|after|before)\b"
)
_PREDICTION = re.compile(
    r"\b(?:will|won['’]t|shall|(?:is|are|am|was|were)(?: not)? going to|(?:is|are) (?:expected|likely|poised|set) to)\b"
    r"|['’]ll\b"
)
_OPINION = re.compile(
    r"\b(?:should|shouldn['’]t|ought|(?:i|we) (?:think|believe|feel|hope|guess)|in my (?:view|opinion)|(?:un)?fair"
    r"|wrong|terrible|horrible|wonderful|disgraceful|disgusting|shameful|outrageous|ridiculous|mistake)\b"
)
_OPENING = "\"“”‘'« "


def modality(content: str) -> str:
    """asserted, question, opinion or prediction."""
    if content.rstrip("\"”’' ").endswith("?"):
        return "question"
    small = content.lower()
    if _OPINION.search(small):
        return "opinion"
    return "prediction" if _PREDICTION.search(small) else "asserted"


def negated(content: str) -> bool:
    """Whether the main clause denies: a negation before its first subordinate clause."""
    clause = content.lower().lstrip(_OPENING).removeprefix("that ")
    found = _NEGATION.search(clause)
    if found is None:
        return False
    subordinate = _SUBORDINATE.search(clause)
    return subordinate is None or found.start() < subordinate.start()
