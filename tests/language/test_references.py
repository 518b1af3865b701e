"""Pronouns of claims: whom they mean where that is sure, and which of them are left."""

import pytest

from pipelines.language.claims import told
from pipelines.lexicon import lexicon


def meant(text: str) -> list[tuple[str, str | None]]:
    return [(one.text, one.means) for one in told(text, lexicon()).pronouns]


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Mayor Anna Weber opened it. “I will stay,” Weber said.", "I", "Anna Weber"),
        ("“My town has paid for the bridge,” said Anna Weber.", "My", "Anna Weber"),
        ("Mayor Anna Weber opened it. Weber said she had paid for it.", "she", "Anna Weber"),
        ("The Harbour Board opened it. “We paid for it,” the Harbour Board said.", "We", "Harbour Board"),
        ("The Harbour Board said it would pay for the bridge.", "it", "Harbour Board"),
        ("Anna Weber, the mayor, resigned.\n\nOfficials said she had spent 40 million euros.", "she", "Anna Weber"),
    ],
)
def test_a_pronoun_means_the_one_whom_it_can_only_mean(text: str, pronoun: str, name: str) -> None:
    """The speaker by his own "I", a body by its "we", "she" where one person is named."""
    assert (pronoun, name) in meant(text)


@pytest.mark.parametrize(
    ("text", "pronoun"),
    [
        ("“We will stay,” said Anna Weber.", "We"),
        ("Mayor Anna Weber met Governor Ruth Klein. Officials said she had lied.", "she"),
        ("Officials said they had paid.", "they"),
        ("“That is not true,” the mayor said.", "That"),
        ("“You know the bridge,” said Anna Weber.", "You"),
        ("Mayor Anna Weber left. Prescott said he had paid 40 million euros.", "he"),
    ],
)
def test_a_pronoun_of_which_nobody_is_sure_is_left(text: str, pronoun: str) -> None:
    """Two women, a group that the speaker belongs to, a speaker who may be another: nobody is named."""
    assert (pronoun, None) in meant(text)


@pytest.mark.parametrize(
    "text",
    [
        "Officials said Anna Weber had sold her house.",
        "Officials said the bridge had lost its colour.",
        "Officials said it was time to build a bridge.",
        "Officials said this week the bridge would open.",
    ],
)
def test_what_can_be_read_with_its_own_claim_is_no_pronoun_that_hangs(text: str) -> None:
    """The name or noun stands before it, or it stands for nothing."""
    assert meant(text) == []


def test_pronouns_of_a_shouted_text_are_its_own_words() -> None:
    """It is read as if written small."""
    text = "MAYOR ANNA WEBER OPENED THE BRIDGE. OFFICIALS SAID SHE HAD PAID 40 MILLION EUROS."
    assert [text[one.start : one.end_] == one.text for one in told(text, lexicon()).pronouns] == [True]
