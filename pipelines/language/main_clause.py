"""The words of a statement -> who does what in its main clause, and which way something goes. Never refuses; linear.

Without a parser, so precision first: where the words before the verb do not look like a subject, nobody is named.
"""

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from pipelines.language.lexemes import Lexemes
from pipelines.language.listed import listed
from pipelines.language.verbs import BASE, ING, PARTICIPLE, PAST, THIRD, Verb

_BE = listed("is are was were be been being am isn't aren't wasn't weren't isn’t aren’t wasn’t weren’t")
_HAVE = listed("has have had hasn't haven't hadn't hasn’t haven’t hadn’t")
_DO = listed("does do did doesn't don't didn't doesn’t don’t didn’t")
_MODALS = listed(
    "will would could should may might can must shall won't wouldn't couldn't shouldn't can't cannot won’t wouldn’t"
    " couldn’t shouldn’t can’t"
)
AUXILIARIES = _BE | _HAVE | _DO | _MODALS
# What may stand between the parts of a verb, beside adverbs in -ly.
_BETWEEN = listed("not never also already still now just even only always ever long since once again soon yet to")
# What opens a phrase or a clause that stands before the main clause and ends with a comma.
_OPENERS = listed(
    "in on at after before during for since by from with under as amid despite until while when although though if"
    " because once given unlike"
)
_LEADS = listed("and but or so that whether how why what yet also then")
# Words that stand before a noun: a form behind them is no verb ("the planned cut").
_BEFORE_NOUN = listed(
    "a an the his her its their our my your this these those no any some each every of in on at for with by from and"
    " more most new several many all"
)
_PLURALS = listed("they we you i people")
# Behind these a form that may be a participle is one, where another verb follows: "the bill unveiled on Thursday has".
_BEHIND_PARTICIPLE = listed("by on in at from under during earlier last")
_CLAUSES = listed("after when as and but that which who while because before if")
# Shortened verb -> its letters at the end of the pronoun's word, and what it is short for ("he'd" may be two).
_SHORT = {
    f"{pronoun}{mark}{short}": (len(pronoun), lemma)
    for pronoun in ("i", "you", "he", "she", "it", "we", "they", "that", "there")
    for mark in "'’"
    for short, lemma in {"m": "be", "re": "be", "s": "be", "ll": None, "ve": "have", "d": None}.items()
}
_WHEN = re.compile(r"\s(?:(?:this|last) (?:week|month|year)|also|reportedly)$")
_DATELINE = re.compile(r"[A-Z][^a-z\n]{2,40}(?:\([^)\n]{2,30}\) |(?<= ))(?:[–—]|--?) ")
_OPENING = "\"“”‘’'«»([ \n\t"
_NO_SUBJECT = frozenset(',;:—–()[]"“”…')
MAX_ACTOR = 10  # words
_FAR = 14  # words before the verb of the main clause


class MainClause(NamedTuple):
    """`actor` as written and where; `action` the lemma of the verb; `direction` up or down, if all words go one way."""

    actor: str | None
    actor_start: int | None
    action: str | None
    direction: str | None


NOTHING = MainClause(None, None, None, None)


class Clauses(NamedTuple):
    """The words that the clauses of texts are known by."""

    verbs: Mapping[str, Verb]
    directions: Mapping[str, str]
    telling: Set[str]  # all of them, and the auxiliaries


def clauses(verbs: Mapping[str, Verb], directions: Mapping[str, str]) -> Clauses:
    """The table of the two."""
    return Clauses(verbs, directions, frozenset(verbs.keys() | directions.keys() | AUXILIARIES | _SHORT.keys()))


def main_clause(text: str, lexemes: Lexemes, places: Sequence[int], start: int, end: int, known: Clauses) -> MainClause:
    """What text[start:end] says; `places` are those of the telling words of the text."""
    words, starts = lexemes
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    here = places[bisect_left(places, first) : bisect_left(places, last)]
    if not here:
        return NOTHING
    direction = _direction(words, here, last, known)
    main = _begins(text, words[first], start, end)
    for at in here:
        if at - first > _FAR:
            break
        if starts[at] < main or not _is_verb(words, at, first, last, known):
            continue
        if _participle(text, lexemes, at, here, known):
            continue
        verb = starts[at] + (_SHORT[words[at]][0] if words[at] in _SHORT else 0)
        actor = _actor(text[main:verb])
        return MainClause(
            actor, text.rfind(actor, main, verb) if actor else None, _action(words, at, last, known), direction
        )
    return MainClause(None, None, None, direction) if direction else NOTHING


