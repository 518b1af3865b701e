"""A store -> its stories as the page shows them: who tells them, what several say in which words, where they differ."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from pipelines.report.differences import wording
from pipelines.report.marks import Shown, clip, plain, sentence
from pipelines.store.sql import beside

_SQL = beside(__file__)
_TELLERS, _GROUPS, _VOICES, _PAIRS = 8, 3, 4, 3  # of each story: articles, quotes, wordings of a quote, disagreements
_CONTENT = 320
_KINDS = {
    "contradicts": "contradict one another",
    "updates": "the later updates the earlier",
    "corrects": "the later corrects the earlier",
    "reworded": "the same quote in other words",
}


class Teller(NamedTuple):
    """An article of a story."""

    article_id: str
    title: str
    source_id: str
    day: date | None
    copied: bool


class Voice(NamedTuple):
    """What an article says, as it says it, and who is given as the speaker."""

    words: Shown
    speaker: str
    teller: Teller


class Quote(NamedTuple):
    """The same claim in the words of several independent texts, `texts` of them in all."""

    texts: int
    voices: tuple[Voice, ...]


class Disagreement(NamedTuple):
    """Two claims that do not agree, and in what (number, place, words …)."""

    kind: str
    slot: str
    voices: tuple[Voice, Voice]


class Story(NamedTuple):
    """A story as it is shown."""

    story_id: str
    title: str
    articles: int
    copy_groups: int
    sources: int
    first_day: date | None
    last_day: date | None
    tellers: tuple[Teller, ...]
    quotes: tuple[Quote, ...]
    disagreements: tuple[Disagreement, ...]


class Said(NamedTuple):
    """A claim of a group as it is stored, with its article."""

    story_id: str
    claim_group_id: str
    copy_groups: int
    content: str
    speaker: str | None
    article_id: str
    title: str
    source_id: str
    day: date | None


class Pair(NamedTuple):
    """Two claims that do not agree, as stored: where in the content of each the words are that differ."""

    story_id: str
    kind: str
    slot: str
    from_content: str
    from_at: int | None
    from_size: int | None
    from_article: str
    from_title: str
    from_source: str
    from_day: date | None
    to_content: str
    to_at: int | None
    to_size: int | None
    to_article: str
    to_title: str
    to_source: str
    to_day: date | None


def stories(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Story, ...]:
    """At most so many stories, those that most independent texts tell first."""
    rows = con.execute(_SQL["stories"], {"most": most}).fetchall()
    tellers, quotes, pairs = _parts(con, [row[0] for row in rows])
    return tuple(
        Story(
            story_id, clip(title or "Without a title"), articles, copy_groups, sources, first_day, last_day,
            tellers.get(story_id, ()), quotes.get(story_id, ()), pairs.get(story_id, ()),
        )
        for story_id, title, articles, copy_groups, sources, first_day, last_day in rows
    )  # fmt: skip


def _parts(
    con: duckdb.DuckDBPyConnection, named: list[str]
) -> tuple[dict[str, tuple[Teller, ...]], dict[str, tuple[Quote, ...]], dict[str, tuple[Disagreement, ...]]]:
    """What the stories named are made of, by story: the rows come in the order of stories."""
    tellers = con.execute(_SQL["tellers"], {"stories": named, "each": _TELLERS}).fetchall()
    quotes = con.execute(_SQL["quotes"], {"stories": named, "groups": _GROUPS, "voices": _VOICES}).fetchall()
    pairs = con.execute(_SQL["disagreements"], {"stories": named, "pairs": _PAIRS}).fetchall()
    said, differing = [Said(*row) for row in quotes], [Pair(*row) for row in pairs]
    return (
        {story: tuple(_teller(*row[1:]) for row in found) for story, found in groupby(tellers, lambda row: row[0])},
        {story: tuple(_quotes(found)) for story, found in groupby(said, lambda one: one.story_id)},
        {story: tuple(map(_disagreement, found)) for story, found in groupby(differing, lambda one: one.story_id)},
    )


def _teller(article_id: str, title: str, source_id: str, day: date | None, copied: bool = False) -> Teller:
    return Teller(article_id, clip(title, 80), source_id, day, copied)


def _quotes(said: Iterable[Said]) -> Iterable[Quote]:
    for _, found in groupby(said, lambda one: one.claim_group_id):
        voices = list(found)
        yield Quote(voices[0].copy_groups, tuple(_voice(one, _other(voices, at)) for at, one in enumerate(voices)))


def _voice(one: Said, other: Said) -> Voice:
    teller = _teller(one.article_id, one.title, one.source_id, one.day)
    return Voice(wording(other.content, one.content), clip(one.speaker or "", 60), teller)


def _other(voices: Sequence[Said], at: int) -> Said:
    """What a wording is compared with: the fullest one, and that with the next."""
    return voices[1 if at == 0 and len(voices) > 1 else 0]


def _disagreement(pair: Pair) -> Disagreement:
    earlier = _teller(pair.from_article, pair.from_title, pair.from_source, pair.from_day)
    later = _teller(pair.to_article, pair.to_title, pair.to_source, pair.to_day)
    voices = (
        Voice(_placed(pair.from_content, pair.from_at, pair.from_size), "", earlier),
        Voice(_placed(pair.to_content, pair.to_at, pair.to_size), "", later),
    )
    return Disagreement(_KINDS[pair.kind], pair.slot, voices)


def _placed(content: str, at: int | None, size: int | None) -> Shown:
    """The claim with the words marked that differ, where it is known which."""
    if at is None or size is None or at < 0 or size < 1 or at + size > len(content):
        return plain(content, _CONTENT)
    return sentence(content, at, at + size, mark="differs")
