"""What a sentence says hangs on nothing around it, so a sentence that was read before says the same again."""

from hypothesis import given
from hypothesis import strategies as st

from pipelines.language.claims import Lexicon, told
from pipelines.language.statements import LONGEST, SENTENCES, Statements
from pipelines.lexicon import lexicon

_SENTENCES = [
    "“It is safe,” the mayor said.",
    "Weber said that more than 40 people will not return in 2021.",
    "Prices rose 3 percent to $1.5 million on Monday.",
    "Off the coast, about 12 ships waited.",
    "She told reporters: “We lost 36.",
    "Nobody knows why 180 million masks were sold.”",
    "May opened the bridge at 8 p.m.",
    "According to the ministry, twenty-one of 45 schools closed",
    "“Why?” Anna Weber asked.",
]
# A few sentences in any order and with anything between them stand in very many texts.
_TEXTS = st.lists(st.sampled_from([f"{one}{end}" for one in _SENTENCES for end in (" ", "\n\n", "  ")]), max_size=8)


def unread() -> Lexicon:
    """The tables of the rules, with no sentence read."""
    known = lexicon()
    return known._replace(statements=Statements(known.terms, known.weights, known.clauses))


@given(st.lists(_TEXTS.map("".join), min_size=1, max_size=4))
def test_a_text_tells_the_same_whatever_was_read_before(texts: list[str]) -> None:
    """The copies of a report stand beside other sentences, and are read in any order by any worker."""
    known = unread()
    assert [told(text, known) for text in texts] == [told(text, unread()) for text in texts]


def test_the_next_sentence_is_no_part_of_what_one_says() -> None:
    """What goes off goes neither up nor down; but here the word belongs to the ships."""
    first, _ = told("The mayor said: “Prices in the city rose. Off the coast ships waited.”", unread()).claims
    assert (first.content, first.direction) == ("Prices in the city rose.", "up")


def test_a_sentence_without_end_is_not_kept() -> None:
    """A file of a million words without a full stop is no sentence that anybody copies, and would fill the memory."""
    known = unread()
    told("The mayor said it is safe. And so on" + " and so on" * LONGEST, known)
    assert list(known.statements.found) == ["The mayor said it is safe."]


def test_so_many_sentences_are_kept_and_no_more() -> None:
    """The memory of a worker does not grow with its input."""
    known = unread()
    told(" ".join(f"Number {number} is safe." for number in range(SENTENCES + 100)), known)
    assert len(known.statements.found) == 100
