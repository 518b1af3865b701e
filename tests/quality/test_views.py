"""The views of quality."""

from datetime import date

from tests.shelf import Store


def test_the_canonical_articles_are_one_a_copy_group(store: Store) -> None:
    """What counts texts asks them."""
    store.add("a")
    store.add("b", copy_of="a")
    assert store.con.sql("SELECT article_id FROM articles_canonical").fetchall() == [("a",)]


def test_open_issues_tell_which_article(store: Store) -> None:
    """Gone and waived ones are not open; one about a table has no article."""
    store.add("a", title="The budget")
    for article, state in (("a", "open"), ("", "open"), ("b", "gone"), ("c", "waived")):
        store.put(
            "quality_issues", rule="r", article_id=article, subject="", severity="info", state=state, message="m",
            first_run_id="r1", last_run_id="r1",
        )  # fmt: skip
    rows = store.con.sql("SELECT article_id, title, source_id FROM issues_open ORDER BY article_id").fetchall()
    assert rows == [("", None, None), ("a", "The budget", "paper")]


def test_a_date_conflict_shows_its_witnesses(store: Store) -> None:
    """Whoever decides it must see both days and what speaks for each."""
    store.add("a", inferred_day=date(2020, 4, 3), date_status="declared_conflict")
    store.add("b")
    for seq, detail in ((2, "the other article says so"), (1, "“Friday”")):
        store.put("date_evidence", article_id="a", seq=seq, witness="weekday", weight=1.0, detail=detail)
    rows = store.con.sql("SELECT article_id, declared_weekday, witnesses FROM date_conflicts").fetchall()
    assert rows == [("a", "Monday", ["“Friday”", "the other article says so"])]


def test_a_suspect_name_is_shown_with_who_wrote_it(store: Store) -> None:
    """The mention that the finding overlaps, and what it is perhaps called."""
    store.add("a")
    store.put(
        "quality_issues", rule="misnamed_entity", article_id="a", subject="s", severity="warning", state="open",
        message="m", span_of="text", span_start=4, span_end=11, suggestion="Council", first_run_id="r", last_run_id="r",
    )  # fmt: skip
    for start in (0, 5, 20):
        store.put("name_mentions", article_id="a", start=start, end_=start + 3, text=f"name {start}", kind="body")
    rows = store.con.sql("SELECT written, perhaps, source_id FROM names_suspect").fetchall()
    assert rows == [("name 5", "Council", "paper")]


def test_an_edit_shows_the_words_that_went_and_came(store: Store) -> None:
    """A reader of edits wants to see what is different, and not two texts."""
    for version, text, hour in (
        ("v1", "About 400 people came, police said.", 1),
        ("v2", "Some 700 people came, police said.", 2),
    ):
        seen = f"2026-01-01 0{hour}:00:00+00"
        store.put(
            "article_versions", article_id="a", version_id=version, title=version, text=text, position=0,
            first_seen_at=seen, last_seen_at=seen, run_id="r",
        )  # fmt: skip
    rows = store.con.sql("SELECT before_id, version_id, title_before, removed, added FROM edits").fetchall()
    assert rows == [("v1", "v2", "v1", "About 400", "Some 700")]
