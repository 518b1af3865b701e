"""Stories by names: few texts of a week share several, and so they tell of one event."""

from itertools import pairwise

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store import name_ties
from tests.landed import article
from tests.store.test_links import ties

STORM = [
    "Inspectors said the Lowmoor Commission was told of rust in April by Ines Duarte, who works for the Kestrel Trust.",
    "Rust ate nine posts, and the Kestrel Trust wrote to the Lowmoor Commission. Ines Duarte signed it.",
    "Nobody at the Lowmoor Commission answered when Ines Duarte called. Her firm, the Kestrel Trust, built it.",
]
FEW = [
    article(STORM[0], guid="first", declared_text="2020-03-02"),
    article(STORM[1], guid="days", declared_text="2020-03-07"),
    article(STORM[2], guid="weeks", declared_text="2020-03-30"),
]
MANY = [
    article(f"Day {n}: Ines Duarte met people of the Kestrel Trust.", guid=f"m{n}", declared_text=f"2020-03-0{n + 3}")
    for n in range(5)
]
COPY = article(STORM[1] + " It was dated a day late.", guid="copy", declared_text="2020-03-08")
UNDATED = article(STORM[2].replace("answered", "spoke"), guid="undated")
POOL = [*FEW, *MANY, COPY, UNDATED]
REFERENCE: dict[int, list[tuple[str, ...]]] = {}


def tied(*articles: Article) -> set[tuple[str, str]]:
    """Pairs of GUIDs that names tie."""
    return {(row[0], row[1]) for row in ties([list(articles)]) if row[2] == "shares_names"}


def test_texts_of_a_week_that_share_rare_names_are_one_story() -> None:
    """They share no words in a row; the same people weeks later are another event."""
    assert tied(*FEW) == {("first", "days")}


def test_an_undated_text_is_tied_by_names_that_few_texts_have_at_all() -> None:
    """Nobody knows of which week it is."""
    assert tied(*FEW[:2], UNDATED) == {("first", "days"), ("first", "undated"), ("days", "undated")}


def test_names_that_many_have_tie_nobody() -> None:
    """Whoever is in the news every day is no event."""
    assert tied(*FEW[:2], *MANY) == set()


def test_copies_count_once_and_are_tied_by_one_of_them() -> None:
    """Forty copies of a report do not make its names common."""
    copies = [COPY._replace(guid=f"c{n}", guid_key=f"key{n}") for n in range(4)]
    assert len(tied(*FEW[:2], *copies)) == 1


@settings(max_examples=5, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.permutations(range(len(POOL))), st.lists(st.integers(0, len(POOL)), min_size=1, max_size=3))
@pytest.mark.parametrize("rare", [2, 4])
def test_the_order_of_arrival_does_not_show(rare: int, order: list[int], cuts: list[int]) -> None:
    """A name is rare at first and common later; and ties that it made are taken back."""
    edges = [0, *sorted(cuts), len(order)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(name_ties, "_POLICIES", {"days": 7, "rare": rare})
        whole = REFERENCE.setdefault(rare, ties([POOL]))
        assert ties([[POOL[n] for n in order[a:b]] for a, b in pairwise(edges)]) == whole
