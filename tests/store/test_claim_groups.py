"""The same claim is found across articles, and a relation only where numbers, negation or words differ."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date
from pathlib import Path

import duckdb
import pytest

from pipelines.language.claims import told
from pipelines.language.mentions import date_mentions
from pipelines.lexicon import lexicon
from pipelines.store import claim_groups
from pipelines.store.claim_groups import group_claims
from pipelines.store.sql import make_macros
from pipelines.tables import connect, create_tables

SEEDS = [path.read_text() for path in sorted((Path(__file__).parents[2] / "seeds").glob("0*.txt"))]
ARTICLE = """
INSERT INTO articles BY NAME
SELECT
    ? AS article_id, ? AS text, ? AS copy_of, ?::DATE AS published_day, 'v' AS version_id, 's' AS source_id, 'r' AS ref,
    if(published_day IS NULL, 'unknown', 'declared') AS date_status, 'story' AS story_id, 0 AS position,
    1 AS rule_version,
    TIMESTAMPTZ '2020-04-06 12:00:00+00' AS first_seen_at, first_seen_at AS last_seen_at, 'run' AS run_id
"""


def add(con: duckdb.DuckDBPyConnection, article_id: str, text: str, copy_of: str | None, day: str | None) -> None:
    con.execute(ARTICLE, [article_id, text, copy_of, day])
    found = told(text, lexicon())
    for one in found.figures:
        row = [article_id, *one[:-1], list(one.near)]
        con.execute("INSERT INTO figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    for name in found.names:
        con.execute("INSERT INTO name_mentions VALUES (?, ?, ?, ?, ?, ?, NULL)", [article_id, *name])
    for mention in date_mentions(text, date.fromisoformat(day) if day else None):
        con.execute("INSERT INTO date_mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", [article_id, *mention])
    for claim in found.claims:
        fields = {name: list(value) if isinstance(value, tuple) else value for name, value in claim._asdict().items()}
        names, marks = ", ".join(fields), ", ".join("?" * len(fields))
        claim_id = f"{article_id}-{claim.kind[0]}{claim.content_start:05d}-{claim.content_end:05d}"
        con.execute(
            f"INSERT INTO claims (claim_id, article_id, {names}) VALUES (?, ?, {marks})",
            [claim_id, article_id, *fields.values()],
        )


def store(
    texts: Sequence[str],
    *,
    copies: Sequence[str | None] = (),
    days: Sequence[str | None] = (),
    order: Sequence[int] = (),
    stories: Sequence[str] = (),
) -> duckdb.DuckDBPyConnection:
    """A store with the texts as the articles 0, 1, … of one story or of `stories`, grouped."""
    con = connect()
    create_tables(con)
    make_macros(con)
    for index in order or range(len(texts)):
        copy_of = copies[index] if copies else None
        add(con, str(index), texts[index], copy_of, days[index] if days else None)
        if stories:
            con.execute("UPDATE articles SET story_id = ? WHERE article_id = ?", [stories[index], str(index)])
    con.execute("CREATE TEMP TABLE touched AS SELECT article_id FROM articles")
    con.begin()
    group_claims(con, "run")
    con.commit()
    return con


def articles_of(con: duckdb.DuckDBPyConnection, words: str) -> list[set[str]]:
    """The articles of each group that has a claim with these words."""
    rows = con.execute(
        """
        SELECT list(DISTINCT article_id) FROM claims
        WHERE claim_group_id IN (SELECT claim_group_id FROM claims WHERE contains(content, ?))
        GROUP BY claim_group_id
        """,
        [words],
    ).fetchall()
    return [set(articles) for (articles,) in rows]


def related(con: duckdb.DuckDBPyConnection) -> list[tuple[str, ...]]:
    return con.execute("SELECT kind, slot, from_value, to_value FROM claim_relations ORDER BY ALL").fetchall()


@pytest.fixture(scope="module")
def seeds() -> duckdb.DuckDBPyConnection:
    return store(SEEDS)


def test_the_implications_are_one_claim_over_all_four_seeds(seeds: duckdb.DuckDBPyConnection) -> None:
    """Three words in marks, a clause and a whole quotation with an ellipsis are the same claim."""
    assert articles_of(seeds, "significant humanitarian implications") == [{"0", "1", "2", "3"}]


def test_the_masks_from_china_are_one_claim(seeds: duckdb.DuckDBPyConnection) -> None:
    """ "10 million N95 respirators" and "10 million masks" share figure and matter."""
    assert articles_of(seeds, "10 million") == [{"0", "2"}]


def test_the_seeds_reword_nothing_across_articles(seeds: duckdb.DuckDBPyConnection) -> None:
    """A tweet in other case and marks, health care in three spellings and an ellipsis are house style."""
    across = "SELECT count(*) FROM claim_relations WHERE split_part(from_id, '-', 1) != split_part(to_id, '-', 1)"
    assert seeds.execute(across).fetchone() == (0,)


def test_every_claim_has_a_group_and_each_group_its_smallest_claim(seeds: duckdb.DuckDBPyConnection) -> None:
    """A group's name must not depend on the order of arrival."""
    wrong = "SELECT claim_group_id FROM claims GROUP BY 1 HAVING min(claim_id) IS DISTINCT FROM claim_group_id"
    assert seeds.execute(wrong).fetchall() == []
    assert (
        seeds.execute("SELECT sum(claims) FROM claim_groups").fetchone()
        == seeds.execute("SELECT count(*) FROM claims").fetchone()
    )


