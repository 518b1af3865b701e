"""Rows of the cue table -> the words that report speech and thought, by form."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple


class Cue(NamedTuple):
    """How a word of reporting may be used.

    `say`: with a clause, "that" or a quotation; `that`: with "that" or a quotation; `quote`: only beside a quotation;
    `thing`: with a thing ("criticized the plan"); `infinitive`: with "to" and a verb; `noun`: "the claim that".
    """

    lemma: str
    kinds: frozenset[str]

    @property
    def speaks(self) -> bool:
        """Whether it takes a quotation."""
        return not self.kinds.isdisjoint(("say", "that", "quote"))


def cues(rows: Iterable[tuple[str, str, str]]) -> dict[str, Cue]:
    """(lemma, kind, forms joined by ;) -> form -> cue. A form of two lemmas has the kinds of both."""
    found: dict[str, Cue] = {}
    for lemma, kind, forms in rows:
        for form in forms.split(";"):
            known = found.get(form)
            found[form] = Cue(known.lemma if known else lemma, (known.kinds if known else frozenset()) | {kind})
    return found


def demonyms(rows: Iterable[tuple[str, str]]) -> Mapping[str, str]:
    """(place, demonyms joined by ;) -> demonym -> place."""
    return {word: place for place, words in rows for word in words.split(";")}
