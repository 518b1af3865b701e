"""Decisions in force: waivers hold for a version and a time, true dates are used, own terms are no slips."""

from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.decisions import Decisions, OwnName, OwnWord, TrueDate, Waiver
from pipelines.quality.check import check
from pipelines.store.decide import decide
from pipelines.store.derive import derive
from pipelines.store.load import load_landed
from pipelines.store.writer import writer
from tests.landed import NOW, article, landed
from tests.shelf import Store

TODAY = NOW.date()
TEXT = "The harbour made a profit of 3 million last year, its annual report said, and it will build a second pier."
TRUE_DAY = date(2020, 3, 1)


def waiver(**said: object) -> Waiver:
    return Waiver("missing_title", "a", "a note", TODAY)._replace(**said)  # type: ignore[arg-type]


def states(store: Store, *waivers: Waiver, today: date = TODAY) -> list[tuple[object, ...]]:
    decide(store.con, Decisions(waivers), today)
    return store.con.execute("SELECT article_id, state FROM waivers ORDER BY ALL").fetchall()


@pytest.fixture
def store() -> Store:
    one = Store()
    one.add("a", title=None, url="https://paper.example/1", guid="g", ref="feed.xml")
    one.add("b", guid="h", ref="feed.xml")
    return one


@pytest.mark.parametrize("name", ["a", "https://paper.example/1", "g"])
def test_an_article_has_many_names(store: Store, name: str) -> None:
    """People know its address or its file, not its id."""
    assert states(store, waiver(article=name)) == [("a", "holds")]


def test_a_name_of_several_articles_decides_nothing(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    """And neither does one of none; both are told with their place."""
    assert states(store, waiver(article="feed.xml", where="d, line 1"), waiver(article="zz", where="d, line 6")) == []
    assert sorted(caplog.messages) == [
        'd, line 1: "feed.xml" means 2 articles; name one by its article_id',
        'd, line 6: "zz" means no stored article',
    ]


def test_a_waiver_holds_through_its_last_day(store: Store) -> None:
    """And no longer."""
    assert states(store, waiver()) == [("a", "holds")]
    assert states(store, waiver(), today=TODAY + timedelta(1)) == [("a", "over")]


@pytest.mark.parametrize("version", ["v", None])
def test_a_waiver_is_over_when_the_article_changes(store: Store, version: str | None) -> None:
    """What was decided of one text says nothing of another; without a version it is the first that counts."""
    assert states(store, waiver(version=version)) == [("a", "holds")]
    store.con.execute("UPDATE articles SET version_id = 'w' WHERE article_id = 'a'")
    assert states(store, waiver(version=version)) == [("a", "changed")]


def test_a_waived_finding_is_neither_open_nor_judged(store: Store) -> None:
    """It fails no run, and a critical one does not keep its article from being clean."""
    store.con.execute(
        "UPDATE articles SET declared_day = NULL, declared_text = NULL, title = 'T' WHERE article_id = 'a'"
    )
    decide(store.con, Decisions((waiver(rule="missing_date"),)), TODAY)
    assert check(store.con, "r1", NOW).opened == ()
    assert store.issues() == [("missing_date", "a", "waived")]
    assert store.con.sql("SELECT count(*) FROM articles_clean").fetchall() == [(2,)]
    judged = "SELECT DISTINCT success, unexpected FROM quality_results WHERE rule = 'missing_date'"
    assert store.con.sql(judged).fetchall() == [(True, 0)]


def dated(data: Path, *dates: TrueDate) -> tuple[object, ...]:
    """The dates of the only article, after a run with these decisions."""
    with writer(data, now=NOW) as con:
        load_landed(con, data, now=NOW)
        decide(con, Decisions(date=dates), TODAY)
        derive(con, "r")
    with duckdb.connect(str(data / "store.duckdb"), read_only=True) as con:
        return con.execute("SELECT declared_day, published_day, date_status FROM articles").fetchall()[0]


def test_a_true_date_is_the_day_to_use_and_leaves_the_declared_one(tmp_path: Path) -> None:
    """What the source said stays; what is known is used; taken back, all is as before."""
    landed(tmp_path, [article(TEXT, guid="1", declared_text="2020-04-05")])
    known = TrueDate("1", TRUE_DAY, "the print edition", "Desk")
    assert dated(tmp_path, known) == (date(2020, 4, 5), TRUE_DAY, "decided")
    with duckdb.connect(str(tmp_path / "store.duckdb"), read_only=True) as con:
        first = con.execute("SELECT witness, low, detail FROM date_evidence WHERE seq = 0").fetchall()
    assert first == [("decided", TRUE_DAY, "decided by Desk: the print edition")]
    assert dated(tmp_path) == (date(2020, 4, 5), date(2020, 4, 5), "declared")


@pytest.mark.parametrize("rule", ["missing_date", "future_date", "date_conflict"])
def test_a_decided_date_is_no_finding(rule: str) -> None:
    """Somebody has put it right."""
    store = Store()
    declared = None if rule == "missing_date" else date(2030, 1, 1)
    store.add("a", declared_day=declared, date_status="decided", published_day=TRUE_DAY)
    assert store.findings(rule) == []


def test_own_misnomers_are_found() -> None:
    """A desk knows the laws of its town."""
    store = Store()
    store.add("a", "The Harbour Law of 1990 was amended, the council’s clerk said.")
    decide(store.con, Decisions(name=(OwnName("Harbour Act", misnomer=("Harbour Law",)),)), TODAY)
    assert [(one.evidence, one.suggestion) for one in store.findings("misnamed_entity")] == [
        ("Harbour Law", "Harbour Act")
    ]


@pytest.mark.parametrize(("word", "left"), [("Grand Negotator", 0), ("negotator", 0), ("Negotator Inn", 1)])
def test_an_accepted_name_is_no_slip_where_it_stands(word: str, left: int) -> None:
    """The word alone may still be one elsewhere."""
    store = Store()
    store.add("a", "He slept at the Grand Negotator while one negotiator after another went home.", title="T")
    store.add("b", "No negotiator was seen.", title="T")
    store.add("c", "One negotiator spoke.", title="T")
    decide(store.con, Decisions(word=(OwnWord(word),)), TODAY)
    check(store.con, "r1", NOW)
    assert store.con.sql("SELECT count(*) FROM quality_issues WHERE rule = 'misspelt_word'").fetchall() == [(left,)]
