"""Where the content of a statement stands: the clause, thing or quotation behind a cue or before it. Token ranges."""

from collections.abc import Set

from pipelines.language.cues import Cue
from pipelines.language.listed import listed
from pipelines.language.sources import BREAKS, DETERMINERS, PRONOUNS, SUBJECTS, WHEN, Range
from pipelines.language.tokens import OUTSIDE, Tokens

_STOPS, _CUTS = frozenset(".?!"), frozenset(",;")
_NEAR = 14  # tokens between a cue and its "that" or its quotation
_CLAUSE_STARTS = listed(
    "he she they it we i you the there this that these those his her its their our my if when while because"
    " although whether what how why no"
)
_MIN_CLAUSE = 3
_PREPOSITIONS = listed("in on at during to of after before with from by about through via for as last earlier")
_HEDGES = listed("about around over under")  # and prepositions; before a figure they begin a clause
# Cues that take a listener before their clause: "told reporters that".
_LISTENER = listed("tell assure remind inform convince advise warn urge ask")
_PARTICLES = listed("for on out to about against of up")


def behind(t: Tokens, low: int, high: int, cue: int, kind: Cue, verbs: Set[str]) -> tuple[Range | None, str]:
    """The content behind a cue and the rule that found it."""
    end = high - (t.words[high - 1] in _STOPS)
    first = cue + 1
    if first >= end:
        return None, ""
    quote = _next_quote(t, first, end)
    if kind.speaks and quote is not None and t.words[t.quotes[quote][0] - 1] in ",:" and _begins(t, quote):
        return t.quotes[quote], "quote_after"
    if kind.speaks and (start := _clause_start(t, first, end, kind, verbs)) is not None:
        return ended(t, start, end, verbs), "clause"
    if "infinitive" in kind.kinds and (to := _infinitive(t, first, end, kind)) is not None:
        return ended(t, to, end, verbs), "infinitive"
    if "thing" in kind.kinds and _thing_start(t, first, end) is not None:
        return ended(t, _thing_start(t, first, end) or first, end, verbs), "thing"
    if quote is not None and kind.speaks:
        start = t.quotes[quote][0]
        return ended(t, start if start - first > 2 else first, end, verbs), "quote_near"
    return None, ""


def in_front(t: Tokens, low: int, high: int, cue: int, source: Range, done: int) -> Range | None:
    """The clause of "The law will fail, she said."."""
    comma = source[0] - 1
    if comma <= low + 2 or t.words[comma] != ",":
        return None
    after = t.words[cue + 1] if cue + 1 < high else "."
    if after in ".,?!;" or after.lower() in WHEN or after.lower() in _PREPOSITIONS:
        start = max(low, done)
        while start < comma and t.words[start] in ",;":
            start += 1
        return (start, comma) if comma - start >= _MIN_CLAUSE else None
    return None


def opens_clause(t: Tokens, at: int, high: int) -> bool:
    """Whether a clause of its own begins at a token: "that", or a word that begins one."""
    return at < high and t.quote[at] == OUTSIDE and (t.lower[at] == "that" or t.lower[at] in _CLAUSE_STARTS)


def _next_quote(t: Tokens, first: int, end: int) -> int | None:
    for at in range(first, min(end, first + _NEAR)):
        if t.quote[at] != OUTSIDE:
            return t.quote[at]
        if t.words[at] in _STOPS:
            return None
    return None


def _begins(t: Tokens, quote: int) -> bool:
    """Whether a quotation begins a sentence of its own."""
    first, end = t.quotes[quote]
    return next(
        (t.words[i][0].isupper() or t.words[i][0].isdigit() for i in range(first, end) if t.words[i][0].isalnum()),
        False,
    )


def _clause_start(t: Tokens, first: int, end: int, kind: Cue, verbs: Set[str]) -> int | None:
    """The first token of the clause behind the cue."""
    that = _that(t, first, min(end, first + _NEAR))
    if that is not None and (that == first or _only_aside(t, first, that, kind, verbs)):
        return that
    if "say" not in kind.kinds:
        question = t.lower[first] in ("whether", "if", "how", "why", "what") and end - first > _MIN_CLAUSE
        return first if question else None
    if kind.lemma in _LISTENER:
        return _past_listener(t, first, end)
    if t.lower[first] in _HEDGES and end - first > _MIN_CLAUSE and t.words[first + 1][0].isdigit():
        return first  # "said about 40 people"
    if t.lower[first] in WHEN or t.lower[first] in _PREPOSITIONS or t.words[first] == ",":
        return _past_aside(t, first, end)
    if (
        t.words[first] in BREAKS
        and t.words[first] != ":"
        and t.quote[first] == OUTSIDE
        and t.lower[first] not in _CLAUSE_STARTS
    ):
        return first if t.lower[first] == "if" else None
    start = first + (t.words[first] == ":")
    return start if end - start >= _MIN_CLAUSE else None


