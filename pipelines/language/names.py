"""Text -> the names in it as written, with kind and, where terms or article tell it, the canonical name. Linear."""

import re
from collections.abc import Iterable, Mapping, Sequence

from pipelines.language.name_runs import runs
from pipelines.language.persons import Name, people, without_titles

__all__ = ["Name", "names", "terms_table", "without_titles"]

_SENTENCE_START = re.compile(r"(?:^|[.!?:\n][\"”’)]*)\s*[\"“‘(\[—–-]*\s?$")


def names(text: str, known: Mapping[str, tuple[str, str]]) -> tuple[Name, ...]:
    """The names in order. `known` maps a lower-case spelling to (kind, canonical name): the reviewed terms."""
    found = []
    for begin, pieces in runs(text):
        for offset, words, kind in pieces:
            told, canonical = known.get(words.lower()) or (kind, None)
            found.append(Name(begin + offset, begin + offset + len(words), words, told, canonical))
    doubtful = _only_at_starts(text, found)
    kept = [name for name in found if name.text not in doubtful]
    return people(text, kept, known, [name for name in found if name.text in doubtful])


def terms_table(rows: Iterable[tuple[str, str, str]]) -> dict[str, tuple[str, str]]:
    """(kind, canonical, accepted spellings joined by ;) -> lower-case spelling -> (kind, canonical)."""
    return {
        spelling.strip().lower(): (kind, canonical)
        for kind, canonical, accepted in rows
        for spelling in (canonical, *accepted.split(";"))
        if spelling.strip()
    }


def _only_at_starts(text: str, found: Sequence[Name]) -> set[str]:
    """The capitalised words, without figures or further capitals, that only begin sentences: they may be any word."""
    doubtful = [name for name in found if name.canonical is None and " " not in name.text and name.text[1:].islower()]
    inside = {name.text for name in doubtful if not _starts_sentence(text, name.start)}
    return (
        {name.text for name in doubtful} - inside - {name.text.rpartition(" ")[2] for name in found if " " in name.text}
    )


def _starts_sentence(text: str, start: int) -> bool:
    before = text[max(0, start - 8) : start]
    if before[-1:] == " " and before[-2:-1].isalnum():  # as nearly always: no need to look closer
        return False
    return _SENTENCE_START.search(before) is not None
