"""Rules that need the words of other texts: witnesses are independent texts, not articles."""

from collections.abc import Sequence

import pytest

from pipelines.quality.decided import accept
from pipelines.quality.offenders import find_offenders
from pipelines.quality.rules import Rule, read_preludes, read_rules
from pipelines.quality.workspace import workspace
from pipelines.resources import folder
from tests.shelf import Store

INVOKED = "The {} was invoked on Friday, the mayor said."


def misnamed(store: Store, *names: str, **columns: object) -> list[tuple[str, str | None, str | None]]:
    for number, name in enumerate(names):
        store.add(f"a{number}", INVOKED.format(name), **columns)
    return [(one.article_id, one.evidence, one.suggestion) for one in store.findings("misnamed_entity")]


def misspelt(store: Store, *texts: str, **columns: object) -> list[tuple[str | None, str | None]]:
    for number, text in enumerate(texts):
        store.add(f"a{number}", text, **columns)
    return [(one.evidence, one.suggestion) for one in store.findings("misspelt_word")]


def test_a_name_one_inner_word_off_a_well_known_one_is_found(store: Store) -> None:
    """Three texts of the story agree on it, and one stands alone."""
    found = misnamed(store, *["Coastal Harbour Act"] * 3, "Coastal Harvest Act")
    assert found == [("a3", "Coastal Harvest Act", "Coastal Harbour Act")]


@pytest.mark.parametrize(
    "name", ["Coastal Harbour Agency", "Inland Harbour Act", "Coastal Harbour Relief Act", "Coastal Harbours Act"]
)
def test_a_name_that_differs_otherwise_is_another(store: Store, name: str) -> None:
    """The first and the last word tell true names apart, and an s is a matter of style."""
    assert misnamed(store, *["Coastal Harbour Act"] * 3, name) == []


def test_two_independent_texts_are_too_few_to_know_a_name(store: Store) -> None:
    """Two texts may have a slip in common, or be about something that few write of."""
    assert misnamed(store, *["Coastal Harbour Act"] * 2, "Coastal Harvest Act") == []


def test_copies_do_not_outvote_a_name(store: Store) -> None:
    """Forty copies of one text are one witness."""
    misnamed(store, *["Coastal Harbour Act"] * 4, copy_of="a0")
    store.add("b", INVOKED.format("Coastal Harvest Act"))
    assert store.findings("misnamed_entity") == []


def test_a_name_of_another_story_is_another_name(store: Store) -> None:
    """Federal commissions differ in one inner word, and are all true."""
    misnamed(store, *["Coastal Harbour Act"] * 3)
    store.add("b", INVOKED.format("Coastal Harvest Act"), story_id="other")
    assert store.findings("misnamed_entity") == []


def test_a_known_misnomer_needs_no_witness(store: Store) -> None:
    """The reviewed table finds it in the only article of a store, and says where."""
    store.add("a", "It falls under the Foreign Agent Registration Act, he said.")
    finding = store.findings("misnamed_entity")[0]
    assert (finding.suggestion, finding.span_start, finding.span_end) == ("Foreign Agents Registration Act", 19, 49)


@pytest.mark.parametrize("name", ["Foreign Agents Registration Act", "Children’s Online Privacy Protection Act"])
def test_a_true_name_passes(store: Store, name: str) -> None:
    """With either apostrophe."""
    assert misnamed(store, name) == []


# A letter missing, extra, changed, swapped.
@pytest.mark.parametrize("wrong", ["govenment", "goverrnment", "govermment", "govenrment"])
def test_a_word_one_letter_off_is_found(store: Store, wrong: str) -> None:
    """Two texts have it right, one has it wrong."""
    found = misspelt(store, "The government met.", "A government fell.", f"The {wrong} met.")
    assert found == [(wrong, "government")]


