"""An English text -> its claims as rows: who said what, what is worth checking. Never refuses; linear."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from pipelines.language.attribution import Attribution, attributions
from pipelines.language.checkworthy import Weights
from pipelines.language.cues import Cue
from pipelines.language.lexemes import Lexemes, lexemes_of
from pipelines.language.main_clause import Clauses
from pipelines.language.names import Name, names
from pipelines.language.paragraphs import paragraphs
from pipelines.language.quotes import quotes
from pipelines.language.references import Passage, pronouns
from pipelines.language.sentences import sentences
from pipelines.language.shouting import recased, shouted
from pipelines.language.speakers import referent, resolved
from pipelines.language.statements import Sentence, Statements, places_of, sentences_of
from pipelines.language.terms import Terms
from pipelines.language.tokens import OUTSIDE, Tokens, tokens
from pipelines.rows import Claim, FigureMention, PronounMention

# Cues by which a speaker denies what he reports: "denied that".
_DENIALS = frozenset(("deny", "dispute", "reject"))
_OPINION_CUES = frozenset(("believe", "think", "feel", "hope", "fear"))
_PREDICTION_CUES = frozenset(("predict", "expect", "forecast", "project"))
_MARKS = "\"“”„‘’«»`'"

Span = tuple[int, int]


class Lexicon(NamedTuple):
    """The tables of terms that the rules read."""

    cues: Mapping[str, Cue]
    names: Mapping[str, tuple[str, str]]
    statements: Statements

    @property
    def terms(self) -> Terms:
        return self.statements.terms

    @property
    def weights(self) -> Weights:
        return self.statements.weights

    @property
    def clauses(self) -> Clauses:
        return self.statements.clauses


class _Text(NamedTuple):
    """A text and what was found in it before its claims are."""

    text: str
    spans: Sequence[Span]
    sentences: Sequence[Sentence]
    breaks: Sequence[int]
    words: Tokens
    lexemes: Lexemes
    named: Sequence[Name]
    name_starts: Sequence[int]


class Told(NamedTuple):
    """What a text tells: its claims, names, figures and the pronouns of its claims, each in the order of the text."""

    claims: tuple[Claim, ...]
    names: tuple[Name, ...]
    figures: tuple[FigureMention, ...]
    pronouns: tuple[PronounMention, ...]


def claims_and_names(text: str, known: Lexicon) -> tuple[tuple[Claim, ...], tuple[Name, ...]]:
    """The claims and the names, in the order of the text."""
    found = told(text, known)
    return found.claims, found.names


def told(text: str, known: Lexicon) -> Told:
    """Everything that the text tells. A text in capitals is read as if written small."""
    if not shouted(text):
        return _read_all(text, known)
    found = _read_all(recased(text, known.cues.keys()), known)
    return Told(
        tuple(_as_written(text, claim) for claim in found.claims),
        tuple(
            name._replace(text=text[name.start : name.end_])
            for name in found.names
            if name.canonical or (name.kind != "other" and " " in name.text)
        ),
        found.figures,
        tuple(one._replace(text=text[one.start : one.end_]) for one in found.pronouns),
    )


def _as_written(text: str, claim: Claim) -> Claim:
    """A claim that was read in other letters, with the words as the text has them: there one word is no name."""
    shown = claim._replace(
        content=text[claim.content_start : claim.content_end],
        cue=_words(text, claim.cue_start, claim.cue),
        speaker=_words(text, claim.speaker_start, claim.speaker),
        actor=_words(text, claim.actor_start, claim.actor),
    )
    named = claim.speaker_resolved is None or " " in claim.speaker_resolved
    return shown if named else shown._replace(speaker_resolved=None, speaker_unknown="unnamed")


def _words(text: str, start: int | None, words: str | None) -> str | None:
    return text[start : start + len(words)] if start is not None and words is not None else None


def _read_all(text: str, known: Lexicon) -> Told:
    blocks = paragraphs(text)
    spans, breaks, named = sentences(text, blocks), [start for start, _ in blocks], names(text, known.names)
    words = tokens(text, spans, quotes(text, blocks), breaks)
    plain = lexemes_of(words.lower, words.starts)
    places = places_of(text, plain, known.statements)
    stated = sentences_of(text, spans, plain, places, known.statements)
    read = _Text(text, spans, stated, breaks, words, plain, named, [name.start for name in named])
    said = list(_without_nested(read, _attributed(read, known), known))
    found = said + list(_worth_checking(read, said))
    claims = tuple(sorted(found, key=lambda claim: (claim.content_start, claim.content_end, claim.kind)))
    passage = Passage(text, plain, places.pronouns, words, breaks, named, read.name_starts)
    return Told(claims, named, tuple(_figures(stated)), pronouns(passage, claims))


def _figures(stated: Iterable[Sentence]) -> Iterator[FigureMention]:
    for sentence in stated:
        start, end = sentence.start, sentence.end
        for (first, last, value, unit, approximate, _), near in sentence.figures:
            yield FigureMention(start + first, start + last, value, unit, approximate, start, end, near)


def _attributed(read: _Text, known: Lexicon) -> Iterator[Claim]:
    """One claim for each sentence of each piece of content. A span that two cues report is one claim, of the first."""
    seen = set()
    for item in attributions(read.words, known.cues):
        for first, end in item.contents:
            kind = _quote_type(read.words, first, end)
            start, stop = _content(read.words, first, end, kind)
            # cut at the ends of the sentences in it: each states something of its own
            for sentence in read.sentences[_at(read, start) : bisect_left(read.spans, (stop, 0))]:
                span = max(sentence.start, start), min(sentence.end, stop)
                if span[0] < span[1] and span not in seen:
                    seen.add(span)
                    yield _claim(read, item, sentence, span, kind, known)


def _at(read: _Text, start: int) -> int:
    """In which sentence what starts there is."""
    return max(0, bisect_left(read.spans, (start + 1, 0)) - 1)


def _claim(read: _Text, item: Attribution, sentence: Sentence, span: Span, kind: str, known: Lexicon) -> Claim:
    text, cue, source = read.text, _characters(read.words, item.cue), _named(read.words, item.source)
    said = sentence.says(*span)
    reported = known.cues.get(read.words.lower[item.cue[0]]) if item.cue else None
    lemma = reported.lemma if reported else ""
    actor, actor_start, action, direction = said.clause
    return Claim(
        "attributed", text[slice(*span)], *span,
        text[slice(*cue)] if cue else None, cue[0] if cue else None,
        text[slice(*source)].rstrip(",") if source else None, source[0] if source else None,
        *_speaker(read, source), kind, _modality(said.meant.modality, lemma),
        said.meant.negated != (lemma in _DENIALS), *said.worth, said.terms, *said.numbers,
        actor, sentence.at(actor_start), action, direction, item.rule,
    )  # fmt: skip


def _characters(words: Tokens, tokens_: Span | None) -> Span | None:
    return (words.starts[tokens_[0]], words.ends[tokens_[1] - 1]) if tokens_ else None


def _named(words: Tokens, source: Span | None) -> Span | None:
    """The characters of a source, without the genitive of "the mayor's promise"."""
    span = _characters(words, source)
    if span is None or words.text[span[1] - 2 : span[1]] not in ("'s", "’s"):
        return span
    return span[0], span[1] - 2


def _worth_checking(read: _Text, said: Sequence[Claim]) -> Iterator[Claim]:
    """A claim for each sentence that is worth checking and that no attributed content touches."""
    taken = sorted([(claim.content_start, claim.content_end) for claim in said])
    for sentence in read.sentences:
        start, end = sentence.start, sentence.end
        at = bisect_left(taken, (end, 0))
        if at and max([stop for _, stop in taken[max(0, at - 8) : at]]) > start:
            continue
        if sentence.is_worth_checking:
            own = sentence.says(start, end)
            actor, actor_start, action, direction = own.clause
            yield Claim(
                "checkworthy", read.text[start:end], start, end, None, None, None, None, None, None, None, *own.meant,
                *own.worth, own.terms, *own.numbers, actor, sentence.at(actor_start), action, direction,
                "checkworthy",
            )  # fmt: skip


def _without_nested(read: _Text, claims: Iterable[Claim], known: Lexicon) -> Iterator[Claim]:
    """Claims whose terms and numbers are of what they say themselves: "he said that she claims …" is two claims, and
    the outer one would otherwise be the same claim as everything that it reports.
    """
    ordered = sorted(claims, key=lambda claim: (claim.content_start, -claim.content_end))
    for claim, inner in zip_longest(ordered, ordered[1:]):
        start, end = claim.content_start, claim.content_end
        if inner is None or inner.content_end > end:
            yield claim
            continue
        words = [
            *read.lexemes.between(start, inner.content_start),
            *read.lexemes.between(inner.content_end, end),
        ]
        numbers = read.sentences[_at(read, start)].numbers((start, inner.content_start), (inner.content_end, end))
        yield claim._replace(terms=known.terms.of(words), **numbers._asdict())


def _quote_type(words: Tokens, first: int, end: int) -> str:
    """direct: all within marks; mixed: some of it; indirect: none."""
    if words.quote[first:end].count(OUTSIDE) == end - first:
        return "indirect"
    inside = [words.quote[at] != OUTSIDE for at in range(first, end) if words.words[at][0].isalnum()]
    if not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"


def _content(words: Tokens, first: int, end: int, kind: str) -> Span:
    """The span of a content: of direct speech what stands within the marks; else without the "that" before it."""
    if kind != "direct" and words.lower[first] == "that" and end - first > 1:
        first += 1
    start, stop = words.starts[first], words.ends[end - 1]
    while start < stop and (words.text[start].isspace() or words.text[start] in ",;:"):
        start += 1
    if kind == "direct":
        while start < stop and words.text[start] in _MARKS:
            start += 1
        while stop > start and words.text[stop - 1] in _MARKS:
            stop -= 1
    return start, stop


def _speaker(read: _Text, source: Span | None) -> tuple[str | None, str | None]:
    """The full name of the speaker by the names in the source, or of those before a pronoun; else why there is none."""
    if source is None:
        return None, "untold"
    first, last = (bisect_left(read.name_starts, at) for at in source)
    own = resolved(read.text, *source, read.named[first:last])
    if own is not None:
        return own, None
    paragraph = bisect_left(read.breaks, source[0] + 1) - 1
    near = bisect_left(read.name_starts, read.breaks[max(0, paragraph - 1)])
    return referent(read.text, *source, read.named[near:first])


def _modality(plain: str, lemma: str) -> str:
    if plain != "asserted":
        return plain
    return "opinion" if lemma in _OPINION_CUES else "prediction" if lemma in _PREDICTION_CUES else plain
