"""The days of a set of texts, without a pipeline."""

import subprocess
import sys
from datetime import UTC, datetime

import pytest

from pipelines.cli.publication import publication

NOW = datetime(2026, 11, 1, tzinfo=UTC)

ROWS: list[dict[str, object]] = [
    {"doc_id": "a", "given_date": "2021-09-10", "text": "Ridder leaves\n\nHanna Vale said on Friday that Ridder left."},
    {
        "doc_id": "b",
        "given_date": "10 September 2021",
        "text": "Critics of Ridder said on Friday Hanna Vale knew.",
    },
    {"doc_id": "c", "given_date": None, "text": "The board thanked Ridder and Hanna Vale, it said on Friday."},
    {"doc_id": 4, "given_date": None, "text": "It rained."},
    {"doc_id": "e", "given_date": None, "text": ""},
]


def test_each_text_has_an_answer_in_its_place() -> None:
    """The caller joins them by id or by order."""
    assert [row["doc_id"] for row in publication(ROWS, NOW)] == ["a", "b", "c", 4, "e"]


def test_dated_texts_date_the_undated_one() -> None:
    """By the names that they share."""
    assert [row["date"] for row in publication(ROWS, NOW)] == ["2021-09-10", "2021-09-10", "2021-09-10", None, None]


def test_why_is_told() -> None:
    """A day without reasons cannot be believed."""
    assert "dated texts that share Ridder, Hanna Vale: 2021-09-10" in str(list(publication(ROWS, NOW))[2]["why"])


def test_a_date_header_of_the_text_is_read() -> None:
    """As the pipeline reads it."""
    (row,) = publication([{"doc_id": "a", "text": " date 2020-04-03 The mayor resigned."}], NOW)
    assert (row["date"], row["status"]) == ("2020-04-03", "declared")


def test_the_answer_does_not_depend_on_the_order_of_the_texts() -> None:
    """But for the order of the answers."""
    turned = list(publication(ROWS[::-1], NOW))[::-1]
    kept = [(row["doc_id"], row["date"], row["low"], row["high"], row["confidence"]) for row in publication(ROWS, NOW)]
    assert kept == [(row["doc_id"], row["date"], row["low"], row["high"], row["confidence"]) for row in turned]


def test_no_texts_give_no_answers() -> None:
    """An empty file is no error."""
    assert list(publication([], NOW)) == []


@pytest.mark.parametrize("row", [{"text": "a"}, {"doc_id": "a"}, {"doc_id": "a", "text": 3}])
def test_a_row_without_its_fields_is_refused(row: dict[str, object]) -> None:
    """With words that say what is missing."""
    with pytest.raises(ValueError, match="doc_id"):
        list(publication([row], NOW))


def test_neither_beam_nor_great_expectations_is_needed() -> None:
    """People with texts and no pipeline do not wait for either."""
    code = (
        "import sys, pipelines.cli.publication; "
        "sys.exit(any(name in sys.modules for name in ('apache_beam', 'great_expectations')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
