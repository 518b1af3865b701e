"""Article -> Article: with its claims (who said what, what is worth checking) and the names in it. Refuses nothing.

A text in another language than English is left as it is: the rules know English only.
"""

import csv
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import apache_beam as beam
from apache_beam.pvalue import PCollection

from pipelines.language.attribution import Attribution, attributions
from pipelines.language.checkworthy import THRESHOLD, Weights, checkworthy, modality, negated, weights
from pipelines.language.cues import Cue, cues, demonyms
from pipelines.language.names import Name, names, terms_table
from pipelines.language.numbers import quantities
from pipelines.language.paragraphs import paragraphs
from pipelines.language.quotes import quotes
from pipelines.language.sentences import sentences
from pipelines.language.speakers import referent, resolved
from pipelines.language.terms import terms
from pipelines.language.tokens import OUTSIDE, Tokens, tokens
from pipelines.records import Article, Claim, NameMention
from pipelines.resources import folder

# Cues by which a speaker denies what he reports: "denied that".
_DENIALS = frozenset(("deny", "dispute", "reject"))
_OPINION_CUES = frozenset(("believe", "think", "feel", "hope", "fear"))
_PREDICTION_CUES = frozenset(("predict", "expect", "forecast", "project"))
_MARKS = "\"“”„‘’«»`'"


class Lexicon(NamedTuple):
    """The tables of schemas/terms that the rules read."""

    cues: Mapping[str, Cue]
    places: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    weights: Weights


@cache
def lexicon() -> Lexicon:
    """The tables, read once a process."""
    places = demonyms((row["place"], row["demonyms"]) for row in _rows("demonyms"))
    known = {place: ("place", place.title()) for place in places.values()}
    known |= terms_table((row["kind"], row["canonical"], row["accepted"]) for row in _rows("names"))
    return Lexicon(
        cues((row["lemma"], row["kind"], row["forms"]) for row in _rows("cues")),
        places,
        known,
        weights((row["feature"], row["weight"], row["words"]) for row in _rows("checkworthy")),
    )


def _rows(table: str) -> list[dict[str, str]]:
    """The rows of a table of terms; none where it is missing."""
    path = folder("schemas") / "terms" / f"{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(line for line in file if not line.startswith("#")))


def tag(article: Article) -> Article:
    """The article with `claims` and `name_mentions` filled, in the order of the text."""
    if article.language is not None and article.language.lower()[:2] != "en":
        return article._replace(claims=(), name_mentions=())
    found, named = read(article.text, lexicon())
    mentions = tuple(NameMention(name.start, name.end, name.text, name.kind, name.canonical) for name in named)
    return article._replace(claims=found, name_mentions=mentions)


def read(text: str, known: Lexicon) -> tuple[tuple[Claim, ...], tuple[Name, ...]]:
    """The claims and the names of an English text."""
    spans = sentences(text)
    breaks = [start for start, _ in paragraphs(text)]
    words = tokens(text, spans, quotes(text), breaks)
    named = names(text, known.names)
    said = attributions(words, known.cues)
    claims = list(_attributed(words, said, named, breaks, known))
    claims += _worth_checking(text, spans, claims, known)
    return tuple(sorted(claims, key=lambda claim: (claim.content_start, claim.content_end, claim.kind))), named


def _attributed(
    words: Tokens, said: Sequence[Attribution], named: Sequence[Name], breaks: Sequence[int], known: Lexicon
) -> Iterator[Claim]:
    """One claim for each piece of content. A piece that two cues report is one claim, of the first."""
    seen = set()
    for item in said:
        for first, end in item.contents:
            kind = _quote_type(words, first, end)
            start, stop = _content(words, first, end, kind)
            if start < stop and (start, stop) not in seen:
                seen.add((start, stop))
                yield _claim(words, item, (start, stop), kind, named, breaks, known)


