"""Days of publication, inferred from what the store holds."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import duckdb
import pytest

from pipelines.language.mentions import date_mentions
from pipelines.resources import folder
from pipelines.store.dating import infer_dates
from pipelines.store.sql import make_macros
from pipelines.tables import connect, create_tables, create_views

SEEDS = folder("schemas").parent / "seeds"
LATER = datetime(2026, 11, 1, tzinfo=UTC)
FRIDAY = date(2021, 9, 10)


@pytest.fixture
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with connect() as connection:
        create_tables(connection)
        make_macros(connection)
        yield connection


def put(
    con: duckdb.DuckDBPyConnection,
    article_id: str,
    text: str,
    day: date | None = None,
    *,
    story: str = "story",
    copy_of: str | None = None,
    seen: datetime = LATER,
    named: Iterable[str] = (),
    url: str | None = None,
    correction: str | None = None,
    tie: str = "shares_quote",
) -> None:
    """An article, its mentions and its names, as the loader leaves them, and its tie to the first of its story."""
    at = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else None
    con.execute(
        """
        INSERT INTO articles BY NAME
        SELECT $id AS article_id, 'v' AS version_id, 's' AS source_id, 'r' AS ref, $text AS text, 0 AS position,
            $day::DATE::VARCHAR AS declared_text, $at::TIMESTAMPTZ AS declared_at, $day::DATE AS declared_day,
            $url AS url, $correction AS correction,
            'day' AS declared_precision, 'unknown' AS date_status, $story AS story_id, $copy_of AS copy_of,
            1 AS rule_version, $seen::TIMESTAMPTZ AS first_seen_at, $seen::TIMESTAMPTZ AS last_seen_at, 'run' AS run_id
        """,
        {"id": article_id, "text": text, "day": day, "at": at, "story": story, "copy_of": copy_of, "seen": seen}
        | {"url": url, "correction": correction},
    )
    con.execute(
        """
        INSERT INTO article_links BY NAME
        SELECT min(article_id) AS a_id, $id AS b_id, $tie AS kind, 1 AS rule_version
        FROM articles WHERE story_id = $story AND article_id != $id HAVING count(*) > 0
        """,
        {"id": article_id, "tie": tie, "story": story},
    )
    rows = [(article_id, *mention) for mention in date_mentions(text, day)]
    if rows:
        con.executemany("INSERT INTO date_mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)
    for start, name in enumerate(named):
        row = [article_id, start, start, name]
        con.execute("INSERT INTO name_mentions VALUES (?, ?, ?, ?, 'other', NULL, NULL)", row)


def infer(con: duckdb.DuckDBPyConnection, run_id: str = "run", only: str = ".*") -> None:
    con.begin()
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE touched AS SELECT article_id FROM articles WHERE article_id SIMILAR TO '{only}'"
    )
    infer_dates(con, run_id)
    con.commit()


def column(con: duckdb.DuckDBPyConnection, name: str) -> list[object]:
    return [row[0] for row in con.execute(f"SELECT {name} FROM articles ORDER BY article_id").fetchall()]


def seed(number: str, after: str) -> str:
    """The body of a seed: what stands behind the words given."""
    (file,) = SEEDS.glob(f"{number}_*")
    return file.read_text(encoding="utf-8").split(after, 1)[-1]


@pytest.fixture
def seeds(con: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    """The four seeds as the stages cut them, tied to one story and dated."""
    put(con, "000", seed("000", "\x00"))
    put(con, "001", seed("001", "OTTAWA -- "), date(2020, 4, 3))
    put(con, "002", seed("002", "2020-03-23 "), date(2020, 3, 23))
    put(con, "003", seed("003", "Masks\n\n"))
    infer(con)
    return con


def test_the_seeds_get_the_days_that_people_give_them(seeds: duckdb.DuckDBPyConnection) -> None:
    """Friday the 3rd three times, Saturday the 4th once: what a reader of the four texts says."""
    friday, saturday = date(2020, 4, 3), date(2020, 4, 4)
    assert column(seeds, "published_day") == [friday, friday, friday, saturday]


def test_the_seeds_get_the_status_that_people_give_them(seeds: duckdb.DuckDBPyConnection) -> None:
    """002 says 23 March and speaks of a Friday that its story puts on 3 April."""
    assert column(seeds, "date_status") == ["inferred", "declared", "declared_conflict", "inferred"]


def test_a_declared_day_in_conflict_is_kept(seeds: duckdb.DuckDBPyConnection) -> None:
    """The declared value is what the source says; it is doubted, never overwritten."""
    assert column(seeds, "declared_day")[2] == date(2020, 3, 23)


def test_mentions_are_resolved_again_when_the_day_changes(seeds: duckdb.DuckDBPyConnection) -> None:
    """The Fridays of 002 are not of the week of 23 March."""
    found = seeds.execute(
        "SELECT DISTINCT value, anchor FROM date_mentions WHERE article_id = '002' AND text = 'Friday'"
    ).fetchall()
    assert found == [("2020-04-03", "2020-04-03")]


def test_each_inferred_day_has_its_witnesses(seeds: duckdb.DuckDBPyConnection) -> None:
    """A day without reasons cannot be believed."""
    found = seeds.execute("SELECT DISTINCT witness FROM date_evidence WHERE article_id = '000'").fetchall()
    assert {row[0] for row in found} == {"neighbour", "weekday", "yesterday", "ceiling"}


def test_the_heaviest_witness_comes_first(seeds: duckdb.DuckDBPyConnection) -> None:
    """People read the first line."""
    weights = [
        row[0]
        for row in seeds.execute("SELECT weight FROM date_evidence WHERE article_id = '002' ORDER BY seq").fetchall()
    ]
    assert weights == sorted(weights, reverse=True)


def test_an_article_without_date_and_neighbours_gets_its_weekday_only(con: duckdb.DuckDBPyConnection) -> None:
    """Which of all Fridays it was, nobody can tell."""
    put(con, "a", "The mayor resigned on Friday.")
    infer(con)
    found = con.execute("SELECT inferred_day, inferred_weekday, published_day, date_status FROM articles").fetchall()
    assert found == [(None, "Friday", None, "unknown")]


def test_an_article_that_names_no_weekday_has_none(con: duckdb.DuckDBPyConnection) -> None:
    """Nothing points anywhere."""
    put(con, "a", "The mayor resigned.")
    infer(con)
    assert column(con, "inferred_weekday") == [None]


def test_a_sound_date_stands_and_is_found_again_by_the_evidence(con: duckdb.DuckDBPyConnection) -> None:
    """The interval is filled for sound dates too: it shows how sound they are."""
    put(con, "a", "The mayor resigned on Friday.", FRIDAY)
    infer(con)
    found = con.execute("SELECT date_status, published_day, inferred_day, published_at FROM articles").fetchall()
    assert found == [("declared", FRIDAY, FRIDAY, datetime(2021, 9, 10, tzinfo=UTC))]


@pytest.mark.parametrize("days", [-1, 1])
def test_a_date_that_is_a_day_off_is_no_conflict(con: duckdb.DuckDBPyConnection, days: int) -> None:
    """One agency report in ten is: midnight, and zones."""
    put(con, "a", "The mayor resigned on Friday, he said.", FRIDAY)
    put(con, "b", "Critics said on Friday that it was time.", FRIDAY)
    put(con, "c", "The mayor said on Friday that he resigned.", FRIDAY + timedelta(days=days))
    infer(con)
    assert column(con, "date_status")[2] == "declared"


def test_a_weekday_alone_makes_no_conflict(con: duckdb.DuckDBPyConnection) -> None:
    """Monday papers speak of Friday: one witness is not enough."""
    put(con, "a", "The mayor said on Friday that he resigned. The council met on Thursday.", FRIDAY + timedelta(days=3))
    infer(con)
    assert column(con, "date_status") == ["declared"]


def test_neighbours_alone_make_no_conflict(con: duckdb.DuckDBPyConnection) -> None:
    """Stories go on for weeks."""
    put(con, "a", "The mayor resigned.", FRIDAY)
    put(con, "b", "The mayor is out.", FRIDAY)
    put(con, "c", "The mayor looks back.", FRIDAY + timedelta(days=20))
    infer(con)
    assert column(con, "date_status")[2] == "declared"


def test_a_text_that_tells_of_later_days_contradicts_its_date(con: duckdb.DuckDBPyConnection) -> None:
    """Nobody reports what has not happened: with the story on that day, these are two witnesses."""
    put(con, "a", "The mayor resigned.", FRIDAY)
    put(con, "b", "The mayor resigned on September 9, 2021.", date(2020, 9, 10))
    infer(con)
    found = con.execute(
        "SELECT date_status, abs(published_day - $1) <= 1 FROM articles WHERE article_id = 'b'", [FRIDAY]
    )
    assert found.fetchall() == [("declared_conflict", True)]


def test_a_slip_in_a_date_of_the_text_contradicts_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """A day told as past that lies after every day that the others point to is a slip of its own."""
    put(con, "a", "The mayor resigned on Wednesday. He had been elected on 27 March 2022.", FRIDAY)
    for name in "bcd":
        put(con, name, f"The mayor {name} resigned on Wednesday, he said on Thursday.", FRIDAY + timedelta(days=4))
    infer(con)
    assert column(con, "date_status")[0] == "declared"


def test_who_is_tied_by_names_alone_is_no_neighbour(con: duckdb.DuckDBPyConnection) -> None:
    """Ties by names look at declared days, and a wrong one would have neighbours who bear it out."""
    put(con, "a", "The ferry sank.", FRIDAY)
    put(con, "b", "Nobody was hurt.", tie="shares_names")
    infer(con)
    assert column(con, "inferred_day") == [FRIDAY, None]


def test_forty_copies_weigh_as_much_as_one_text(con: duckdb.DuckDBPyConnection) -> None:
    """A wrong date that was copied is still one witness: the neighbourhood is told by texts, not by copies."""
    put(con, "a", "The mayor resigned on Friday, he said.", FRIDAY)
    put(con, "b", "It was on Friday that the mayor left, he said.")
    put(con, "c", "The mayor went.", FRIDAY + timedelta(days=40))
    for number in range(39):
        put(con, f"c{number:02d}", "The mayor went.", FRIDAY + timedelta(days=40), copy_of="c")
    infer(con)
    assert column(con, "published_day")[1] == FRIDAY


def test_a_date_in_the_future_is_not_used(con: duckdb.DuckDBPyConnection) -> None:
    """What was seen on the 10th was not published on the 20th."""
    put(con, "a", "The mayor resigned.", FRIDAY + timedelta(days=10), seen=datetime(2021, 9, 10, 12, tzinfo=UTC))
    infer(con)
    found = con.execute("SELECT published_day, published_at, date_status FROM articles").fetchall()
    assert found == [(None, None, "unknown")]


def test_no_day_after_the_first_sighting_is_inferred(con: duckdb.DuckDBPyConnection) -> None:
    """The text names Saturday, but it was read on Thursday already."""
    put(con, "a", "The mayor resigned.", FRIDAY - timedelta(days=2))
    put(con, "b", "The mayor said on Saturday that he resigned.", seen=datetime(2021, 9, 9, 12, tzinfo=UTC))
    infer(con)
    found = con.execute("SELECT inferred_day <= DATE '2021-09-10' FROM articles WHERE article_id = 'b'").fetchall()
    assert found == [(True,)]


def test_a_changed_day_is_told(con: duckdb.DuckDBPyConnection) -> None:
    """Whoever used the old day must be able to find out."""
    put(con, "a", "The mayor resigned on Friday, he said.", FRIDAY)
    put(con, "b", "It was on Friday that the mayor left, he said.")
    infer(con, "first")
    week_later = "declared_day = declared_day + 7, declared_at = declared_at + INTERVAL 7 DAY"
    con.execute(f"UPDATE articles SET {week_later} WHERE article_id = 'a'")
    infer(con, "second")
    found = con.execute("SELECT run_id, article_id, old_value, new_value FROM changes ORDER BY ALL").fetchall()
    assert found == [("second", "a", "2021-09-10", "2021-09-17"), ("second", "b", "2021-09-10", "2021-09-17")]


def test_inferring_again_changes_nothing(seeds: duckdb.DuckDBPyConnection) -> None:
    """A run that found nothing new must not look like one that did."""
    before = seeds.execute("SELECT * FROM articles ORDER BY article_id").fetchall()
    infer(seeds, "again")
    assert seeds.execute("SELECT * FROM articles ORDER BY article_id").fetchall() == before
    assert seeds.execute("SELECT count(*) FROM changes").fetchall() == [(0,)]


def test_the_order_of_the_rows_does_not_matter(seeds: duckdb.DuckDBPyConnection) -> None:
    """Two machines that read the same news must agree, row by row."""
    dates = (
        "SELECT article_id, inferred_day, inferred_low, inferred_high, inferred_confidence FROM articles ORDER BY ALL"
    )
    before = seeds.execute(dates).fetchall()
    seeds.execute("CREATE TEMP TABLE turned AS SELECT * FROM articles ORDER BY article_id DESC")
    seeds.execute("DELETE FROM articles")
    seeds.execute("INSERT INTO articles SELECT * FROM turned")
    infer(seeds)
    assert seeds.execute(dates).fetchall() == before


# Three texts of one week, and one of the same matter without a date: every two share some name.
KIN = (
    ("a", "Ridder left on Thursday.", FRIDAY, ("Ridder", "Osgood Mill")),
    ("b", "Ridder, he said on Friday, was ill.", FRIDAY, ("Ridder", "Hanna Vale")),
    ("c", "The mill closed.", FRIDAY + timedelta(days=4), ("Osgood Mill", "Hanna Vale")),
    ("d", "The mayor said on Friday that the mill would close.", None, ("Ridder", "Osgood Mill", "Hanna Vale")),
)


def put_kin(con: duckdb.DuckDBPyConnection, *articles: str) -> None:
    for article_id, text, day, named in KIN:
        if article_id in articles:
            put(con, article_id, text, day, story=article_id, named=named)


def test_texts_that_share_rare_names_date_one_another(con: duckdb.DuckDBPyConnection) -> None:
    """No quote is shared, no story: the names tell the week, the text the day in it."""
    put_kin(con, *"abcd")
    infer(con)
    assert column(con, "published_day")[3] == FRIDAY


def test_kin_are_told_as_evidence_with_the_names_shared(con: duckdb.DuckDBPyConnection) -> None:
    """A reader must be able to check it."""
    put_kin(con, *"abcd")
    infer(con)
    ((detail,),) = con.execute("SELECT detail FROM date_evidence WHERE article_id = 'd' AND witness = 'kin'").fetchall()
    assert detail.startswith("dated texts that share Hanna Vale, Osgood Mill, Ridder: 2021-09-10")


def test_who_tells_the_same_event_counts_for_more_than_who_names_the_same_person(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Ridder is in both texts; that he spoke on a Friday is told by the later one alone."""
    put(con, "a", "Ridder, a teacher, said on Wednesday that he stays.", FRIDAY, story="a", named=["Ridder"])
    put(con, "b", "Ridder said on Friday he would go.", FRIDAY + timedelta(days=7), story="b", named=["Ridder"])
    put(con, "c", "He goes, Ridder told us on Friday.", story="c", named=["Ridder"])
    infer(con)
    assert column(con, "published_day")[2] == FRIDAY + timedelta(days=7)