def _direction(words: Sequence[str], here: Sequence[int], last: int, known: Clauses) -> str | None:
    found = None
    for at in here:
        direction = known.directions.get(words[at]) if words[at + 1 : min(at + 2, last)] != ["off"] else None
        if direction is not None:
            if found not in (None, direction):
                return None
            found = direction
    return found


def _begins(text: str, word: str, start: int, end: int) -> int:
    """Where the main clause begins: behind the phrase that opens the statement, at its end where no comma ends that."""
    if word not in _OPENERS:
        return start
    comma = text.find(",", start, end)
    return comma + 1 if comma >= 0 else end


def _participle(text: str, lexemes: Lexemes, at: int, here: Sequence[int], known: Clauses) -> bool:
    """Whether a form belongs to the noun before it, because another verb follows it in its clause."""
    words, starts = lexemes
    verb = known.verbs.get(words[at])
    if verb is None or PARTICIPLE not in verb.shapes or at + 1 == len(words) or words[at + 1] not in _BEHIND_PARTICIPLE:
        return False
    for later in here[bisect_left(here, at + 1) :]:
        if not _CLAUSES.isdisjoint(words[at + 1 : later]) or "," in text[starts[at] : starts[later]]:
            return False
        told = known.verbs.get(words[later])
        if words[later] in AUXILIARIES or (told is not None and PAST in told.shapes):
            return True
    return False


def _is_verb(words: Sequence[str], at: int, first: int, last: int, known: Clauses) -> bool:
    """Whether the form is the verb of a clause here, and not a noun, a participle or part of "to go"."""
    word = words[at]
    before = words[at - 1] if at > first else ""
    if word in AUXILIARIES or word in _SHORT:
        return True
    shapes = known.verbs[word].shapes if word in known.verbs else frozenset()
    if before in _BEFORE_NOUN or (before in known.verbs and at - 1 > first and words[at - 2] in _BEFORE_NOUN):
        return False  # "the planned cut"
    if before == "to":
        return at == first + 1 and BASE in shapes
    after = words[at + 1] if at + 1 < last else ""
    if PAST in shapes:
        return not (PARTICIPLE in shapes and after == "by")
    if THIRD in shapes:
        return bool(before) and after not in AUXILIARIES and after not in known.verbs
    return BASE in shapes and before in _PLURALS


def _action(words: Sequence[str], at: int, last: int, known: Clauses) -> str | None:
    """The lemma of the verb that begins at a place: of "has certainly not cut" cut, of "is safe" be."""
    word = words[at]
    if word in known.verbs:
        return known.verbs[word].lemma
    best = _SHORT[word][1] if word in _SHORT else "be" if word in _BE else "have" if word in _HAVE else None
    modal = best is None
    for following in words[at + 1 : last]:
        if following in AUXILIARIES:
            best, modal = ("be" if following in _BE else "have" if following in _HAVE else best), False
        elif following in known.verbs:
            verb = known.verbs[following]
            fits = (modal and BASE in verb.shapes) or not verb.shapes.isdisjoint((PARTICIPLE, ING))
            return verb.lemma if fits else best
        elif following not in _BETWEEN and not following.endswith("ly"):
            return None if best == "have" and following.endswith("ed") else best  # a verb that the table has not
    return best


def _actor(before: str) -> str | None:
    """What stands before the verb, where it is one phrase, without an apposition behind it."""
    before = _DATELINE.sub("", before.strip(_OPENING), 1)
    if before.endswith(",") and before.count(",") > 1:  # Anna Weber, the mayor, opened
        before = before.split(",", 1)[0]
    while before and before.split(None, 1)[0].lower() in _LEADS:
        before = before.partition(" ")[2].lstrip()
    words = before.split()
    if not words or len(words) > MAX_ACTOR or not _NO_SUBJECT.isdisjoint(before) or not _CLAUSES.isdisjoint(words):
        return None
    return _WHEN.sub("", before.rstrip()) if words != ["to"] else None
