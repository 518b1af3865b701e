"""An English text -> its claims as rows: who said what, what is worth checking. Never refuses; linear."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from pipelines.language.attribution import Attribution, attributions
from pipelines.language.checkworthy import THRESHOLD, Score, Weights, checkworthy
from pipelines.language.cues import Cue
from pipelines.language.modality import stance
from pipelines.language.names import Name, names
from pipelines.language.numbers import quantities
from pipelines.language.paragraphs import paragraphs
from pipelines.language.quotes import quotes
from pipelines.language.sentences import sentences
from pipelines.language.speakers import referent, resolved
from pipelines.language.terms import terms
from pipelines.language.tokens import OUTSIDE, Tokens, tokens
from pipelines.rows import Claim

# Cues by which a speaker denies what he reports: "denied that".
_DENIALS = frozenset(("deny", "dispute", "reject"))
_OPINION_CUES = frozenset(("believe", "think", "feel", "hope", "fear"))
_PREDICTION_CUES = frozenset(("predict", "expect", "forecast", "project"))
_MARKS = "\"“”„‘’«»`'"

Span = tuple[int, int]


class Lexicon(NamedTuple):
    """The tables of terms that the rules read."""

    cues: Mapping[str, Cue]
    places: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    weights: Weights


class _Text(NamedTuple):
    """A text and what was found in it before its claims are."""

    text: str
    spans: Sequence[Span]
    breaks: Sequence[int]
    words: Tokens
    named: Sequence[Name]
    name_starts: Sequence[int]


def claims_and_names(text: str, known: Lexicon) -> tuple[tuple[Claim, ...], tuple[Name, ...]]:
    """The claims, in the order of the text, and the names."""
    blocks = paragraphs(text)
    spans, breaks, named = sentences(text, blocks), [start for start, _ in blocks], names(text, known.names)
    read = _Text(
        text, spans, breaks, tokens(text, spans, quotes(text, blocks), breaks), named, [name.start for name in named]
    )
    said = list(_without_nested(_attributed(read, known), known))
    found = said + list(_worth_checking(read, said, known))
    return tuple(sorted(found, key=lambda claim: (claim.content_start, claim.content_end, claim.kind))), named


def _attributed(read: _Text, known: Lexicon) -> Iterator[Claim]:
    """One claim for each sentence of each piece of content. A span that two cues report is one claim, of the first."""
    seen = set()
    for item in attributions(read.words, known.cues):
        for first, end in item.contents:
            kind = _quote_type(read.words, first, end)
            for span in _by_sentence(_content(read.words, first, end, kind), read.spans):
                if span[0] < span[1] and span not in seen:
                    seen.add(span)
                    yield _claim(read, item, span, kind, known)


def _by_sentence(span: Span, spans: Sequence[Span]) -> Iterator[Span]:
    """A content cut at the ends of the sentences in it: each states something of its own."""
    first = max(0, bisect_left(spans, (span[0] + 1, 0)) - 1)
    for start, end in spans[first : bisect_left(spans, (span[1], 0))]:
        yield max(start, span[0]), min(end, span[1])


def _claim(read: _Text, item: Attribution, span: Span, kind: str, known: Lexicon) -> Claim:
    text, cue, source = read.text, _characters(read.words, item.cue), _characters(read.words, item.source)
    plain = _plain(text, span, known, checkworthy(text[slice(*span)], known.weights))
    reported = known.cues.get(read.words.lower[item.cue[0]]) if item.cue else None
    lemma = reported.lemma if reported else ""
    return plain._replace(
        kind="attributed", cue=text[slice(*cue)] if cue else None, cue_start=cue[0] if cue else None,
        speaker=text[slice(*source)].rstrip(",") if source else None, speaker_start=source[0] if source else None,
        speaker_resolved=_speaker(read, source) if source else None, quote_type=kind,
        modality=_modality(plain.modality, lemma), negated=plain.negated != (lemma in _DENIALS), rule=item.rule,
    )  # fmt: skip


def _characters(words: Tokens, tokens_: Span | None) -> Span | None:
    return (words.starts[tokens_[0]], words.ends[tokens_[1] - 1]) if tokens_ else None


def _plain(text: str, span: Span, known: Lexicon, worth: Score) -> Claim:
    """A claim as its own words make it, whoever says it."""
    content = text[slice(*span)]
    meant = stance(content)
    return Claim(
        kind="checkworthy", content=content, content_start=span[0], content_end=span[1], cue=None, cue_start=None,
        speaker=None, speaker_start=None, speaker_resolved=None, quote_type=None, modality=meant.modality,
        negated=meant.negated, score=worth.score, reasons=worth.reasons, terms=terms(content, known.places),
        numbers=_numbers(content), rule="checkworthy",
    )  # fmt: skip


def _worth_checking(read: _Text, said: Sequence[Claim], known: Lexicon) -> Iterator[Claim]:
    """A claim for each sentence that is worth checking and that no attributed content touches."""
    taken = sorted((claim.content_start, claim.content_end) for claim in said)
    for start, end in read.spans:
        at = bisect_left(taken, (end, 0))
        if at and max(stop for _, stop in taken[max(0, at - 8) : at]) > start:
            continue
        worth = checkworthy(read.text[start:end], known.weights)
        if worth.score >= THRESHOLD:
            yield _plain(read.text, (start, end), known, worth)


def _without_nested(claims: Iterable[Claim], known: Lexicon) -> Iterator[Claim]:
    """Claims whose terms and numbers are of what they say themselves: "he said that she claims …" is two claims, and
    the outer one would otherwise be the same claim as everything that it reports.
    """
    ordered = sorted(claims, key=lambda claim: (claim.content_start, -claim.content_end))
    for index, claim in enumerate(ordered):
        inner = next(
            (other for other in ordered[index + 1 : index + 2] if other.content_end <= claim.content_end), None
        )
        if inner is None:
            yield claim
            continue
        at, end = inner.content_start - claim.content_start, inner.content_end - claim.content_start
        own = claim.content[:at] + " " + claim.content[end:]
        yield claim._replace(terms=terms(own, known.places), numbers=_numbers(own))


def _quote_type(words: Tokens, first: int, end: int) -> str:
    """direct: all within marks; mixed: some of it; indirect: none."""
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


def _speaker(read: _Text, source: Span) -> str | None:
    """The full name of the speaker by the names in the source, or of those before a pronoun."""
    first, last = (bisect_left(read.name_starts, at) for at in source)
    paragraph = bisect_left(read.breaks, source[0] + 1) - 1
    near = bisect_left(read.name_starts, read.breaks[max(0, paragraph - 1)])
    own = resolved(read.text, *source, read.named[first:last])
    return own or referent(read.text, *source, read.named[near:first])


def _modality(plain: str, lemma: str) -> str:
    if plain != "asserted":
        return plain
    return "opinion" if lemma in _OPINION_CUES else "prediction" if lemma in _PREDICTION_CUES else plain


def _numbers(text: str) -> tuple[str, ...]:
    return tuple(sorted({quantity.key for quantity in quantities(text)}))
