"""A check of a store: what is opened, what is gone, and what an error leaves alone."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.quality.check import CheckReport, check
from pipelines.resources import folder
from tests.shelf import Store

NOW = datetime(2020, 4, 6, 13, tzinfo=UTC)
STATES = "rule, article_id, state, first_run_id, last_run_id"


@pytest.fixture
def expectations(tmp_path: Path) -> Path:
    """Two rules and one of Great Expectations' own, that a test may break."""
    for name in ("missing_title.sql", "missing_date.sql"):
        shutil.copy(folder("expectations") / name, tmp_path)
    (tmp_path / "builtins.toml").write_text(
        '[[expectation]]\ntable = "articles"\ncolumns = ["article_id"]\nkind = "unique"\n'
        'severity = "critical"\nwhy = "Rows."\n'
    )
    return tmp_path


def run(store: Store, expectations: Path, run_id: str = "r1") -> CheckReport:
    return check(store.con, run_id, NOW, expectations=expectations)


def broken(expectations: Path, rule: str) -> None:
    """The rule with a column that no table has."""
    file = expectations / f"{rule}.sql"
    file.write_text(file.read_text(encoding="utf-8").replace("WHERE", "WHERE nowhere AND"), encoding="utf-8")


def test_a_finding_is_opened_once(store: Store, expectations: Path) -> None:
    """The second run finds it again and opens nothing: nobody is told twice."""
    store.add("a", title=None)
    assert run(store, expectations).opened == (("warning", 1),)
    assert run(store, expectations, "r2").opened == ()
    assert store.issues(STATES) == [("missing_title", "a", "open", "r1", "r2")]


def test_what_is_no_longer_found_is_gone_and_comes_back(store: Store, expectations: Path) -> None:
    """It is history: the row stays, and a relapse is told of as a new finding is."""
    store.add("a", title=None)
    run(store, expectations)
    store.con.execute("UPDATE articles SET title = 'A headline'")
    assert run(store, expectations, "r2").opened == ()
    assert store.issues() == [("missing_title", "a", "gone")]
    store.con.execute("UPDATE articles SET title = NULL")
    assert run(store, expectations, "r3").opened == (("warning", 1),)
    assert store.issues(STATES) == [("missing_title", "a", "open", "r1", "r3")]


def test_a_finding_is_waived_while_a_waiver_holds(store: Store, expectations: Path) -> None:
    """Somebody looked at it and decided."""
    store.add("a", title=None)
    run(store, expectations)
    store.put("waivers", rule="missing_title", article_id="a", until=NOW.date(), why="a note", state="holds")
    assert run(store, expectations, "r2").opened == ()
    assert store.issues() == [("missing_title", "a", "waived")]
    store.con.execute("DELETE FROM waivers")
    assert run(store, expectations, "r3").opened == (("warning", 1),)
    assert store.issues() == [("missing_title", "a", "open")]


def test_checked_articles_wait_no_longer(store: Store, expectations: Path) -> None:
    """They are clean now, unless a critical finding is open."""
    store.add("a")
    store.add("b", declared_day=None)
    assert store.con.sql("SELECT count(*) FROM articles_clean").fetchall() == [(0,)]
    run(store, expectations)
    assert store.con.sql("SELECT article_id FROM articles_clean").fetchall() == [("a",)]


def test_an_errored_rule_is_neither_met_nor_failed(store: Store, expectations: Path) -> None:
    """It is counted apart, in both scopes, with its reason."""
    store.add("a")
    broken(expectations, "missing_title")
    assert run(store, expectations).errored == 2
    rows = store.con.sql("SELECT success, error FROM quality_results WHERE rule = 'missing_title'").fetchall()
    assert [(success, "nowhere" in error) for success, error in rows] == [(None, True)] * 2


def test_an_errored_rule_leaves_its_findings_as_they_were(store: Store, expectations: Path) -> None:
    """Not found because nobody could look is not gone."""
    store.add("a", title=None)
    run(store, expectations)
    broken(expectations, "missing_title")
    run(store, expectations, "r2")
    assert store.issues(STATES) == [("missing_title", "a", "open", "r1", "r1")]


@pytest.mark.parametrize(("rule", "waiting"), [("missing_date", 1), ("missing_title", 0)])
def test_articles_wait_while_a_critical_rule_errors(store: Store, expectations: Path, rule: str, waiting: int) -> None:
    """Nobody can say that they are clean; a warning does not keep an article out."""
    store.add("a")
    broken(expectations, rule)
    run(store, expectations)
    assert store.con.sql("SELECT count(*) FROM pending").fetchall() == [(waiting,)]


def test_results_count_by_scope(store: Store, expectations: Path) -> None:
    """Touched are the articles that waited; the whole is every one."""
    store.add("a", title=None)
    run(store, expectations)
    store.add("b", title=None)
    run(store, expectations, "r2")
    rows = store.con.sql(
        "SELECT scope, unexpected, total FROM quality_results"
        " WHERE rule = 'missing_title' AND run_id = 'r2' ORDER BY scope"
    ).fetchall()
    assert rows == [("touched", 1, 1), ("whole", 2, 2)]


def test_without_the_whole_only_what_was_touched_is_judged(store: Store) -> None:
    """A service checks every few seconds what came; what that means for the others is found with the whole."""
    text = "A caf\u00c3\u00a9 was opened \ufffd on Friday. &lt;p&gt; It has <b>two</b> rooms."
    store.add("a", text, title=None)
    check(store.con, "r1", NOW)
    found = store.issues("rule")
    assert len(found) > 2
    store.con.execute("UPDATE articles SET title = 'A headline'")
    store.add("b", text, title=None)
    report = check(store.con, "r2", NOW, whole=False)
    assert (sum(count for _, count in report.opened), report.errored) == (len(found), 0)
    assert store.issues("rule, state, last_run_id") == sorted(
        (rule, "open", run) for (rule,) in found for run in ("r1", "r2")
    )
    scopes = store.con.sql("SELECT DISTINCT scope FROM quality_results WHERE run_id = 'r2'").fetchall()
    assert (scopes, check(store.con, "r3", NOW, whole=False).results) == ([("touched",)], 0)


def test_great_expectations_counts_what_the_issues_are(store: Store, expectations: Path) -> None:
    """More than it would list: the issues come from the rule, the verdict from its count."""
    for number in range(250):
        store.add(f"a{number}", title=None)
    run(store, expectations)
    counted = store.con.sql("SELECT unexpected FROM quality_results WHERE rule = 'missing_title' AND scope = 'whole'")
    assert counted.fetchall() == [(250,)]
    assert store.con.sql("SELECT count(*) FROM issues_open").fetchall() == [(250,)]


def test_a_broken_key_is_a_finding_about_its_table(store: Store, expectations: Path) -> None:
    """It is about no article, and critical all the same."""
    store.add("a")
    store.add("a")
    assert run(store, expectations).opened == (("critical", 1),)
    assert store.issues("rule, article_id, subject") == [("articles.article_id.unique", "", "articles")]


def test_a_check_repeated_under_its_name_replaces_its_results(store: Store, expectations: Path) -> None:
    """A run that was killed after its checks is done again."""
    store.add("a", title=None)
    first = run(store, expectations)
    assert run(store, expectations).results == first.results
    assert store.con.sql("SELECT count(*) FROM quality_results").fetchall() == [(first.results,)]


def test_an_empty_store_can_be_checked(store: Store) -> None:
    """The first run may find an empty folder; every expectation that we have holds of nothing."""
    report = check(store.con, "r1", NOW)
    assert (report.opened, report.errored) == ((), 0)
