"""Findings on the page: what is at fault, what would be right, and what is only otherwise."""

import pytest

from pipelines.report.findings import Finding, groups
from tests.report.conftest import issue
from tests.shelf import Store


def only(shelf: Store) -> Finding:
    ((found,),) = [group.shown for group in groups(shelf.con, "r1", 10, {})]
    return found


@pytest.mark.parametrize(("rule", "label"), [("quote_reworded", "elsewhere"), ("misspelt_word", "better")])
def test_what_another_text_has_is_not_called_better(shelf: Store, rule: str, label: str) -> None:
    """Of two figures nobody knows which is right."""
    shelf.add("a1")
    issue(shelf, rule, "a1", "warning", evidence="twon", suggestion="town")
    assert only(shelf).beside == label


def test_an_article_that_is_suggested_is_named(shelf: Store) -> None:
    """Its id says nothing to a reader."""
    shelf.add("a1")
    shelf.add("a2", title="The first print")
    issue(shelf, "duplicate_other_id", "a1", "warning", suggestion="a2")
    found = only(shelf)
    assert (found.beside, found.better[0].text) == ("the other", "The first print")


def test_an_article_without_a_headline_is_named_by_its_first_words(shelf: Store) -> None:
    """A file name says little."""
    shelf.add("a1", "The council met.", title=None)
    issue(shelf, "missing_title", "a1", "warning")
    assert only(shelf).label == "The council met."


def test_a_finding_in_the_headline_is_marked_there(shelf: Store) -> None:
    """Spans count in the column that they name."""
    shelf.add("a1", title="Mayor of the twon")
    issue(shelf, "misspelt_word", "a1", "info", evidence="twon", span_of="title", span_start=13, span_end=17)
    assert [piece.text for piece in only(shelf).words] == ["Mayor of the ", "twon"]


def test_the_gravest_rules_come_first(shelf: Store) -> None:
    """And of those alike the one with the most findings."""
    for name in ("a1", "a2"):
        shelf.add(name)
        issue(shelf, "missing_title", name, "warning")
    issue(shelf, "misspelt_word", "a1", "info")
    issue(shelf, "html_residue", "a1", "warning")
    issue(shelf, "missing_date", "a1", "critical")
    rules = [group.rule for group in groups(shelf.con, "r1", 10, {})]
    assert rules == ["missing_date", "missing_title", "html_residue", "misspelt_word"]
