"""What must come out of the four seed articles, asked in SQL."""

from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest

SHARED_RUNS = {("000", "001"): 38, ("000", "002"): 24, ("000", "003"): 42}


def ask(con: duckdb.DuckDBPyConnection, query: str, *values: object) -> list[tuple[Any, ...]]:
    return con.execute(query, list(values)).fetchall()


@pytest.mark.parametrize(
    ("seed", "declared", "published", "status"),
    [
        ("000", None, date(2020, 4, 3), "inferred"),
        ("001", date(2020, 4, 3), date(2020, 4, 3), "declared"),
        ("002", date(2020, 3, 23), date(2020, 4, 3), "declared_conflict"),
        ("003", None, date(2020, 4, 4), "inferred"),
    ],
)
def test_each_article_has_its_day(
    seeds_asked: duckdb.DuckDBPyConnection, seed: str, declared: date | None, published: date, status: str
) -> None:
    """A declared date is kept even where it is not believed."""
    found = ask(
        seeds_asked, "SELECT declared_day, published_day, date_status FROM articles WHERE starts_with(guid, ?)", seed
    )
    assert found == [(declared, published, status)]


@pytest.mark.parametrize(("seed", "weekday"), [("000", "Friday"), ("002", "Friday"), ("003", "Saturday")])
def test_the_text_points_to_a_weekday(seeds_asked: duckdb.DuckDBPyConnection, seed: str, weekday: str) -> None:
    """It is the witness that the inferred day rests on."""
    assert ask(seeds_asked, "SELECT inferred_weekday FROM articles WHERE starts_with(guid, ?)", seed) == [(weekday,)]


def test_exactly_the_faults_of_the_seeds_are_found(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """Every true finding, and no other."""
    found = ask(
        seeds_asked,
        "SELECT left(guid, 3), rule, severity, evidence, suggestion FROM issues_open WHERE NOT contains(rule, 'date')",
    )
    assert sorted(found, key=repr) == [
        ("000", "missing_title", "warning", None, None),
        ("000", "misspelt_word", "info", "manufactuer", "manufacturer"),
        ("001", "misnamed_entity", "warning", "Defense Protection Act", "Defense Production Act"),
        ("001", "missing_title", "warning", None, None),
        ("001", "misspelt_word", "info", "Minster", "Minister"),
        ("002", "missing_title", "warning", None, None),
    ]


def test_exactly_the_dates_at_fault_are_found(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """The tweet in 001 stamped April 3 and called Thursday's is a matter of time zones, no conflict."""
    found = ask(
        seeds_asked, "SELECT left(guid, 3), rule, severity FROM issues_open WHERE rule LIKE '%date%' ORDER BY 1"
    )
    assert found == [
        ("000", "missing_date", "critical"), ("002", "date_conflict", "critical"), ("003", "missing_date", "critical"),
    ]  # fmt: skip


def test_the_words_at_fault_stand_where_the_finding_says(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """A span that is off by one marks the wrong word."""
    wrong = ask(
        seeds_asked,
        "SELECT rule FROM issues_open JOIN articles USING (article_id)"
        " WHERE span_of = 'text' AND substring(text, span_start + 1, span_end - span_start) != evidence",
    )
    assert wrong == []


def test_only_the_article_without_a_critical_finding_is_clean(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """Who wants sound data only asks this view."""
    assert ask(seeds_asked, "SELECT left(guid, 3) FROM articles_clean") == [("001",)]


def test_a_headline_is_told_from_a_first_sentence(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """Only 003 begins with one."""
    assert ask(seeds_asked, "SELECT title FROM articles WHERE title IS NOT NULL") == [
        ("Trump Talks Tough, Trudeau Won't Retaliate Over N-95 Masks",)
    ]


def test_the_dateline_gives_the_place(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """OTTAWA -- is not part of the text."""
    assert ask(seeds_asked, "SELECT left(guid, 3), dateline_place FROM articles WHERE dateline_place IS NOT NULL") == [
        ("001", "OTTAWA")
    ]


def test_a_correction_note_is_found(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """It says that the headline was changed, and when."""
    found = ask(
        seeds_asked, "SELECT left(guid, 3) FROM articles WHERE starts_with(correction, 'Correction 8:09 PM ET')"
    )
    assert found == [("003",)]


def test_all_four_are_one_story(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """They tell of the same dispute."""
    assert ask(seeds_asked, "SELECT articles, copy_groups FROM stories") == [(4, 4)]


def test_no_two_are_copies(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """They share quotes and names, not texts."""
    kinds = ask(seeds_asked, "SELECT DISTINCT kind FROM article_links ORDER BY kind")
    assert kinds == [("shares_names",), ("shares_quote",)]


@pytest.mark.parametrize(("pair", "words"), SHARED_RUNS.items())
def test_shared_quotes_are_measured_in_words(
    seeds_asked: duckdb.DuckDBPyConnection, pair: tuple[str, str], words: int
) -> None:
    """Case, quotation marks, dashes and hyphens do not count; an ellipsis ends a run."""
    query = (
        "SELECT shared FROM article_links JOIN articles a ON a.article_id = a_id JOIN articles b ON b.article_id = b_id"
        " WHERE least(left(a.guid, 3), left(b.guid, 3)) = ? AND greatest(left(a.guid, 3), left(b.guid, 3)) = ?"
    )
    assert ask(seeds_asked, query, *pair) == [(words,)]


def test_the_claim_that_all_make_is_one_group(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """ "Significant humanitarian implications", quoted whole or in part."""
    query = (
        "SELECT count(DISTINCT claim_group_id), count(DISTINCT article_id) FROM claims"
        " WHERE kind = 'attributed' AND contains(content, 'significant humanitarian implications')"
    )
    assert ask(seeds_asked, query) == [(1, 4)]


def test_the_same_figure_in_other_words_is_one_group(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """ "10 million N95 respirators" and "10 million masks", both from China."""
    query = (
        "SELECT claim_group_id FROM claims JOIN articles USING (article_id) WHERE contains(content, '10 million')"
        " GROUP BY 1 HAVING count(DISTINCT left(guid, 3)) = 2 AND bool_and(left(guid, 3) IN ('000', '002'))"
    )
    assert len(ask(seeds_asked, query)) == 1


def test_a_denial_is_a_claim_that_denies(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """The official's "has certainly not cut off N-95 exports"."""
    denial = "certainly not cut off N-95 exports"
    query = f"SELECT negated FROM claims WHERE kind = 'attributed' AND contains(content, '{denial}')"
    assert ask(seeds_asked, query) == [(True,)]


def test_no_quote_is_said_to_be_reworded_across_articles(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """House style (health care, health-care, healthcare), an ellipsis and other marks change no words."""
    query = (
        "SELECT count(*) FROM claim_relations JOIN claims f ON f.claim_id = from_id JOIN claims t ON t.claim_id = to_id"
        " WHERE f.article_id != t.article_id AND claim_relations.kind = 'reworded'"
    )
    assert ask(seeds_asked, query) == [(0,)]


def test_great_expectations_ran_every_rule_and_none_errored(seeds_asked: duckdb.DuckDBPyConnection) -> None:
    """An errored check would say nothing about the news."""
    rules = {path.stem for path in (Path(__file__).parent.parent / "expectations").glob("[!_]*.sql")}
    found = ask(seeds_asked, "SELECT rule FROM quality_results WHERE scope = 'whole' AND error IS NULL")
    assert rules <= {rule for (rule,) in found}
    assert ask(seeds_asked, "SELECT count(*) FROM quality_results WHERE error IS NOT NULL OR success IS NULL") == [(0,)]
