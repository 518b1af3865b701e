"""A place in a text -> whether the words around it speak of what was, what will be, or neither."""

import re

# How far the clause is looked at: 19 of 20 clauses of news end within it, and it keeps the work linear.
BEFORE, AFTER = 120, 60

# Each cue with what stands before it: only after a character of no word need one be looked for, and few are.
_CUE = re.compile(
    r"""\W(?:
      (?:will|won't|shall|would|to|(?<=['\u2019])ll)(?:\s+(?:not|also|then))?(?:\s+have)?\s+be\s+[a-z]+\b
      |(?:may|might)\s+be\s+[a-z]+\b
      |(?:will|won't|shall|would|(?<=['\u2019])ll)\b(?:\s+have\s+[a-z]+ed\b)?
      |(?:may|might)(?=\s+(?!not\b)[a-z])
      |(?:meets?|begins|opens|arrives|travels|convenes|expires|resumes)\b
      |(?:agree[sd]?|vow(?:s|ed)?|promise[sd]?|threaten(?:s|ed)?|prepar(?:es|ed|ing)|ready|likely)\s+to\b
      |(?:expect(?:s|ed)?|plan(?:s|ned|ning)?|hop(?:es?|ed|ing)|intend(?:s|ed)?|set|going|due|is|are)\s+to\b
      |(?:scheduled|planned|expected|due|upcoming|payable|set\s+for)\b|(?:by|until|till|before)(?=\s+$)
      |(?P<past>since(?=\s+$)|(?!(?:need|inde|spe|unit|hundr|exce|succe|proce|agre|fe|se|bre|ble)ed\b)[a-z]{4,}+(?<=ed)\b
        |(?:said|told|was|were|had|did|met|held|went|came|took|made|won|lost|rose|fell|hit|gave|began|left|saw|struck|shot
          |broke|sent|spoke|wrote|found|became|put|led|ran|got|paid|sold|bought|brought|thought|drew|grew|knew|flew
          |swore)\b))""",
    re.VERBOSE,
)
_STOP = re.compile(r"[.!?;]\s|[\n\u201d\"]")
# Greedy: the last of the stops.
_UP_TO_STOP = re.compile(r".*(?:[.!?;]\s|[\n\u201d\"])", re.DOTALL)


def tense_at(text: str, start: int, end: int) -> str:
    """past, future or plain: what the nearest verb before the place says; if there is none, the first one after it."""
    window = text[max(0, start - BEFORE) : start]
    stop = _UP_TO_STOP.match(window)
    cue = None
    for cue in _CUE.finditer(" " + (window[stop.end() :] if stop else window)):  # noqa: B007  the last is meant
        pass
    if cue is None:
        window = text[end : end + AFTER]
        stop = _STOP.search(window)
        cue = _CUE.search(" " + (window[: stop.start()] if stop else window))
    return (cue.lastgroup or "future") if cue else "plain"
