"""Text -> who says what: content, cue and source of direct, indirect and mixed speech. Never refuses; linear.

One unit (sentence, or several that a quotation holds together) is read from left to right; the first rule that fits a
cue wins. Quotations that no cue claims go to the speaker before them, within and across paragraphs.
"""

from bisect import bisect_left
from collections.abc import Mapping
from typing import NamedTuple

from pipelines.language import contents, nouns, sources
from pipelines.language.cues import Cue
from pipelines.language.listed import listed
from pipelines.language.sources import Range
from pipelines.language.tokens import OUTSIDE, Tokens

# Words in front of which a cue's form is a noun or part of another verb.
_NOT_BEFORE = listed("to not a an the his her its their this that these those my our your of no any such for")
_BE = listed("is are was were be been being am")
_TELLING = frozenset((":", "according"))  # what reports speech beside the cues
_DASHES = frozenset(("―", "—", "–", "--", "-"))
_MIN_CONTENT = 2
_MAX_IN_UNIT = 12  # statements that a sentence may report: more is noise
_MIN_FLOATING = 6  # words of a quotation without a cue: shorter ones are titles, nicknames and scare quotes


class Attribution(NamedTuple):
    """Token ranges of the three roles, the rule that found them."""

    contents: tuple[Range, ...]
    cue: Range | None
    source: Range | None
    rule: str


class _Unit(NamedTuple):
    number: int
    low: int
    high: int


def attributions(t: Tokens, cues: Mapping[str, Cue]) -> tuple[Attribution, ...]:
    """The attributions of a text in order of their cues, floating quotations among them."""
    found: list[Attribution] = []
    used: set[int] = set()
    told = [at for at, word in enumerate(t.lower) if word in cues or word in _TELLING]
    for index, (low, high) in enumerate(t.units):
        before = len(found)
        here = told[bisect_left(told, low) : bisect_left(told, high)]
        if here:
            _read(t, _Unit(index, low, high), here, cues, found, used)
        if len(found) == before:
            _floating(t, index, low, found, used)
        if t.words[low] in _DASHES:
            _signed(t, low, high, found, used)
    return tuple(found)


def _read(
    t: Tokens, unit: _Unit, told: list[int], cues: Mapping[str, Cue], found: list[Attribution], used: set[int]
) -> None:
    """Append the attributions of a unit that the words at `told` report; `used` are the quotations with a speaker."""
    done = unit.low
    first = len(found)
    for at in told:
        if len(found) - first >= _MAX_IN_UNIT:
            return
        if t.quote[at] != OUTSIDE:
            continue
        word = t.lower[at]
        if nouns.speaks(t, unit.low, at, cues):
            item = _noun(t, unit, at, cues)
        elif word == "according" and t.lower[at + 1 : at + 2] == ["to"]:
            item = _according(t, unit, at, done)
        elif (
            word in cues
            and (t.words[at].islower() or at == unit.low)
            and (at == unit.low or t.lower[at - 1] not in _NOT_BEFORE or _doubly(t, at, unit.low))
        ):
            item = _cue(t, unit, at, cues, done, found[first:])
        elif word == ":" and at + 1 < unit.high and t.quote[at + 1] != OUTSIDE:
            item = _colon(t, unit, at, found[first:])
        else:
            continue
        if item is not None and sum(end - start for start, end in item.contents) >= _MIN_CONTENT:
            item = item._replace(contents=_extended(t, unit, item, used))
            found.append(item)
            used.update(t.quote[i] for start, end in item.contents for i in (start, end - 1) if t.quote[i] != OUTSIDE)
            done = max(done, at + 1, (item.source or (0, 0))[1])


def _doubly(t: Tokens, at: int, low: int) -> bool:
    """ "has not said", "did not say": a denial of speech is still speech; "to say" and "the report" are not."""
    return t.lower[at - 1] == "not" and at - 2 >= low and t.lower[at - 2] in sources.AUXILIARIES