def test_the_order_of_arrival_changes_nothing(seeds: duckdb.DuckDBPyConnection) -> None:
    """The sets are a function of what is stored."""
    query = "SELECT * FROM claim_groups ORDER BY claim_group_id"
    assert store(SEEDS, order=(2, 0, 3, 1)).execute(query).fetchall() == seeds.execute(query).fetchall()


def test_grouping_again_changes_nothing(seeds: duckdb.DuckDBPyConnection) -> None:
    """A run without news leaves the sets as they are."""
    query = "SELECT * FROM claim_groups ORDER BY claim_group_id"
    before = seeds.execute(query).fetchall()
    group_claims(seeds, "another")
    assert seeds.execute(query).fetchall() == before


def test_copies_count_once() -> None:
    """Forty copies of a wire report are one witness."""
    text = "Mayor Anna Weber said the harbour bridge carries 40,000 cars every day."
    con = store([text, text, text], copies=(None, "0", "0"))
    assert con.execute("SELECT claims, articles, copy_groups FROM claim_groups").fetchall() == [(3, 3, 1)]


def test_a_changed_word_of_a_quotation_is_a_relation_with_its_places() -> None:
    """The check shows the words in both articles."""
    one = "“We expect more orders under the Harbour Protection Act very soon,” Weber said."
    other = "“We expect more orders under the Harbour Production Act very soon,” Weber said."
    con = store([one, other])
    assert related(con) == [("reworded", "words", "Protection", "Production")]
    start, end = con.execute("SELECT to_start, to_end FROM claim_relations").fetchall()[0]
    assert other[start:end] == "Production"


def test_two_figures_for_one_thing_contradict() -> None:
    """Nothing but the figure differs."""
    con = store(
        [
            "Weber said the harbour bridge cost 30 million dollars to build in two years.",
            "Weber said the harbour bridge cost 50 million dollars to build in two years.",
        ]
    )
    assert related(con) == [("contradicts", "number", "30000000 dollar", "50000000 dollar")]


def test_a_later_figure_updates() -> None:
    """Counts grow from day to day."""
    texts = [f"Police said {number} people died in the fire at the harbour warehouse." for number in (12, 19)]
    con = store(texts, days=("2020-04-03", "2020-04-05"))
    assert related(con) == [("updates", "number", "12 person", "19 person")]


def test_figures_of_another_month_do_not_contradict() -> None:
    """Two forecasts for two years are both right."""
    text = "Weber said the harbour bridge would have cost {} million dollars by the end of May {}."
    assert related(store([text.format(30, 2019), text.format(50, 2021)])) == []


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The harbour bridge cost {} million dollars to build.", "The harbour bridge cost over {} million dollars."),
        ("Lindau cut the toll on the bridge from {} dollars.", "Lindau cut the toll on the bridge to {} dollars."),
        ("Weber was on the harbour bridge when he was {}.", "Weber was on the harbour bridge when he was in his {}s."),
    ],
)  # fmt: skip
def test_a_bound_the_end_of_a_change_and_a_decade_contradict_nothing(one: str, other: str) -> None:
    """ "Over 30" may be 35; what falls from 35 may fall to 30."""
    assert related(store([one.format(35), other.format(30)])) == []


def test_a_text_that_knows_both_figures_does_not_contradict() -> None:
    """It tells of two bridges, or of two counts."""
    text = "The harbour bridge of Lindau cost {} million dollars to repair after the winter storm. "
    assert related(store([text.format(30), text.format(50) + text.format(30)])) == []


def test_a_list_with_several_other_figures_is_another_list() -> None:
    """Two price lists differ in everything."""
    text = (
        "The harbour of Lindau charges {} dollars a boat, {} dollars a barge and {} dollars a ferry each summer night."
    )
    assert related(store([text.format(20, 35, 50), text.format(25, 45, 60)])) == []