def test_the_suggestion_is_written_as_the_word_is(store: Store) -> None:
    """Who copies it must not lose a capital; a plural is a witness as well as a singular."""
    found = misspelt(store, "Two governments met.", "The government fell.", "Govenment talks")
    assert found == [("Govenment", "Government")]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param(("The government met.", "The govenment fell."), id="one witness is none"),
        pytest.param(("A government.", "The government.", "The govenment.", "A govenment."), id="two texts have it so"),
        pytest.param(("An investor met.", "The investor.", "An inventor met the investor."), id="a word of its own"),
        pytest.param(("They recognised it.", "It was recognised.", "They recognized it."), id="another spelling"),
        pytest.param(("Menendez spoke.", "Mr Menendez left.", "Ms Melendez met Menendez."), id="names are no words"),
        pytest.param(("The relation.", "A relation.", "The reletoin."), id="two letters off"),
    ],
)
def test_a_near_word_is_no_misspelling(store: Store, texts: tuple[str, ...]) -> None:
    """True words have neighbours."""
    assert misspelt(store, *texts) == []


def test_a_word_of_other_stories_is_no_witness(store: Store) -> None:
    """A rare word is likelier than a slip where the text speaks of nothing like it."""
    misspelt(store, "The government met.", "A government fell.")
    store.add("b", "The govenment met.", story_id="other")
    assert store.findings("misspelt_word") == []


def test_copies_are_one_witness_of_a_word(store: Store) -> None:
    """A word that one text has, printed twice, is not known."""
    misspelt(store, "The government met.", "The government met.", copy_of="a0")
    store.add("b", "The govenment met.")
    assert store.findings("misspelt_word") == []


def test_each_copy_of_a_misspelt_text_is_told(store: Store) -> None:
    """The wrong word stands in one text, though in two articles."""
    misspelt(store, "The government met.", "A government fell.", "The govenment met.")
    store.add("b", "The govenment met.", copy_of="a2")
    assert [one.article_id for one in store.findings("misspelt_word")] == ["a2", "b"]


def test_a_letter_lost_in_a_name_is_found_in_any_story(store: Store) -> None:
    """The word stands in no other name, and its neighbour is the same."""
    for number in range(3):
        store.add(f"a{number}", "The mayor met Anna Lindqvist on Friday.", story_id=f"s{number}")
    store.add("b", "The mayor met Anna Lindqist on Friday.", story_id="other")
    found = [(one.article_id, one.evidence, one.suggestion) for one in store.findings("misnamed_entity")]
    assert found == [("b", "Anna Lindqist", "Anna Lindqvist")]


@pytest.mark.parametrize(
    ("right", "wrong"), [("Anna Lindman", "Anna Lindmann"), ("Lake-Alpine Safety", "Lake-Alpene Safety")]
)
def test_a_doubled_letter_and_a_slip_behind_a_hyphen_are_found(store: Store, right: str, wrong: str) -> None:
    """A doubled last letter is no ending, and a name may hang on a hyphen."""
    for number in range(3):
        store.add(f"a{number}", f"The mayor met {right} on Friday.", story_id=f"s{number}")
    store.add("b", f"The mayor met {wrong} on Friday.", story_id="other")
    assert [(one.evidence, one.suggestion) for one in store.findings("misnamed_entity")] == [(wrong, right)]


@pytest.mark.parametrize(("usual", "odd"), [("N95 Mask Council", "N-95 Mask Council"), ("N95 masks", "N-95 masks")])
def test_a_house_style_is_no_wrong_name(store: Store, usual: str, odd: str) -> None:
    """A hyphen in a code is nobody's error."""
    for number in range(3):
        store.add(f"a{number}", f"They met the {usual} on Friday.", story_id="story")
    store.add("b", f"They met the {odd} on Friday.", story_id="story")
    assert store.findings("misnamed_entity") + store.findings("misspelt_word") == []


@pytest.mark.parametrize("other", ["Anna Lindqvists", "Senator Lindqist", "Maria Lindberg"])
def test_another_form_or_another_person_is_no_slip(store: Store, other: str) -> None:
    """A plural, a name beside a title that few have, another surname."""
    for number in range(3):
        store.add(f"a{number}", "The mayor met Anna Lindqvist on Friday.", story_id=f"s{number}")
    store.add("b", f"The mayor met {other} on Friday.", story_id="other")
    assert store.findings("misnamed_entity") == []


