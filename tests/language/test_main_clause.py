"""Who does what in a statement, and which way something goes; nobody is named where the words leave it open."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.lexemes import lexemes
from pipelines.language.main_clause import MainClause, main_clause
from pipelines.language.statements import places_of
from pipelines.language.verbs import verbs
from pipelines.lexicon import lexicon


def clause(text: str) -> MainClause:
    known, words = lexicon().clauses, lexemes(text)
    places = places_of(text, words, lexicon().statements).telling
    return main_clause(text, words, places, 0, len(text), known)


@pytest.mark.parametrize(
    ("text", "actor", "action"),
    [
        ("The council closed the old bridge.", "The council", "close"),
        ("The U.S. has certainly not cut off exports", "The U.S.", "cut"),
        ("the city will not punish its tenants", "the city", "punish"),
        ("the bridge is safe", "the bridge", "be"),
        ("We're building a new one", "We", "build"),
        ("On Thursday, the mayor signed the order", "the mayor", "sign"),
        ("Anna Weber, the mayor, opened the bridge", "Anna Weber", "open"),
        ("The bill unveiled on Thursday included cuts", "The bill unveiled on Thursday", "include"),
        ("whether they would pay", "they", "pay"),
        ("the company said it lost money", "the company", "say"),
        ("LINDAU (Agency) - The council met again", "The council", "meet"),
        ("LINDAU -- The council met again", "The council", "meet"),
    ],
)
def test_actor_and_action_are_told(text: str, actor: str, action: str) -> None:
    """The verb in its plain form, so that claims can be counted by it."""
    found = clause(text)
    assert (found.actor, found.action) == (actor, action)
    assert found.actor_start is not None
    assert text[found.actor_start :].startswith(actor)


@pytest.mark.parametrize(
    "text",
    [
        "the planned cut of the tax",
        "to halt the export of masks",
        "“humanitarian implications”",
        "While the mayor slept",
    ],
)
def test_no_actor_is_made_up(text: str) -> None:
    """A noun, an infinitive, a clause that hangs on another: nobody acts there."""
    assert clause(text).actor is None


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("unemployment rose to 9 percent in May", "up"),
        ("unemployment fell to 4 percent in May", "down"),
        ("exports rose while imports fell", None),
        ("unemployment stayed at 4 percent", None),
        ("The U.S. cut off exports", None),
    ],
)
def test_a_direction_is_told_where_all_words_go_one_way(text: str, direction: str | None) -> None:
    """Rose and fell together go nowhere."""
    assert clause(text).direction == direction


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("stopped", "stop"), ("making", "make"), ("carries", "carry"), ("carried", "carry"), ("cancelled", "cancel"),
        ("canceled", "cancel"), ("died", "die"), ("dying", "die"), ("fallen", "fall"), ("passes", "pass"),
    ],
)  # fmt: skip
def test_a_form_has_its_lemma(form: str, lemma: str) -> None:
    """Regular forms are made by rule, of British and American spelling; the others stand in the table."""
    assert lexicon().clauses.verbs[form].lemma == lemma


def test_the_first_of_two_verbs_with_one_form_has_it() -> None:
    """ "Found" is of find where find stands first."""
    known = verbs([("find", "found", "found"), ("found", "", "")])
    assert (known["found"].lemma, known["founded"].lemma) == ("find", "found")


@given(
    st.lists(st.sampled_from(["the ", "is ", "cut", " to ", ", ", "'s", "while ", "mayor ", "“", ". "]), max_size=40)
)
def test_any_words_are_read_or_left(parts: list[str]) -> None:
    """An actor is always the text's own words."""
    text = "".join(parts)
    found = clause(text)
    if found.actor is not None and found.actor_start is not None:
        assert text[found.actor_start :].startswith(found.actor)
