"""What people decided about the news, as decisions.toml says it: waivers, true dates, names and words of their own."""

from datetime import date
from typing import NamedTuple


class Waiver(NamedTuple):
    """Findings that need not be put right until a day is over. `subject` None is every one of the rule in the article.

    `version` None means the version of the article that it is first applied to. `where` is the place to blame.
    """

    rule: str
    article: str
    why: str
    until: date
    subject: str | None = None
    by: str | None = None
    version: str | None = None
    where: str = ""


class TrueDate(NamedTuple):
    """The day on which an article was published."""

    article: str
    day: date
    why: str
    by: str | None = None
    where: str = ""


class OwnName(NamedTuple):
    """A name as it is right, other right forms of it, and wrong ones."""

    canonical: str
    accepted: tuple[str, ...] = ()
    misnomer: tuple[str, ...] = ()
    why: str | None = None
    where: str = ""


class OwnWord(NamedTuple):
    """A word, or a few in a row, that is no slip."""

    word: str
    why: str | None = None
    where: str = ""


class Decisions(NamedTuple):
    """All of them, in the order of the file."""

    waiver: tuple[Waiver, ...] = ()
    date: tuple[TrueDate, ...] = ()
    name: tuple[OwnName, ...] = ()
    word: tuple[OwnWord, ...] = ()