def test_kin_years_apart_date_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """Who is named every few years does not tell which year it is: better no day than a guess."""
    put(con, "a", "Ridder left.", FRIDAY, story="a", named=["Ridder"])
    put(con, "b", "Ridder is back.", FRIDAY + timedelta(days=900), story="b", named=["Ridder"])
    put(con, "c", "Ridder is ill.", story="c", named=["Ridder"])
    infer(con)
    assert column(con, "published_day")[2] is None


def test_an_unrelated_article_of_another_time_stays_unflagged(con: duckdb.DuckDBPyConnection) -> None:
    """Archives are read too: a day outside those of the batch is no witness, even where the weekday does not fit."""
    for number in range(30):
        day = date(2017, 11, 1) + timedelta(days=number)
        put(
            con,
            f"n{number:02d}",
            "The senator spoke.",
            day,
            story=f"n{number:02d}",
            named=["Quill", f"Mill {number % 7}"],
        )
    put(con, "old", "The mayor said on Friday that he resigned.", date(2009, 3, 10), story="old", named=["Harlan"])
    infer(con)
    assert column(con, "date_status")[-1] == "declared"


def test_a_year_that_is_wrong_is_found_by_kin(con: duckdb.DuckDBPyConnection) -> None:
    """The text speaks of Friday, its kin are of one week, and its date is of another year and weekday."""
    put_kin(con, *"abc")
    put(con, "d", KIN[3][1], FRIDAY.replace(year=2020) + timedelta(days=5), story="d", named=KIN[3][3])
    infer(con)
    assert (column(con, "date_status")[3], column(con, "published_day")[3]) == ("declared_conflict", FRIDAY)