def _claim(
    words: Tokens, item: Attribution, span: tuple[int, int], kind: str, named: Sequence[Name], breaks: Sequence[int],
    known: Lexicon,
) -> Claim:  # fmt: skip
    text = words.text
    content = text[span[0] : span[1]]
    cue = (words.starts[item.cue[0]], words.ends[item.cue[1] - 1]) if item.cue else None
    source = (words.starts[item.source[0]], words.ends[item.source[1] - 1]) if item.source else None
    lemma = known.cues[words.lower[item.cue[0]]].lemma if item.cue and words.lower[item.cue[0]] in known.cues else ""
    worth = checkworthy(content, known.weights)
    return Claim(
        kind="attributed", content=content, content_start=span[0], content_end=span[1],
        cue=text[cue[0] : cue[1]] if cue else None, cue_start=cue[0] if cue else None,
        speaker=text[source[0] : source[1]].rstrip(",") if source else None, speaker_start=source[0] if source else None,
        speaker_resolved=_speaker(text, source, named, breaks) if source else None,
        quote_type=kind, modality=_modality(content, lemma), negated=negated(content) != (lemma in _DENIALS),
        score=worth.score, reasons=worth.reasons, terms=terms(content, known.places), numbers=_numbers(text, span),
        rule=item.rule,
    )  # fmt: skip


def _worth_checking(text: str, spans: Sequence[tuple[int, int]], said: Sequence[Claim], known: Lexicon) -> Iterator[Claim]:
    """A claim for each sentence that is worth checking and that no attributed content touches."""
    taken = sorted((claim.content_start, claim.content_end) for claim in said)
    for start, end in spans:
        at = bisect_left(taken, (end, 0))
        if at and max(stop for _, stop in taken[max(0, at - 8) : at]) > start:
            continue
        worth = checkworthy(text[start:end], known.weights)
        if worth.score >= THRESHOLD:
            content = text[start:end]
            yield Claim(
                kind="checkworthy", content=content, content_start=start, content_end=end, cue=None, cue_start=None,
                speaker=None, speaker_start=None, speaker_resolved=None, quote_type=None, modality=_modality(content, ""),
                negated=negated(content), score=worth.score, reasons=worth.reasons, terms=terms(content, known.places),
                numbers=_numbers(text, (start, end)), rule="checkworthy",
            )  # fmt: skip


def _quote_type(words: Tokens, first: int, end: int) -> str:
    """direct: all within marks; mixed: some of it; indirect: none."""
    inside = [words.quote[at] != OUTSIDE for at in range(first, end) if words.words[at][0].isalnum()]
    if not any(inside):
        return "indirect"
    return "direct" if all(inside) else "mixed"


def _content(words: Tokens, first: int, end: int, kind: str) -> tuple[int, int]:
    """The span of a content: of direct speech what stands within the marks; else without the "that" before it."""
    if kind != "direct" and words.lower[first] == "that" and end - first > 1:
        first += 1
    start, stop = words.starts[first], words.ends[end - 1]
    while start < stop and (words.text[start].isspace() or words.text[start] in ",;:") :
        start += 1
    if kind == "direct":
        while start < stop and words.text[start] in _MARKS:
            start += 1
        while stop > start and words.text[stop - 1] in _MARKS:
            stop -= 1
    return start, stop


def _speaker(text: str, source: tuple[int, int], named: Sequence[Name], breaks: Sequence[int]) -> str | None:
    first = bisect_left(named, source[0], key=lambda name: name.start)
    last = bisect_left(named, source[1], key=lambda name: name.start)
    paragraph = bisect_left(breaks, source[0] + 1) - 1
    near = bisect_left(named, breaks[max(0, paragraph - 1)], key=lambda name: name.start)
    return resolved(text, *source, named[first:last]) or referent(text, *source, named[near:first])


def _modality(content: str, lemma: str) -> str:
    plain = modality(content)
    if plain == "asserted":
        return "opinion" if lemma in _OPINION_CUES else "prediction" if lemma in _PREDICTION_CUES else plain
    return plain


def _numbers(text: str, span: tuple[int, int]) -> tuple[str, ...]:
    return tuple(sorted({quantity.key for quantity in quantities(text, *span)}))


@dataclass
class TagClaims(beam.PTransform):
    """Tags every article."""

    def expand(self, articles: PCollection[Article]) -> PCollection[Article]:
        return articles | "Tag" >> beam.Map(_counted).with_input_types(Article).with_output_types(Article)


def _counted(article: Article) -> Article:
    tagged = tag(article)
    beam.metrics.Metrics.counter("dateline", "claims").inc(len(tagged.claims))
    return tagged