def _cue(
    t: Tokens, unit: _Unit, at: int, cues: Mapping[str, Cue], done: int, here: list[Attribution]
) -> Attribution | None:
    cue, verbs = cues[t.lower[at]], cues.keys()
    spoken = cue.speaks and len(t.quotes) > 0
    if spoken and (item := _quote_said_by(t, unit, at)) is not None:
        return item
    source = sources.before(t, at, unit.low, verbs)
    if spoken and source is not None and (item := _quote_by_said(t, unit, at, source)) is not None:
        return item
    participle = t.lower[at].endswith("ing") and not (at > unit.low and t.lower[at - 1] in _BE)
    if participle:
        source = _subject(t, unit, at, source, here)
    if source is None or not _finite(t, at, cue, source):
        return None
    content, rule = contents.behind(t, unit.low, unit.high, at, cue, verbs)
    if content is None and not participle and "say" in cue.kinds:
        content, rule = (
            contents.in_front(t, unit.low, unit.high, at, source, _before_comma(here, source)),
            "clause_first",
        )
    if content is None:
        return None
    item = Attribution((content,), (at, at + 1), source, rule)
    taken = rule == "quote_near" and any(not _spoken(t, item).isdisjoint(_spoken(t, other)) for other in here)
    return None if taken else item


def _noun(t: Tokens, unit: _Unit, at: int, cues: Mapping[str, Cue]) -> Attribution | None:
    told = nouns.told(t, unit.low, unit.high, at, cues.keys())
    return Attribution((told[0],), (at, at + 1), told[1], "noun") if told is not None else None


def _finite(t: Tokens, at: int, cue: Cue, source: Range) -> bool:
    """Whether the form fits the source: no passive ("is expected"), and a bare form ("say") only after a plural."""
    if t.lower[at].endswith("ing"):
        return True
    between = t.lower[source[1] : at]
    if any(word in _BE for word in between):
        return False
    last = t.lower[source[1] - 1]
    bare = t.lower[at] == cue.lemma and not any(word in sources.AUXILIARIES for word in between)
    return not bare or last.endswith("s") or last in sources.PRONOUNS or last in sources.PLURALS or last == ","


def _before_comma(here: list[Attribution], source: Range) -> int:
    """Where the contents found so far end, of those that end before the source."""
    return max((end for item in here for _, end in item.contents if end <= source[0]), default=0)


def _spoken(t: Tokens, item: Attribution) -> set[int]:
    return {t.quote[i] for start, end in item.contents for i in range(start, end)} - {OUTSIDE}


def _subject(t: Tokens, unit: _Unit, at: int, near: Range | None, here: list[Attribution]) -> Range | None:
    """Who does what an -ing form behind a comma tells: the speaker of the clause before, else the unit's subject."""
    if at > unit.low and t.words[at - 1][-1].isalnum():  # "a directive announcing that", not "a stark warning after"
        reports = near is not None and at + 1 < unit.high and (t.lower[at + 1] == "that" or t.quote[at + 1] != OUTSIDE)
        return sources.narrowed(t, near) if near is not None and reports else None
    if here and here[-1].source is not None and here[-1].source[0] >= unit.low:
        return here[-1].source
    if at > unit.low and t.words[at - 1] in (",", "—", "–", "--"):
        return sources.subject(t, unit.low, at)
    return near


def _quote_said_by(t: Tokens, unit: _Unit, at: int) -> Attribution | None:
    """ "…," said X."""
    touching = _quote_left(t, at - 1, unit.low)
    source = sources.after(t, at, unit.high) if touching is not None else None
    if touching is None or source is None:
        return None
    return Attribution(_led(t, unit, touching), (at, at + 1), source, "quote_cue_source")


def _quote_by_said(t: Tokens, unit: _Unit, at: int, source: Range) -> Attribution | None:
    """ "…," X said."""
    touching = _quote_left(t, source[0] - 1, unit.low)
    if touching is None or (contents.opens_clause(t, at + 1, unit.high) and not _ends_speech(t, touching)):
        return None
    return Attribution(_led(t, unit, touching), (at, at + 1), source, "quote_source_cue")


def _quote_left(t: Tokens, at: int, low: int) -> int | None:
    """The quotation that ends at a token, or before the comma or dash there."""
    if at >= low and t.words[at] in (",", "—", "–", "--") and t.quote[at] == OUTSIDE:
        at -= 1
    return t.quote[at] if at >= low and t.quote[at] != OUTSIDE else None


def _ends_speech(t: Tokens, quote: int) -> bool:
    """Whether a comma, a mark or a dash stands at the end of the quotation, as before "he said"."""
    end = t.quotes[quote][1]
    return any(t.words[i] in ",?!—–…" for i in range(max(t.quotes[quote][0], end - 2), min(end + 1, len(t.words))))


