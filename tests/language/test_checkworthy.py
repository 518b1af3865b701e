"""Sentences that state checkable facts of public matters score above small talk."""

import pytest

from pipelines.language.checkworthy import checkworthy
from pipelines.lexicon import lexicon

FACT = "The deficit rose by 12 percent last year, according to the ministry of finance."


@pytest.mark.parametrize(
    "other", ["Thank you very much, ladies and gentlemen.", "I think we should all be proud.", "Why?"]
)
def test_a_fact_scores_above_courtesy_opinion_and_question(other: str) -> None:
    """The order of scores is what the reader of a list sees."""
    table = lexicon().weights
    assert checkworthy(FACT, table).score > 0.5 > checkworthy(other, table).score


def test_the_reasons_are_the_features_that_speak_for_it() -> None:
    """A score that cannot be explained is not used."""
    assert {"number", "change", "percent"} <= set(checkworthy(FACT, lexicon().weights).reasons)


def test_at_most_sixty_features_and_each_has_a_name() -> None:
    """What nobody can look through explains nothing."""
    names = set(lexicon().weights.of)
    assert len(names) <= 60
    assert all(name.replace("_", "").isalpha() for name in names)
