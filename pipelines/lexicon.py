"""schemas/terms -> the tables of words that the readers of claims and names look up. Read once a process."""

import csv
from functools import cache

from pipelines.language.checkworthy import Weights, weights
from pipelines.language.claims import Lexicon
from pipelines.language.cues import cues, demonyms
from pipelines.language.main_clause import Clauses, clauses
from pipelines.language.names import terms_table
from pipelines.language.statements import Statements
from pipelines.language.terms import Terms
from pipelines.language.verbs import verbs
from pipelines.resources import folder


@cache
def lexicon() -> Lexicon:
    """All tables."""
    places = demonyms((row["place"], row["demonyms"]) for row in _rows("demonyms"))
    known = {place: ("place", place.title()) for place in places.values()}
    known |= terms_table(("place", row["place"], row["accepted"]) for row in _rows("places"))
    known |= terms_table((row["kind"], row["canonical"], row["accepted"]) for row in _rows("names"))
    reporting = cues((row["lemma"], row["kind"], row["forms"]) for row in _rows("cues"))
    return Lexicon(reporting, known, Statements(Terms(places), checkworthy_weights(), _clauses()))


# Places that have demonyms and are no countries: one of them lies in another.
_AREAS = frozenset(("Africa", "America", "Asia", "Europe", "Palestine", "Britain", "England", "Scotland", "Wales"))


@cache
def place_levels() -> dict[str, str]:
    """Place -> country, state, city or area (what overlaps others)."""
    countries = {row["place"].title(): "country" for row in _rows("demonyms")}
    named = {row["place"]: row["level"] for row in _rows("places")}
    return countries | named | dict.fromkeys(_AREAS, "area")


def _clauses() -> Clauses:
    """The verbs, those of speech among them, and the words that go up or down."""
    known = [(row["lemma"], row["past"], row["participle"]) for row in _rows("verbs")]
    lemmas = {lemma for lemma, _, _ in known}
    known += [(row["lemma"], "", "") for row in _rows("cues") if row["kind"] != "noun" and row["lemma"] not in lemmas]
    return clauses(
        verbs(known), {word: row["direction"] for row in _rows("directions") for word in row["words"].split(";")}
    )


@cache
def checkworthy_weights() -> Weights:
    """The features of check-worthy sentences and their weights."""
    return weights((row["feature"], row["weight"], row["words"]) for row in _rows("checkworthy"))


@cache
def stop_words() -> dict[str, frozenset[str]]:
    """Language (ISO 639-1) -> its commonest words."""
    return {row["language"]: frozenset(row["words"].split(" ")) for row in _rows("stop_words")}


def _rows(table: str) -> list[dict[str, str]]:
    path = folder("schemas") / "terms" / f"{table}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
