"""Mentions of a text -> the same, where each "yesterday" that the text ties to a weekday carries that weekday.

Two ties are read: the two words side by side ("yesterday, Thursday"), and "yesterday's order" where a sentence that
names a weekday, or the next sentence if that names none, speaks of an order.
"""

import re
from bisect import bisect_left

from pipelines.rows import DateMention

_POSSESSIVE = re.compile(r"['\u2019]s\s+((?:[\w-]+\s+)?[\w-]+)")
_BETWEEN = re.compile(r"[\s,(]{1,3}(?:on\s)?")
_SENTENCE_END = re.compile(r"[.!?][\u201d\"'\u2019)]?\s|\n")
# Shorter words ("deal" is 4) name no event; and how far a sentence is followed, so that the work stays linear.
_SHORTEST_NOUN, _FURTHEST, _MOST_TIES = 4, 400, 20


def tie_yesterdays(text: str, mentions: tuple[DateMention, ...]) -> tuple[DateMention, ...]:
    named = [mention for mention in mentions if mention.rule == "weekday"]
    spoken = [mention for mention in mentions if mention.rule == "day_word" and mention.text.lower() == "yesterday"]
    if not named or not spoken:
        return mentions
    reaches = _reaches(text, named, [mention.start for mention in spoken])
    ties = {mention.start: _tied(text, mention, named, reaches) for mention in spoken[:_MOST_TIES]}
    return tuple(mention._replace(weekday=ties.get(mention.start) or mention.weekday) for mention in mentions)


def _tied(text: str, yesterday: DateMention, named: list[DateMention], reaches: list[tuple[str, str]]) -> str | None:
    for mention in named:
        first, second = sorted((mention, yesterday))
        if first.end_ <= second.start <= first.end_ + 6 and _BETWEEN.fullmatch(text, first.end_, second.start):
            return mention.weekday
    found = _POSSESSIVE.match(text, yesterday.end_)
    if not found:
        return None
    nouns = {word.lower() for word in found[1].split() if len(word) >= _SHORTEST_NOUN}
    weekdays = {weekday for weekday, reach in reaches if nouns & set(re.findall(r"[\w-]+", reach))}
    return weekdays.pop() if len(weekdays) == 1 else None


def _reaches(text: str, named: list[DateMention], spoken: list[int]) -> list[tuple[str, str]]:
    """Each weekday with the words that speak of it: its sentence, and the next unless that names a weekday itself.

    A sentence with a "yesterday" in it ties nothing: on Friday people speak of yesterday's order.
    """
    places = sorted([mention.start for mention in named] + spoken)
    found = []
    for mention in named[:_MOST_TIES]:
        start = _last_end(text, max(0, mention.start - _FURTHEST), mention.start)
        end = _next_end(text, mention.end_)
        after = _next_end(text, _skip_blank(text, end))
        if _any_within(places, end, after):
            after = end
        if not _any_within(spoken, start, end):
            found.append((mention.weekday or "", text[start:after].lower()))
    return found


def _any_within(places: list[int], start: int, end: int) -> bool:
    following = bisect_left(places, start)
    return following < len(places) and places[following] < end


def _last_end(text: str, low: int, high: int) -> int:
    ends = [stop.end() for stop in _SENTENCE_END.finditer(text, low, high)]
    return ends[-1] if ends else low


def _next_end(text: str, start: int) -> int:
    limit = min(len(text), start + _FURTHEST)
    stop = _SENTENCE_END.search(text, start, limit)
    return stop.end() if stop else limit


def _skip_blank(text: str, start: int) -> int:
    while start < len(text) and text[start].isspace():
        start += 1
    return start