def test_a_word_near_in_sense_is_found_in_the_name_of_a_body(store: Store) -> None:
    """Nobody else writes of a Harbour Safety Office where three write of a Harbour Security Office."""
    for number in range(3):
        store.add(f"a{number}", INVOKED.format("Harbour Security Office"), story_id=f"s{number}")
    store.add("b", INVOKED.format("Harbour Safety Office"), story_id="other")
    found = [(one.article_id, one.suggestion) for one in store.findings("misnamed_entity")]
    assert found == [("b", "Harbour Security Office")]


def test_a_name_that_the_terms_know_is_true(store: Store) -> None:
    """However well known its neighbour is."""
    for number in range(3):
        store.add(f"a{number}", "The House of Representatives met.", story_id=f"s{number}")
    store.add("b", "The House of Delegates met.", story_id="other")
    assert store.findings("misnamed_entity") == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("They met in York Minster on Friday.", []),
        ("They met in York Minster, and Prime Minster Tan left.", ["Prime Minster"]),
        ("PRIME MINSTER TAN LEFT YORK MINSTER.", ["PRIME MINSTER"]),
    ],
)
def test_a_slip_beside_an_accepted_name_stays(store: Store, text: str, told: list[str]) -> None:
    """York Minster is a church; a prime minster in the same text is nobody all the same."""
    for number in range(2):
        store.add(f"a{number}", f"The minister of text {number} spoke, as ministers do.")
    store.add("b", f"The minister saw it. {text}")
    store.put("own_terms", written="York Minster")
    files = folder("expectations")
    with workspace(store.con, folder("schemas") / "terms", "r1"):
        find_offenders(
            store.con, read_preludes(files), [one for one in read_rules(files) if one.name == "misspelt_word"]
        )
        accept(store.con)
        places = """
            SELECT text[:span_end], text[span_start + 1:span_end] = evidence
            FROM checking.findings JOIN articles USING (article_id)
        """
        rows = store.con.execute(places).fetchall()
    assert [(before.endswith(words), right) for (before, right), words in zip(rows, told, strict=True)] == [
        (True, True) for _ in told
    ]


NAMES = (
    "The Coastal Harbour Act was passed, the government said.",
    "Anna Lindqvist spoke of the Coastal Harbour Act and of the government.",
    "The government of Anna Lindqvist passed the Coastal Harbour Act.",
    "Anna Lindqist of the govenment spoke of the Coastal Harvest Act.",
)


def findings_of(store: Store, rules: Sequence[Rule], *, whole: bool) -> set[tuple[object, ...]]:
    with workspace(store.con, folder("schemas") / "terms", "r1", whole=whole):
        assert find_offenders(store.con, read_preludes(folder("expectations")), rules, whole=whole) == {}
        return set(store.con.execute("FROM checking.findings").fetchall())


@pytest.mark.parametrize("copy_of", [None, "a3"])
def test_articles_checked_by_themselves_have_the_findings_of_the_whole(store: Store, copy_of: str | None) -> None:
    """A stream checks what it touched: of the others it reads only what bears on that, which must leave nothing out."""
    for number, text in enumerate(NAMES):
        store.add(f"a{number}", text)
    store.add("b", NAMES[3], copy_of=copy_of)
    rules = [one for one in read_rules(folder("expectations")) if one.name in ("misnamed_entity", "misspelt_word")]
    whole = findings_of(store, rules, whole=True)
    assert {finding[1] for finding in whole} == ({"a3", "b"} if copy_of else set())
    for touched in ("a0", "a3", "b"):
        store.con.execute("DELETE FROM pending WHERE step = 'check'")
        store.put("pending", article_id=touched, step="check")
        of_one = {finding for finding in whole if finding[1] == touched}
        assert findings_of(store, rules, whole=False) == of_one
