"""Names are found as written, and one person is one name within an article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.names import Name, names, terms_table

KNOWN = terms_table([("law", "Defense Production Act", "DPA"), ("place", "United States", "U.S.;US")])


def found(text: str) -> dict[str, Name]:
    return {name.text: name for name in names(text, KNOWN)}


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Clean Harbours Act", "law"),
        ("Department of Health and Human Services", "body"),
        ("Centers for Disease Control and Prevention", "body"),
        ("President Maria Lopez", "person"),
        ("Lopez Inc.", "body"),
    ],
)
def test_words_of_a_name_tell_its_kind(name: str, kind: str) -> None:
    """Laws and bodies carry their kind in a word, people in a title."""
    assert found(f"They said that {name} was named.")[name].kind == kind


def test_a_known_spelling_has_its_canonical_name() -> None:
    """An acronym is the law that it stands for."""
    assert found("Under the DPA the plant went on.")["DPA"].canonical == "Defense Production Act"


def test_a_surname_is_the_person_whose_full_name_the_article_gives() -> None:
    """Articles name a person whole once."""
    assert found("Mayor Maria Lopez won. In the end Lopez thanked all.")["Lopez"].canonical == "Maria Lopez"


def test_a_surname_of_two_people_is_nobodys() -> None:
    """A wrong name is worse than none."""
    text = "Mayor Maria Lopez met Governor Juan Lopez. In the end Lopez won."
    assert found(text)["Lopez"].canonical is None


def test_a_word_that_only_begins_a_sentence_is_no_name() -> None:
    """Every sentence begins with a capital."""
    assert "Ceasing" not in found("It ended. Ceasing exports was wrong.")


@given(st.text(alphabet="AbC.’'s- \nofand", max_size=200))
def test_a_name_is_always_what_the_text_says_there(text: str) -> None:
    """Spans are evidence: they must show the name."""
    assert all(text[name.start : name.end_] == name.text for name in names(text, KNOWN))
