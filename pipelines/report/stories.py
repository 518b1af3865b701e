"""A store -> its stories as the page shows them: who tells them, what several say in which words, where they differ."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

import duckdb

from pipelines.report.marks import Shown, clip, plain, sentence, wording
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


Rows = Sequence[tuple]


def stories(con: duckdb.DuckDBPyConnection, most: int) -> tuple[Story, ...]:
    """At most so many stories, those that most independent texts tell first."""
    rows = con.execute(_SQL["stories"], {"most": most}).fetchall()
    named = [row[0] for row in rows]
    tellers = _by_story(con.execute(_SQL["tellers"], {"stories": named, "each": _TELLERS}).fetchall())
    quotes = _by_story(con.execute(_SQL["quotes"], {"stories": named, "groups": _GROUPS, "voices": _VOICES}).fetchall())
    pairs = _by_story(con.execute(_SQL["disagreements"], {"stories": named, "pairs": _PAIRS}).fetchall())
    return tuple(
        Story(
            story_id, clip(title or "Without a title"), articles, copy_groups, sources, first_day, last_day,
            tuple(_teller(*one[1:]) for one in tellers.get(story_id, ())),
            tuple(_quotes(quotes.get(story_id, ()))),
            tuple(map(_disagreement, pairs.get(story_id, ()))),
        )
        for story_id, title, articles, copy_groups, sources, first_day, last_day in rows
    )  # fmt: skip


def _by_story(rows: Rows) -> dict[str, list[tuple]]:
    return {story: list(found) for story, found in groupby(rows, lambda row: row[0])}


def _teller(article_id: str, title: str, source_id: str, day: date | None, copied: bool = False) -> Teller:
    return Teller(article_id, clip(title, 80), source_id, day, copied)


def _quotes(rows: Rows) -> Iterable[Quote]:
    for _, found in groupby(rows, lambda row: row[1]):
        voices = list(found)
        yield Quote(
            voices[0][2],
            tuple(
                Voice(wording(_other(voices, at), row[3]), clip(row[4] or "", 60), _teller(*row[5:]))
                for at, row in enumerate(voices)
            ),
        )


def _other(voices: Rows, at: int) -> str:
    """What a wording is compared with: the fullest one, and that with the next."""
    return voices[1 if at == 0 and len(voices) > 1 else 0][3]


def _disagreement(row: tuple) -> Disagreement:
    earlier = Voice(_placed(*row[3:6]), "", _teller(*row[6:10]))
    later = Voice(_placed(*row[10:13]), "", _teller(*row[13:17]))
    return Disagreement(_KINDS[row[1]], row[2], (earlier, later))


def _placed(content: str, at: int | None, size: int | None) -> Shown:
    """The claim with the words marked that differ, where it is known which."""
    if at is None or size is None or at < 0 or size < 1 or at + size > len(content):
        return plain(content, _CONTENT)
    return sentence(content, at, at + size, mark="differs")