def test_the_same_figure_contradicts_in_no_claim_but_in_articles() -> None:
    """A sentence that nobody said and that is not worth checking may hold a slip all the same."""
    text = "Anna Weber, {}, lives in the old lighthouse at the harbour of Lindau with two cats."
    con = store([text.format(54), text.format(45)])
    assert con.execute("SELECT kind, from_value, to_value FROM figure_relations").fetchall() == [
        ("contradicts", "54", "45")
    ]


def test_a_later_version_of_a_text_corrects() -> None:
    """One source tells the same anew with another figure."""
    text = "Weber said the harbour bridge cost {} million dollars to build in two years."
    con = store([text.format(30), text.format(50)])
    con.execute("INSERT INTO article_links (a_id, b_id, kind, rule_version) VALUES ('0', '1', 'update', 1)")
    group_claims(con, "again")
    assert related(con) == [("corrects", "number", "30000000 dollar", "50000000 dollar")]


def test_a_note_of_correction_that_gives_both_figures_corrects() -> None:
    """Only a note that says so: another note may be about a name."""
    text = "Weber said the harbour bridge cost {} million dollars to build in two years."
    con = store([text.format(30), text.format(50)])
    con.execute(
        "UPDATE articles SET correction = 'An earlier version said 30 million; it is 50' WHERE article_id = '1'"
    )
    group_claims(con, "again")
    assert [kind for kind, *_ in related(con)] == ["corrects"]


def test_figures_do_not_depend_on_the_order_of_arrival() -> None:
    """What came in two batches is related as if it had come in one."""
    text = "The harbour bridge of Lindau cost {} million dollars to repair after the winter storm."
    con = store([text.format(30), text.format(50), text.format(70)], days=["2020-04-03"] * 3)
    query = "SELECT * FROM figure_relations ORDER BY ALL"
    whole = con.execute(query).fetchall()
    con.execute("DELETE FROM touched WHERE article_id != '1'")
    group_claims(con, "again")
    assert len(whole) == 3
    assert con.execute(query).fetchall() == whole


def test_figures_of_two_stories_contradict_where_the_claims_are_nearly_the_same() -> None:
    """Two reports of one thing need not be held to be one story."""
    text = "The harbour bridge of Lindau cost {} million dollars to repair after the winter storm."
    con = store([text.format(30), text.format(50)], days=("2020-04-03", "2020-04-05"), stories=("one", "other"))
    assert related(con) == [("contradicts", "number", "30000000 dollar", "50000000 dollar")]


def test_figures_of_two_stories_a_season_apart_are_not_compared() -> None:
    """What costs so much in spring may cost more in autumn."""
    text = "The harbour bridge of Lindau cost {} million dollars to repair after the winter storm."
    con = store([text.format(30), text.format(50)], days=("2020-04-03", "2020-09-05"), stories=("one", "other"))
    assert related(con) == []


@pytest.mark.parametrize("figure", ["nearly 2,000", "2,000"])
def test_a_rounded_figure_does_not_contradict(figure: str) -> None:
    """Headlines round."""
    con = store([f"Police said {number} people left the harbour warehouse on foot." for number in (figure, "1,970")])
    assert related(con) == []


def test_a_denial_contradicts() -> None:
    """The same terms, once negated."""
    con = store(
        [
            "Weber said the company has cut off mask exports to Canada and Mexico.",
            "Klein said the company has not cut off mask exports to Canada and Mexico.",
        ]
    )
    assert related(con) == [("contradicts", "negation", "false", "true")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (
            "Weber said the council would not speak directly to the tenants of the harbour houses.",
            "“Maybe I can tell the tenants of the harbour houses directly that this council is not so,” Weber said.",
        ),
        (
            "Weber said he was arrested a dozen times at protests in Lindau and Bregenz.",
            "Weber said he was arrested a dozen times at protests in Lindau and Bregenz and has no criminal record.",
        ),
    ],
)
def test_a_denial_of_something_else_contradicts_nothing(one: str, other: str) -> None:
    """Both deny, or what is denied stands in one of them only."""
    assert related(store([one, other])) == []


DAY = "The council of Lindau opened the new harbour bridge to all heavy lorries on {}."
TOWN = "Police said a bomb destroyed the crowded central market hall in {} in the morning."
WAY = "Officials said unemployment among young workers in the harbour district {} in the first quarter."


@pytest.mark.parametrize(
    ("one", "other", "relation"),
    [
        (DAY.format("3 May 2020"), DAY.format("8 May 2020"), ("contradicts", "date", "2020-05-03", "2020-05-08")),
        (TOWN.format("Kabul"), TOWN.format("Kandahar"), ("contradicts", "place", "Kabul", "Kandahar")),
        (WAY.format("rose"), WAY.format("fell"), ("contradicts", "direction", "up", "down")),
    ],
)
def test_another_day_place_or_direction_contradicts(one: str, other: str, relation: tuple[str, ...]) -> None:
    """Nothing but the slot differs; the words stand in both texts."""
    texts = [f"Weber said {text[0].lower()}{text[1:]}" if text.startswith("The") else text for text in (one, other)]
    con = store(texts, days=("2020-05-10", "2020-05-10"))
    assert related(con) == [relation]