@pytest.mark.parametrize(
    "url",
    [
        "https://news.example/2021/09/10/mayor",
        "https://news.example/a/20210910-mayor.html",
        "https://news.example/2021-09-10",
        "https://news.example/mayor_20210910/?seen=20200101",
        "https://news.example/2021/0910/c1001-7.html",
    ],
)
def test_the_day_in_an_address_dates_an_article(con: duckdb.DuckDBPyConnection, url: str) -> None:
    """Houses file their articles under the day: where nothing else is known it is a good witness."""
    put(con, "a", "The mayor resigned.", url=url)
    infer(con)
    assert column(con, "published_day") == [FRIDAY]


@pytest.mark.parametrize(
    "path", ["2021/13/10/a", "id/120210910", "2021/02/30/a", "tel/202109101", "2999/01/01/a", "2021/09/a", "2021/0910"]
)
def test_numbers_in_an_address_that_are_no_day_date_nothing(con: duckdb.DuckDBPyConnection, path: str) -> None:
    """Numbers of articles look like days now and then; a day after the first sighting is none either."""
    put(con, "a", "The mayor resigned.", url=f"https://news.example/{path}")
    infer(con)
    assert column(con, "published_day") == [None]


def test_an_address_alone_makes_no_conflict(con: duckdb.DuckDBPyConnection) -> None:
    """An article may have been filed long before it came out."""
    put(con, "a", "The mayor resigned.", FRIDAY, url="https://news.example/2021/08/10/mayor")
    infer(con)
    assert column(con, "date_status") == ["declared"]


