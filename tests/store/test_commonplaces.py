"""What too many have is no sign of one claim, and who is compared follows from what is stored, not from how it came."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store import claim_groups
from pipelines.store.derive import derive
from pipelines.store.forget import forget, tombstone
from pipelines.store.load import load_landed
from pipelines.store.writer import writer
from tests.comparing import contents
from tests.landed import NOW, article, landed

# One thing with other figures and a quote in other words, in articles that are alike in nothing else. The words around
# become commonplaces; the last lies in another period, beside the first.
COSTS = [
    f"{before} The old harbour bridge of Lindau cost {cost} million dollars to repair after the winter storm. {after}"
    for before, cost, after in [
        ("Rain fell all night.", 30, "Cyclists came back at once, with bells, and children threw rice from above."),
        ("Nobody had asked.", 50, "Two masons sued because their wages were late; a judge hears them in autumn."),
        ("Swans nest there.", 70, "Trains to Bregenz run late while engineers look for cracks in a second pier."),
        ("A band played.", 90, "Bakers sold pretzels shaped like arches, and most were gone before noon struck."),
        ("Fog hid it.", 110, "An old ferry went to a museum whose roof leaks, so it stands under a tent now."),
    ]
]  # fmt: skip
QUOTES = [
    f"In {town} nobody slept. “We will never let the old {thing} of this valley go to ruin,” {name} said."
    for name, town, thing in [
        ("Anna Weber", "Isny", "bridge"), ("Anna Weber", "Wangen", "bridges"), ("Anna Weber", "Tettnang", "harbour"),
    ]
]  # fmt: skip
DAYS = ["2020-03-10", "2020-03-14", "2020-03-20", "2020-04-02", "2020-03-05"]
POOL = [
    *(article(text, guid=f"c{n}", declared_text=day) for n, (text, day) in enumerate(zip(COSTS, DAYS, strict=True))),
    *(article(text, guid=f"q{n}", declared_text=DAYS[n]) for n, text in enumerate(QUOTES)),
    article(COSTS[0] + " It was all over.", guid="copy", declared_text="2020-03-15"),
    article(COSTS[1].replace("50", "65"), guid="undated"),
]
WHOLE: dict[str, list[str]] = {}


def stored(batches: Sequence[Sequence[Article]], *, without: Sequence[str] = ()) -> dict[str, list[str]]:
    """The tables of a store that the batches came to, one run each, and then a takedown of some GUIDs."""
    with TemporaryDirectory() as folder:
        data = Path(folder)
        for minutes, batch in enumerate(batches):
            landed(data, batch, minutes=minutes)
            with writer(data, now=NOW) as con:
                load_landed(con, data, now=NOW)
                derive(con, f"run-{minutes}")
        if without:
            with writer(data, now=NOW) as con:
                ids = con.execute("SELECT article_id FROM articles WHERE list_contains($1, guid)", [without]).fetchall()
                forget(con, data, [tombstone(con, name, NOW.date()) for (name,) in ids], "takedown")
                derive(con, "takedown")
        return contents(data / "store.duckdb")


@pytest.fixture
def rare(monkeypatch: pytest.MonkeyPatch) -> None:
    """What more than three figures or two quotes of thirty days have proposes no pairs."""
    monkeypatch.setattr(claim_groups, "COMMON_FIGURES", 3)
    monkeypatch.setattr(claim_groups, "COMMON_QUOTES", 2)


def told(tables: dict[str, list[str]]) -> int:
    return len(tables["figure_relations"]) + len(tables["claim_relations"])


@pytest.mark.usefixtures("rare")
def test_what_becomes_a_commonplace_takes_back_what_it_told() -> None:
    """Two costs contradict; when four bridges have cost something, their words say nothing."""
    few, many = stored([POOL[:3]]), stored([POOL[:3], POOL[3:]])
    assert told(few) > 0
    assert many["commonplaces"]
    assert not {*few["figure_relations"]} & {*many["figure_relations"]}
    assert many == stored([POOL])


@pytest.mark.usefixtures("rare")
def test_what_is_rare_again_tells_again() -> None:
    """A text that made words too common was taken down."""
    left = [one for one in POOL if one.guid not in ("c2", "q2")]
    assert stored([POOL], without=["c2", "q2"]) == stored([left])


@pytest.mark.usefixtures("rare")
def test_a_text_that_has_a_date_no_more_is_counted_elsewhere() -> None:
    """A new version came without one: where the former stood its words are rare again."""
    moved = article(COSTS[2] + " It is open.", guid="c2")
    tables, anew = stored([POOL[:4], [moved]]), stored([[*POOL[:2], moved, POOL[3]]])
    assert stored([POOL[:4]])["figure_relations"] == [] != tables["figure_relations"]
    for table in ("article_periods", "commonplaces", "figure_relations", "claim_relations"):
        assert tables[table] == anew[table]


@settings(max_examples=3, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(st.permutations(range(len(POOL))), st.sets(st.integers(1, len(POOL) - 1), min_size=1, max_size=2))
@example([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], {2, 5})
def test_the_order_of_arrival_does_not_show(order: list[int], cuts: set[int]) -> None:
    """A word is rare at first and common later."""
    edges = [0, *sorted(cuts), len(order)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claim_groups, "COMMON_FIGURES", 3)
        patch.setattr(claim_groups, "COMMON_QUOTES", 2)
        if not WHOLE:
            WHOLE.update(stored([POOL]))
        assert stored([[POOL[n] for n in order[a:b]] for a, b in pairwise(edges)]) == WHOLE
