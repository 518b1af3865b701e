"""Rules that need the words of other texts: witnesses are independent texts, not articles."""

import pytest

from tests.shelf import Store

RIGHT = "The {} was invoked on Friday, the mayor said."


def names(store: Store, *written: str, **columns: object) -> list[tuple[str, str | None, str | None]]:
    for number, name in enumerate(written):
        store.add(f"a{number}", RIGHT.format(name), **columns)
    return [(one.article_id, one.evidence, one.suggestion) for one in store.findings("misnamed_entity")]


def test_an_inner_word_that_differs_is_found(store: Store) -> None:
    """The first and the last word may tell two true names apart; an inner one rarely does within a story."""
    found = names(store: Store, *["Coastal Harbour Act"] * 3, "Coastal Harbor Relief Act", "Coastal Harvest Act")
    assert found == [("a4", "Coastal Harvest Act", "Coastal Harbour Act")]


def test_copies_do_not_outvote_a_name(store: Store) -> None:
    """Forty copies of one text are one witness."""
    assert names(store: Store, *["Coastal Harbour Act"] * 4, copy_of="a0") == []
    store.add("b", RIGHT.format("Coastal Harvest Act"))
    assert store.findings("misnamed_entity") == []


def test_a_name_of_another_story_is_another_name(store: Store) -> None:
    """Federal commissions differ in one inner word, and are all true."""
    assert names(store: Store, *["Coastal Harbour Act"] * 3) == []
    store.add("b", RIGHT.format("Coastal Harvest Act"), story_id="other")
    assert store.findings("misnamed_entity") == []


def test_a_known_misnomer_needs_no_witness(store: Store) -> None:
    """The reviewed table finds it in the only article of a store, and says where."""
    store.add("a", "It falls under the Foreign Agent Registration Act, he said.")
    finding = store.findings("misnamed_entity")[0]
    assert (finding.suggestion, finding.span_start, finding.span_end) == ("Foreign Agents Registration Act", 19, 49)


def test_the_true_name_passes(store: Store) -> None:
    """Also beside its kin, and with either apostrophe."""
    store.add("a", "The Foreign Agents Registration Act and the Children’s Online Privacy Protection Act hold, he said.")
    assert store.findings("misnamed_entity") == []


def words(store: Store, *texts: str, **columns: object) -> list[tuple[str | None, str | None]]:
    for number, text in enumerate(texts):
        store.add(f"a{number}", text, **columns)
    return [(one.evidence, one.suggestion) for one in store.findings("misspelt_word")]


@pytest.mark.parametrize(
    ("wrong", "suggestion"),
    [("govenment", "government"), ("goverrnment", "government"), ("govermment", "government"), ("govenrment", "government")],
)  # a letter missing, extra, changed, swapped
def test_a_word_one_letter_off_is_found(store: Store, wrong: str, suggestion: str) -> None:
    """Two texts have it right, one has it wrong."""
    assert words(store: Store, "The government met.", "A government fell.", f"The {wrong} met.") == [(wrong, suggestion)]


def test_the_suggestion_is_written_as_the_word_is(store: Store) -> None:
    """Who copies it must not lose a capital; a plural is a witness as well as a singular."""
    assert words(store: Store, "Two governments met.", "The government fell.", "Govenment talks") == [("Govenment", "Government")]


@pytest.mark.parametrize(
    "texts",
    [
        ("The government met.", "The govenment fell."),  # one witness is none
        ("The government met.", "The government fell.", "The govenment met.", "A govenment fell."),  # two have it so
        ("The governments met.", "The government fell.", "Our government"),
        ("An investor met investors.", "The investor fell.", "An inventor met the investor."),  # a word of its own
        ("They recognised it.", "It was recognised.", "They recognized it."),  # British and American
        ("Menendez spoke.", "Mr Menendez left.", "Ms Melendez met Menendez."),  # names are no words
    ],
)
def test_a_near_word_is_no_misspelling(store: Store, texts: tuple[str, ...]) -> None:
    """True words have neighbours."""
    assert words(store: Store, *texts) == []


def test_copies_are_one_witness_of_a_word(store: Store) -> None:
    """A word that one text has, printed twice, is not known."""
    assert words(store: Store, "The government met.", "The government met.", "The govenment met.", copy_of="a0") == []