def test_an_address_and_a_weekday_make_a_conflict(con: duckdb.DuckDBPyConnection) -> None:
    """Two witnesses that know nothing of one another."""
    text = "The mayor said on Friday that he resigned."
    put(con, "a", text, FRIDAY - timedelta(days=10), url="https://news.example/2021/09/10/mayor")
    infer(con)
    assert (column(con, "date_status"), column(con, "published_day")) == (["declared_conflict"], [FRIDAY])


def test_the_words_of_an_edition_tell_the_weekday(con: duckdb.DuckDBPyConnection) -> None:
    """A newspaper speaks of its own edition of the day; elsewhere "Sunday" in the body is a day that was."""
    put(con, "a", "The mayor resigned. " * 20 + "The report appears in Sunday's editions.")
    infer(con)
    assert column(con, "inferred_weekday") == ["Sunday"]


def test_the_stamp_of_a_correction_tells_the_weekday(con: duckdb.DuckDBPyConnection) -> None:
    """It was put under the text on that day, soon after the text came out."""
    note = "Correction 8:09 PM ET Friday: an earlier version said that he left on Monday."
    put(con, "a", f"The mayor resigned.\n\n{note}", correction=note)
    infer(con)
    assert con.execute("SELECT weekday FROM date_evidence WHERE witness = 'correction'").fetchall() == [("Friday",)]