@pytest.mark.parametrize(
    ("one", "other", "days"),
    [
        (DAY.format("3 May 2020"), DAY.format("4 May 2020"), ("2020-05-10", "2020-05-10")),
        (TOWN.format("Kabul"), TOWN.format("Afghanistan"), ("2020-05-10", "2020-05-10")),
        (WAY.format("rose"), WAY.format("fell"), ("2020-05-10", "2020-05-11")),
        (DAY.format("3 May 2020"), DAY.format("8 May 2020").replace("all heavy", "4,000"), ("2020-05-10",) * 2),
    ],
)
def test_a_night_a_country_another_day_or_figure_contradict_nothing(
    one: str, other: str, days: tuple[str, str]
) -> None:
    """An event of midnight has two days, a city lies in its country, and what rose may fall tomorrow."""
    texts = [f"Weber said {text[0].lower()}{text[1:]}" if text.startswith("The") else text for text in (one, other)]
    assert related(store(texts, days=days)) == []


def test_what_was_foretold_for_another_day_is_updated() -> None:
    """It will open on Monday, and it opened on Thursday: nobody was wrong."""
    texts = [
        "Weber said the council will open the new harbour bridge of Lindau on 4 May 2020.",
        "Weber said the council opened the new harbour bridge of Lindau on 7 May 2020.",
    ]
    assert related(store(texts, days=("2020-05-01", "2020-05-08"))) == [("updates", "date", "2020-05-04", "2020-05-07")]


def test_a_corrected_version_corrects_the_day() -> None:
    """One source tells the same anew with another day."""
    con = store(
        [f"Weber said {DAY.format(day)[:1].lower()}{DAY.format(day)[1:]}" for day in ("3 May 2020", "8 May 2020")],
        days=("2020-05-10", "2020-05-11"),
    )
    con.execute("INSERT INTO article_links (a_id, b_id, kind, rule_version) VALUES ('0', '1', 'update', 1)")
    group_claims(con, "again")
    assert related(con) == [("corrects", "date", "2020-05-03", "2020-05-08")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Police said 12 people died at the gate of Lindau.", "Police said 40 people were hurt at the gate of Lindau."),
        ("A poll of Lindau voters had Weber at 44 percent.", "A survey of Lindau voters had Weber at 41 percent."),
        (
            "Weber said the harbour tax of Lindau has three steps of 12 percent, 25 percent and 35 percent a year.",
            "Weber said the harbour tax of Lindau has a step of 39 percent a year.",
        ),
        (
            "Shares of Lindau Harbour fell 50 cents on Friday to close at 20 dollars on the exchange.",
            "Shares of Lindau Harbour fell 12 cents on Friday to close at 20 dollars on the exchange.",
        ),
    ],
)
def test_other_things_counted_contradict_nothing(one: str, other: str) -> None:
    """The dead and the hurt, two polls, one of a row of figures, a price of nobody knows which day."""
    assert related(store([one, other])) == []


def test_a_word_left_out_days_later_is_another_occasion() -> None:
    """Who says a thing again says it a little otherwise."""
    texts = [f"“We have come a {how} way in the last nine months,” Weber said." for how in ("pretty long", "long")]
    assert len(related(store(texts, days=("2020-05-01", "2020-05-02")))) == 1
    assert related(store(texts, days=("2020-05-01", "2020-05-06"))) == []


def test_claims_that_leave_a_story_leave_its_groups() -> None:
    """An article that moves to another story takes its claims along."""
    text = "Mayor Anna Weber said the harbour bridge carries 40,000 cars every day."
    con = store([text, text.replace("every day", "a day")])
    con.execute("UPDATE articles SET story_id = 'other' WHERE article_id = '1'")
    group_claims(con, "run")
    assert con.execute("SELECT story_id, claims FROM claim_groups ORDER BY 1").fetchall() == [
        ("other", 1),
        ("story", 1),
    ]


def test_a_story_of_many_wordings_does_not_compare_all_with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    """600 claims that share all their common words would be 180,000 pairs. The pairs stay here, to be counted."""
    monkeypatch.setattr(claim_groups, "passing", lambda con: nullcontext())
    texts = [
        f"Weber said the harbour bridge number w{index} of the city carries many cars to town{index}."
        for index in range(600)
    ]
    con = store(texts)
    assert (con.execute("SELECT count(*) FROM claim_pairs").fetchone() or (0,))[0] < 600 * 60
