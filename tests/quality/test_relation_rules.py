"""Rules that read what the store has found between articles: claims and copies."""

import pytest

from tests.shelf import Finding, Store


def related(store: Store, rule: str, kind: str, slot: str, *, later: str = "b") -> list[Finding]:
    """What the rule finds where a claim of article a is related to one of a later article."""
    for article in sorted({"a", later}):
        store.add(article)
    for claim, article in (("c1", "a"), ("c2", later)):
        store.put(
            "claims", claim_id=claim, article_id=article, kind="attributed", content="it", content_start=0,
            content_end=2, modality="asserted", negated=False, score=0.5, reasons=[], terms=[], numbers=[],
            approximate=[], rule="hand",
        )  # fmt: skip
    store.put(
        "claim_relations", from_id="c1", to_id="c2", kind=kind, slot=slot, from_value="will", to_value="may",
        from_start=0, from_end=4, to_start=4, to_end=7,
    )  # fmt: skip
    return store.findings(rule)


def test_a_reworded_quote_is_told_at_the_later_article(store: Store) -> None:
    """With the words of both, and where they stand."""
    assert related(store, "quote_reworded", "reworded", "words") == [("b", "warning", "may", "will", "text", 4, 7)]


def test_a_quote_reworded_within_an_article_is_only_worth_knowing(store: Store) -> None:
    """It may quote twice from one speech."""
    assert [one.severity for one in related(store, "quote_reworded", "reworded", "words", later="a")] == ["info"]


def figures(store: Store, kind: str, *articles: tuple[str, str]) -> list[Finding]:
    """What the rule finds where figures of pairs of articles are related."""
    for article in sorted({article for pair in articles for article in pair}):
        store.add(article, text="7 cars, they said; 9 cars, it was said.")
    for one, other in articles:
        store.put(
            "figure_relations", from_article=one, to_article=other, kind=kind, from_value="7 car", to_value="9 car",
            from_start=0, from_end=6, to_start=19, to_end=25,
        )  # fmt: skip
    return store.findings("number_conflict")


def test_another_figure_in_the_same_claim_is_a_conflict(store: Store) -> None:
    """They cannot both be right; of two, the later is asked."""
    assert figures(store, "contradicts", ("a", "b")) == [("b", "warning", "9 cars", "7 cars", "text", 19, 25)]


def test_the_figure_that_most_others_contradict_is_told(store: Store) -> None:
    """Where three say nine and one says seven, it is not the three who are asked."""
    found = figures(store, "contradicts", ("a", "b"), ("a", "c"))
    assert found == [("a", "warning", "7 cars", "9 cars", "text", 0, 6)]


@pytest.mark.parametrize("kind", ["updates", "corrects"])
def test_other_relations_are_no_conflict_of_figures(store: Store, kind: str) -> None:
    """A toll that rises is news, not a mistake."""
    assert figures(store, kind, ("a", "b")) == []


def test_a_copy_is_told_with_what_it_is_a_copy_of(store: Store) -> None:
    """The canonical article itself is no duplicate."""
    store.add("a")
    store.add("b", copy_of="a", url="https://example.org/b")
    store.put("article_links", a_id="b", b_id="a", kind="near_copy", containment=0.9, rule_version=1)
    assert [(one.article_id, one.suggestion) for one in store.findings("duplicate_other_id")] == [("b", "a")]


def test_a_first_report_in_a_longer_one_is_no_duplicate(store: Store) -> None:
    """Its longer sister took it up; both were reported."""
    store.add("a")
    store.add("b", copy_of="a")
    store.put("article_links", a_id="b", b_id="a", kind="excerpt", containment=0.7, rule_version=1)
    assert store.findings("duplicate_other_id") == []


@pytest.mark.parametrize(("source", "found"), [("wire", []), ("daily", ["b"])])
def test_an_excerpt_is_a_duplicate_of_another_house_only(store: Store, source: str, found: list[str]) -> None:
    """A house uses the background of its own report again; whoever else has it under an id of his own copied it."""
    store.add("a", source_id="wire")
    store.add("b", copy_of="a", source_id=source)
    store.put("article_links", a_id="b", b_id="a", kind="excerpt", containment=0.9, rule_version=1)
    assert [one.article_id for one in store.findings("duplicate_other_id")] == found


def test_a_copy_of_a_copy_is_one(store: Store) -> None:
    """It is tied to its sister, and to the canonical article through her."""
    for article, canonical in (("a", None), ("b", "a"), ("c", "a")):
        store.add(article, copy_of=canonical)
    for one, other in (("b", "a"), ("c", "b")):
        store.put("article_links", a_id=one, b_id=other, kind="near_copy", containment=0.9, rule_version=1)
    assert [one.article_id for one in store.findings("duplicate_other_id")] == ["b", "c"]


def test_two_texts_that_share_a_quote_are_no_copies(store: Store) -> None:
    """A tie is a copy only where the store says so."""
    store.add("a")
    store.add("b")
    store.put("article_links", a_id="a", b_id="b", kind="shares_quote", containment=0.1, rule_version=1)
    assert store.findings("duplicate_other_id") == []