@pytest.mark.parametrize("witness", ["url", "edition", "correction"])
def test_each_of_these_is_told_in_words(con: duckdb.DuckDBPyConnection, witness: str) -> None:
    """Whoever reads the evidence sees the very words."""
    note = "Correction 8:09 PM ET Friday: he is 40."
    text = f"The mayor resigned, as told in Friday's editions.\n{note}"
    put(con, "a", text, url="https://news.example/2021/09/10/mayor", correction=note)
    infer(con)
    ((detail,),) = con.execute("SELECT detail FROM date_evidence WHERE witness = $1", [witness]).fetchall()
    assert {"url": "2021/09/10", "edition": "Friday's editions", "correction": "8:09 PM ET Friday"}[witness] in detail


def put_years_apart(con: duckdb.DuckDBPyConnection, said: str) -> None:
    """An article of a Monday that speaks of Friday, and kin of other years who are of the day `said` in their texts."""
    put(con, "a", "Ridder said on Friday that he left.", FRIDAY + timedelta(days=3), story="a", named=["Ridder"])
    for number in range(3):
        day, text = FRIDAY + timedelta(days=364 * number - 2100), f"Ridder {number} said on {said} that he stays."
        put(con, f"k{number}", text, day, story=f"k{number}", named=["Ridder"])