def _that(t: Tokens, first: int, end: int) -> int | None:
    if "that" not in t.lower[first:end]:
        return None
    return next((i for i in range(first, end) if t.lower[i] == "that" and t.quote[i] == OUTSIDE), None)


def _only_aside(t: Tokens, first: int, that: int, kind: Cue, verbs: Set[str]) -> bool:
    """Whether between cue and "that" stands no clause: a listener, a time, a place."""
    between = range(first, that)
    if any(t.quote[i] != OUTSIDE or (t.lower[i] in verbs and t.words[i].islower()) for i in between):
        return False
    aside = (
        t.lower[first] in _PREPOSITIONS
        or t.lower[first] in WHEN
        or t.words[first] == ","
        or t.lower[first].endswith("ly")
    )
    listener = kind.lemma in _LISTENER and that - first <= 8
    return sum(t.words[i] == "," for i in between) in (0, 2) and (aside or listener)


def _past_listener(t: Tokens, first: int, end: int) -> int | None:
    """ "told the committee he would": the clause begins at a pronoun or article behind the listener."""
    for at in range(first + 1, min(end, first + 10)):
        if t.words[at] in ",:":
            return at + 1
        if (
            t.lower[at] in ("he", "she", "they", "it", "there", "we", "i", "the")
            and t.lower[at - 1] not in _PREPOSITIONS
        ):
            return at
    return None


def _past_aside(t: Tokens, first: int, end: int) -> int | None:
    """ "said on Friday the plan", "said in a statement he": past the time or place."""
    closing = None
    for at in range(first + 1, min(end - 1, first + _NEAR)):
        word = t.lower[at]
        if t.words[at] == "," and t.words[first] != ",":
            return None
        if t.words[at] == "," and t.words[first] == ",":
            closing = at + 1
            break
        if at > first and word in _CLAUSE_STARTS and t.lower[at - 1] not in _PREPOSITIONS:
            return at
        if t.lower[at - 1] in WHEN and word not in _PREPOSITIONS and word not in WHEN:
            return at
    if (
        closing is None
        and first + 1 < end
        and t.lower[first] in WHEN
        and t.lower[first + 1] not in _PREPOSITIONS
        and t.words[first + 1] not in ",."
    ):
        return first + 1
    return closing


def _infinitive(t: Tokens, first: int, end: int, kind: Cue) -> int | None:
    """ "promised to", "urged voters to": from "to", or from whom it is asked."""
    to = next((i for i in range(first, min(end, first + 6)) if t.lower[i] == "to" and t.quote[i] == OUTSIDE), None)
    if to is None or to + 1 >= end or any(t.words[i] in BREAKS for i in range(first, to)):
        return None
    if to == first or kind.lemma in (
        "ask",
        "urge",
        "want",
        "tell",
        "advise",
        "encourage",
        "instruct",
        "order",
        "expect",
    ):
        return first
    return None


def _thing_start(t: Tokens, first: int, end: int) -> int | None:
    """The thing behind "criticized", "called for": past one particle; nothing where another word class follows."""
    if t.lower[first] in _PARTICLES:
        first += 1
    if first >= end or (t.words[first] in BREAKS and t.quote[first] == OUTSIDE) or t.lower[first] in _PREPOSITIONS:
        return None
    starts = t.lower[first] in DETERMINERS or t.lower[first] in PRONOUNS or t.words[first][0].isalnum()
    return first if starts or t.quote[first] != OUTSIDE else None


def ended(t: Tokens, start: int, end: int, verbs: Set[str]) -> Range | None:
    """From start to the end of the clause: where another speaker or an -ing cue takes over, or the sentence ends."""
    for at in [i for i in range(start + 2, end - 2) if t.words[i] in _CUTS]:
        if t.quote[at] != OUTSIDE:
            continue
        word, following = t.words[at], t.lower[at + 1]
        if word == "," and following in ("a", "an", "something") and _own_cue(t, at + 2, end, verbs):
            end = at
            break
        if word == ";" or (
            word == "," and (following == "according" or (following.endswith("ing") and following in verbs))
        ):
            end = at
            break
        if (
            word == ","
            and following in ("but", "and", "while", "though", "although")
            and _cue_near(t, at + 2, end, verbs)
        ):
            end = at
            break
    return (start, end) if end - start >= 1 else None


def _own_cue(t: Tokens, first: int, end: int, verbs: Set[str]) -> bool:
    """ "…, a development it said would help": an apposition that its speaker judges is a statement of its own."""
    return any(t.lower[at] in SUBJECTS and t.lower[at + 1] in verbs for at in range(first, min(end - 1, first + 4)))


def _cue_near(t: Tokens, first: int, end: int, verbs: Set[str]) -> bool:
    return any(t.lower[at] in verbs and t.quote[at] == OUTSIDE for at in range(first, min(end, first + 8)))
