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


CLAIM = {
    "kind": "attributed", "modality": "asserted", "negated": False, "score": 0.5, "reasons": [], "terms": [],
    "numbers": [], "approximate": [], "rule": "clause",
}  # fmt: skip
SPOKEN = "She said about 40 masks and 3 dollars came on Friday."


def claim(store: Store, claim_id: str, start: int, end: int, **columns: object) -> None:
    store.put(
        "claims", claim_id=claim_id, article_id="a", content=SPOKEN[start:end], content_start=start, content_end=end,
        **CLAIM | columns,
    )  # fmt: skip


def test_the_parts_of_a_claim_belong_to_the_shortest_claim_around_them(store: Store) -> None:
    """Figures, money, dates and names by their places; the actor, the action and a denial by the claim."""
    store.add("a", SPOKEN)
    claim(store, "outer", 0, len(SPOKEN), actor="She", actor_start=0, action="say", negated=True)
    claim(store, "inner", 9, len(SPOKEN) - 1)
    near = {"sentence_start": 0, "sentence_end": len(SPOKEN), "near": []}
    store.put("figures", article_id="a", start=15, end_=23, value="40", unit="mask", approximate=True, **near)
    store.put("figures", article_id="a", start=28, end_=37, value="3", unit="dollar", approximate=False, **near)
    store.put(
        "date_mentions",
        article_id="a",
        start=46,
        end_=52,
        text="Friday",
        type="DATE",
        value="2020-04-03",
        rule="weekday",
    )
    rows = store.con.sql("SELECT claim_id, slot, value, unit, approximate FROM claim_slots ORDER BY ALL").fetchall()
    assert rows == [
        ("inner", "date", "2020-04-03", "DATE", False),
        ("inner", "money", "3", "dollar", False),
        ("inner", "number", "40", "mask", True),
        ("outer", "action", "say", None, False),
        ("outer", "actor", "She", None, False),
        ("outer", "negation", "true", None, False),
    ]


def test_a_claim_that_is_read_alone_has_its_pronouns_and_dates_in_brackets(store: Store) -> None:
    """Beside what was said, which stays; and what nobody is sure of is told."""
    store.add("a", SPOKEN)
    claim(store, "c", 0, len(SPOKEN))
    claim(store, "d", 9, 17)
    store.put("pronouns", article_id="a", start=0, end_=3, text="She", means="Anna Weber")
    for start, text, value, anchor in ((46, "Friday", None, "none"), (24, "and", "2020-04-02TNI", "2020-04-03")):
        store.put(
            "date_mentions", article_id="a", start=start, end_=start + len(text), text=text, type="DATE", value=value,
            anchor=anchor, rule="weekday",
        )  # fmt: skip
    rows = store.con.sql("SELECT stand_alone, left_because FROM claims_alone ORDER BY claim_id").fetchall()
    assert rows == [
        ("She [Anna Weber] said about 40 masks and [2020-04-02] 3 dollars came on Friday.", "Friday"),
        (SPOKEN[9:17], None),
    ]
