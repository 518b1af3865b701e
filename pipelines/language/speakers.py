"""A speaker as written -> his full name within the article, where that is sure. Pure; linear in the names at hand."""

from collections.abc import Sequence

from pipelines.language.listed import listed
from pipelines.language.names import Name, without_titles

_NOT_HIM = listed("for of to by with at from")
_PRONOUNS = frozenset(("he", "she"))
_OTHER_PRONOUNS = listed("they it we i you who which that")


def resolved(text: str, start: int, end: int, names: Sequence[Name]) -> str | None:
    """The full name of the person, or the name of the body, that text[start:end] calls by name.

    `names` are the names that lie within the span. A person named only in passing ("Trump's lawyer", "a Trump
    official", "a spokesman for Trump") is not the speaker.
    """
    for name in names:
        before = text[start : name.start].lower().split()
        heads = name.end_ == end or text[name.end_ : name.end_ + 1] in (",", "(")
        if not heads or not _NOT_HIM.isdisjoint(before):
            continue
        if name.kind == "person":
            return name.canonical or without_titles(name.text)
        if name.end_ == end and (name.start == start or text[start : name.start].lower() == "the "):
            return name.canonical or name.text
    return None


def referent(text: str, start: int, end: int, earlier: Sequence[Name]) -> tuple[str | None, str | None]:
    """Whom "he" or "she" means: the one person that `earlier` (names of this paragraph and the one before) holds.

    Else nobody, and why: it is a `pronoun` of which nobody is sure, or the speaker is `unnamed` (an office, officials).
    """
    said = text[start:end].lower()
    if said not in _PRONOUNS:
        return None, "pronoun" if said in _OTHER_PRONOUNS else "unnamed"
    people = {
        name.canonical or without_titles(name.text) for name in earlier if name.kind == "person" and name.end_ <= start
    }
    return (next(iter(people)), None) if len(people) == 1 else (None, "pronoun")
