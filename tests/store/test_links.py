"""Links in the store: what ties whom, whatever the order and however many share a passage."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store import index, links
from pipelines.store.derive import derive
from pipelines.store.load import load_landed
from pipelines.store.writer import writer
from tests.landed import NOW, article, landed
from tests.language.test_copies import CORRECTED, FIRST, MATCH, NEXT, OTHER_COMPANY

SAID = 'The minister said "we will keep the bridge open for everyone who has to cross the river this winter" and left. '
PLACES = ("harbour", "station", "market", "hospital", "museum", "library", "stadium")
TEXTS = [
    *(FIRST, NEXT, CORRECTED, OTHER_COMPANY, FIRST.split(" Operating")[0] + ".", MATCH.format(name="Tom Okafor")),
    FIRST.upper(),
    # A quote in articles that have no other word in common.
    *(SAID + " ".join(f"{place}{n}" for n in range(40)) for place in PLACES),
]
POOL = [article(text, guid=f"g{n}") for n, text in enumerate(TEXTS)]
REFERENCE: dict[str, list[tuple[str, ...]]] = {}


def ties(batches: Sequence[Sequence[Article]]) -> list[tuple[str, ...]]:
    """Links, stories and copy groups after these batches."""
    with TemporaryDirectory() as folder, writer(Path(folder), now=NOW) as con:
        for minutes, batch in enumerate(batch for batch in batches if batch):
            landed(Path(folder), batch, minutes=minutes)
            load_landed(con, Path(folder), now=NOW)
            derive(con, f"run-{minutes}")
        query = """
            SELECT x.guid, y.guid, kind, words FROM article_links
            JOIN articles x ON x.article_id = a_id JOIN articles y ON y.article_id = b_id
            UNION ALL SELECT guid, story_id, 'in', coalesce(copy_of, '') FROM articles
        """
        return sorted(con.execute(query).fetchall(), key=repr)


def kinds(*texts: str) -> list[str]:
    return [row[2] for row in ties([[article(text, guid=str(n)) for n, text in enumerate(texts)]]) if row[2] != "in"]


def test_a_template_is_linked_and_not_merged() -> None:
    """Next quarter's report is neither a copy nor the same story."""
    found = ties([[article(FIRST, guid="first"), article(NEXT, guid="next")]])
    assert [row[2] for row in found if row[2] != "in"] == ["template"]
    assert len({row[1] for row in found if row[2] == "in"}) == 2


def test_a_correction_is_a_near_copy() -> None:
    """Three figures do not make another article."""
    assert kinds(FIRST, CORRECTED) == ["near_copy"]


def test_equal_words_are_the_same_text() -> None:
    """Case is no difference."""
    assert kinds(FIRST, FIRST.upper()) == ["same_text"]


@settings(max_examples=12, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.permutations(range(len(POOL))), st.lists(st.integers(0, len(POOL)), max_size=4))
@pytest.mark.parametrize("hubs", [2, 8])
def test_the_order_of_arrival_does_not_show(hubs: int, order: list[int], cuts: list[int]) -> None:
    """Also where more articles share a passage than it has hubs, and whether or not passages stand in files."""
    edges = [0, *sorted(cuts), len(order)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(links, "HUBS", hubs)
        patch.setattr(index, "LEAST", index.LEAST if hubs == 2 else 1)
        whole = REFERENCE.setdefault(str(hubs), ties([POOL]))
        assert ties([[POOL[n] for n in order[a:b]] for a, b in pairwise(edges)]) == whole


def test_hubs_bound_the_pairs_of_a_passage(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven articles with one quote have 21 pairs; with two hubs 11 are left, and the story holds together."""
    monkeypatch.setattr(links, "HUBS", 2)
    found = ties([POOL[-7:]])
    assert len([row for row in found if row[2] == "shares_quote"]) == 11
    assert len({row[1] for row in found if row[2] == "in"}) == 1