def test_a_weekday_that_kin_would_not_name_so_contradicts_the_declared_day(con: duckdb.DuckDBPyConnection) -> None:
    """Kin years apart tell no day, but how such texts speak of days: they are the second witness."""
    put_years_apart(con, "Friday")
    infer(con)
    assert column(con, "date_status")[0] == "declared_conflict"


def test_a_weekday_that_kin_name_so_too_contradicts_nothing(con: duckdb.DuckDBPyConnection) -> None:
    """Their texts too speak of three days ago: such is their habit, as of a Monday paper."""
    put_years_apart(con, "Tuesday")
    infer(con)
    assert column(con, "date_status")[0] == "declared"


def test_the_habit_of_kin_is_told(con: duckdb.DuckDBPyConnection) -> None:
    """A critical finding needs a reason that can be checked."""
    put_years_apart(con, "Friday")
    infer(con)
    ((detail,),) = con.execute("SELECT detail FROM date_evidence WHERE witness = 'habit'").fetchall()
    assert detail.startswith("3 of 3 dated texts that share rare names")


def said(
    text: str, day: date | None = None, url: str | None = None, named: Iterable[str] = ("Ridder",)
) -> dict[str, Any]:
    return {"text": text, "day": day, "url": url, "named": named}


# Articles whose days are told by different witnesses, each set with the article that is dated by it first.
BATCHES = {
    "kin": [said(text, day, named=named) for _, text, day, named in reversed(KIN)],
    "habit": [
        said("Ridder said on Friday that he left.", FRIDAY + timedelta(days=3)),
        *(said(f"Ridder {n} said on Friday that he stays.", FRIDAY - timedelta(days=364 * n)) for n in (1, 2, 3)),
    ],
    "url": [
        said("Ridder resigned.", url="https://news.example/2021/09/10/mayor"),
        said("Ridder said on Friday he was ill.", FRIDAY - timedelta(days=10), "https://news.example/2021-09-10"),
        said("Ridder left on Thursday.", FRIDAY),
    ],
    "event": [
        said("He goes, Ridder told us on Friday."),
        said("Ridder, a teacher, said on Wednesday that he stays.", FRIDAY),
        said("Ridder said on Friday he would go.", FRIDAY + timedelta(days=7)),
        said("Ridder, he said on Friday, was ill.", FRIDAY + timedelta(days=7)),
    ],
    "spread": [
        said("Ridder is ill."),
        *(said("Ridder is back.", FRIDAY + timedelta(days=200 * n)) for n in range(4)),
    ],
}


def dated_in(runs: list[str], articles: list[dict[str, Any]]) -> list[list[tuple[object, ...]]]:
    """What is told of the days of some articles after runs that bring some of them each ("ba", "c")."""
    with connect() as con:
        create_tables(con)
        make_macros(con)
        for run in runs:
            for article_id in run:
                put(con, article_id, **articles["abcde".index(article_id)], story=article_id)
            infer(con, only=f"[{run}]")
        days = "SELECT COLUMNS('article_id|inferred|published|date_status') FROM articles ORDER BY ALL"
        return [con.execute(told).fetchall() for told in (days, "SELECT * FROM date_evidence ORDER BY ALL")]


@pytest.mark.parametrize("witness", BATCHES)
def test_no_split_into_runs_changes_a_day_or_its_reasons(witness: str) -> None:
    """What comes later dates those that were here before it, whoever tells the day."""
    articles = BATCHES[witness]
    every = "abcde"[: len(articles)]
    at_once = dated_in([every], articles)
    for runs in (list(every[::-1]), ["a", every[1:]]):
        assert dated_in(runs, articles) == at_once, runs