def _led(t: Tokens, unit: _Unit, quote: int) -> tuple[Range, ...]:
    """The quotation; with the words of its clause before it, where it begins within one."""
    first, end = t.quotes[quote]
    opening = next((i for i in range(first, end) if t.words[i][0].isalnum()), first)
    begins = first == unit.low or t.words[first - 1] in (",", ":") or t.words[opening][0].isupper()
    return ((first if begins else unit.low, end),)


def _extended(t: Tokens, unit: _Unit, item: Attribution, used: set[int]) -> tuple[Range, ...]:
    """The contents with the quotations that go on: behind "he said", in the next units, in the next paragraphs."""
    parts = list(item.contents)
    last = parts[-1][1] - 1
    if t.quote[last] == OUTSIDE:
        return item.contents
    if item.rule.startswith("quote"):
        follow = max(item.cue[1] if item.cue else 0, item.source[1] if item.source else 0, last + 1)
        following = next((t.quote[i] for i in range(follow, unit.high) if t.quote[i] != OUTSIDE), None)
        if following is not None and following not in used and t.words[t.quotes[following][0] - 1] in ",.:—–;":
            parts.append(t.quotes[following])
    index = unit.number + 1
    while index < len(t.units) and (quote := _whole_quote(t, index)) is not None and quote not in used:
        ended = t.quote[parts[-1][1] - 1]
        if t.paragraph[index] != t.paragraph[unit.number] and not (t.continues[quote] and quote == ended + 1):
            break
        parts.append(t.quotes[quote])
        used.add(quote)
        index += 1
    return tuple(parts)


def _whole_quote(t: Tokens, index: int) -> int | None:
    """The quotation that a unit consists of."""
    low, high = t.units[index]
    quote = t.quote[low]
    return quote if quote != OUTSIDE and t.quotes[quote][0] >= low and high - t.quotes[quote][1] <= 1 else None


def _according(t: Tokens, unit: _Unit, at: int, done: int) -> Attribution | None:
    """ "According to X, …" and "…, according to X"."""
    end = at + 2
    while (
        end < unit.high
        and end - at < 18
        and t.words[end] not in ",.;:—"
        and t.lower[end] not in ("that", "which", "who")
    ):
        end += 1
    if end == at + 2:
        return None
    if at - unit.low <= 1:
        last = unit.high - (t.words[unit.high - 1] in ".?!")
        content = (min(end + 1, last), last)
    else:
        content = (max(done, unit.low), at - (t.words[at - 1] == ","))
    while content[0] < content[1] and t.words[content[0]] in ",;":
        content = (content[0] + 1, content[1])
    return Attribution((content,), (at, at + 2), (at + 2, end), "according_to") if content[0] < content[1] else None


def _colon(t: Tokens, unit: _Unit, at: int, here: list[Attribution]) -> Attribution | None:
    """ "Mr. Trump, on Fox: "…""."""
    if here or at - unit.low > sources.MAX_PHRASE:
        return None
    source = sources.subject(t, unit.low, at)
    return Attribution((t.quotes[t.quote[at + 1]],), (at, at + 1), source, "colon") if source else None


def _floating(t: Tokens, index: int, low: int, found: list[Attribution], used: set[int]) -> None:
    """A quotation that is a unit of its own, without a cue, belongs to the speaker before it."""
    quote = _whole_quote(t, index)
    if quote is None or quote in used or t.quotes[quote][1] - t.quotes[quote][0] < _MIN_FLOATING or not found:
        return
    last = found[-1]
    near = last.source is not None and last.contents[-1][1] <= low
    if near and index and t.units[max(0, index - 2)][0] <= last.contents[-1][1]:
        found.append(Attribution((t.quotes[quote],), None, last.source, "floating"))
        used.add(quote)


def _signed(t: Tokens, low: int, high: int, found: list[Attribution], used: set[int]) -> None:
    """ "“…” — Anna Weber, mayor": what a quotation is signed with, and not the speaker before, speaks it."""
    quote = t.quote[low - 1] if low else OUTSIDE
    named = low + 1 < high and t.words[low + 1][0].isupper() and high - low <= sources.MAX_PHRASE
    if quote == OUTSIDE or not named:
        return
    if found and found[-1].rule == "floating" and found[-1].contents == (t.quotes[quote],):
        found.pop()
    elif quote in used:
        return
    end = next((at for at in range(low + 1, high) if not t.words[at][0].isalnum()), high)
    found.append(Attribution((t.quotes[quote],), (low, low + 1), (low + 1, end), "signed"))
    used.add(quote)
