"""A place in a text -> whether the words around it speak of what was, what will be, or neither."""

import re

# How far the clause is looked at: 19 of 20 clauses of news end within it, and it keeps the work linear.
BEFORE, AFTER = 120, 60

_CUE = re.compile(
    r"""(?P<future>(?:\b(?:will|won't|shall|would|to)|'ll|\u2019ll)(?:\s+(?:not|also|then))?(?:\s+have)?\s+be\s+[a-z]+\b
          |(?:\b(?:will|won't|shall|would)|'ll|\u2019ll)\b(?:\s+have\s+[a-z]+ed\b)?
          |\b(?:expect(?:s|ed)?|plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|intend(?:s|ed)?|set|going|due|is|are)\s+to\b
          |\b(?:scheduled|planned|expected|due|upcoming|payable|set\s+for)\b|\b(?:by|until|till|before)(?=\s+$))
      |(?P<past>\b(?!(?:need|inde|spe|unit|hundr|exce|succe|proce|agre|fe|se|bre|ble)ed\b)[a-z]{2,}ed\b
          |\b(?:said|told|was|were|had|did|met|held|went|came|took|made|won|lost|rose|fell|hit|gave|began|left|saw|struck|shot
          |broke|sent|spoke|wrote|found|became|put|led|ran|got|paid|sold|bought|brought|thought|drew|grew|knew|flew|swore)\b)""",
    re.VERBOSE,
)
_STOP = re.compile(r"[.!?;]\s|\n|[\u201d\"]")


def tense_at(text: str, start: int, end: int) -> str:
    """past, future or plain: what the nearest verb before the place says; if there is none, the first one after it."""
    window = text[max(0, start - BEFORE) : start]
    stops = [stop.end() for stop in _STOP.finditer(window)]
    before = window[stops[-1] :] if stops else window
    cues = [(found.lastgroup or "plain", found[0]) for found in _CUE.finditer(before)]
    if cues:
        return cues[-1][0]
    window = text[end : end + AFTER]
    stop = _STOP.search(window)
    after = window[: stop.start()] if stop else window
    first = _CUE.search(after)
    return (first.lastgroup or "plain") if first else "plain"