@pytest.mark.parametrize("witness", ["habit", "url", "event"])
def test_the_articles_of_the_batches_are_dated_by_the_witness_that_they_are_for(witness: str) -> None:
    """Or the test above would hold of articles that nobody dates."""
    _, evidence = dated_in(["abcde"[: len(BATCHES[witness])]], BATCHES[witness])
    assert ("a", "kin" if witness == "event" else witness) in [(row[0], row[2]) for row in evidence]


def put_scattered(con: duckdb.DuckDBPyConnection, *days_after: int) -> None:
    """An undated article, and kin who lie so many days after a Friday."""
    put(con, "a", "Ridder is ill.", story="a", named=["Ridder"])
    for days in days_after:
        put(con, f"k{days}", "Ridder is back.", FRIDAY + timedelta(days=days), story=f"k{days}", named=["Ridder"])
    infer(con)


def outline(con: duckdb.DuckDBPyConnection) -> tuple[date | None, ...]:
    (row,) = con.execute(
        "SELECT inferred_day, inferred_low, inferred_high FROM articles WHERE article_id = 'a'"
    ).fetchall()
    return row


def test_kin_who_agree_on_no_day_leave_years(con: duckdb.DuckDBPyConnection) -> None:
    """Three days that lie 200 from one another: on either side Student's 2.92 times 200 times the root of 4/3."""
    put_scattered(con, 0, 200, 400)
    day, low, high = outline(con)
    assert day is None
    assert low
    assert high
    assert (high - FRIDAY).days == pytest.approx(200 + 2.92 * 200 * (4 / 3) ** 0.5, rel=0.06)
    assert (low - FRIDAY).days + (high - FRIDAY).days == pytest.approx(400, abs=1)


def test_of_two_days_nobody_can_tell_how_far_they_scatter(con: duckdb.DuckDBPyConnection) -> None:
    """A third may lie anywhere."""
    put_scattered(con, 0, 300)
    assert outline(con) == (None, None, None)


def test_an_interval_that_says_nothing_is_not_given(con: duckdb.DuckDBPyConnection) -> None:
    """Nobody is helped by "between 1999 and 2026"."""
    put_scattered(con, 0, -2000, -4000, -6000)
    assert outline(con) == (None, None, None)


def test_the_years_that_kin_leave_end_where_the_article_was_seen_and_begin_after_what_it_tells(
    con: duckdb.DuckDBPyConnection,
) -> None:
    """Both are certain, the spread is not."""
    seen = datetime(2022, 9, 1, tzinfo=UTC)
    put(con, "a", "Ridder resigned on July 3, 2021.", story="a", named=["Ridder"], seen=seen)
    for days in (0, 300, 600):
        put(con, f"k{days}", "Ridder is back.", FRIDAY + timedelta(days=days), story=f"k{days}", named=["Ridder"])
    infer(con)
    assert outline(con) == (None, date(2021, 7, 3), date(2022, 9, 2))


def test_kin_who_agree_on_no_day_are_told_as_evidence(con: duckdb.DuckDBPyConnection) -> None:
    """Whoever sees years without a day wants to know why."""
    put_scattered(con, 0, 200, 400)
    details = con.execute("SELECT detail FROM date_evidence WHERE article_id = 'a' AND witness = 'kin'").fetchall()
    assert details == [("dated texts that share Ridder do not agree on a day: 2021-09-10, 2022-03-29, 2022-10-15",)]


def test_the_view_of_conflicts_explains_each_in_a_sentence(seeds: duckdb.DuckDBPyConnection) -> None:
    """Whoever looks at the view need not know the model."""
    create_views(seeds)
    ((sentence,),) = seeds.execute("SELECT explanation FROM date_conflicts").fetchall()
    assert sentence.startswith("Declared as Monday 2020-03-23, but most probably of Friday 2020-04-03 (")


def test_the_shares_of_the_lags_add_up() -> None:
    """The table is made by tests/learn_weekdays.py; a slip in it would tilt every day."""
    file = Path(folder("schemas")) / "terms" / "weekday_likelihood.csv"
    query = "SELECT sum(share) AS share, count(*) FROM read_csv($1) GROUP BY place, tense"
    with connect() as con:
        sums = con.execute(query, [str(file)]).fetchall()
    assert [row for row in sums if abs(row[0] - 1) > 0.001 or row[1] != 7] == []
