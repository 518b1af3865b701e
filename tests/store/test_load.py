"""Segments into the store: once, in any order, split in any way; what names an article; what is its newest version."""

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from pipelines.records import Article
from pipelines.store.derive import derive
from pipelines.store.load import load_landed, load_segments
from pipelines.store.writer import writer
from tests.comparing import FREE_COLUMNS, contents
from tests.landed import NOW, article, landed

COUNCIL = (
    "The town council voted on Thursday to close the northern bridge for repairs until the autumn. "
    'Mayor Anna Berg said "nobody will be cut off from the hospital while the work goes on along the river", '
    "and promised a ferry. "
    "Two members of the opposition left the room before the vote, which passed by nine to four."
)
FERRY = (
    "A ferry will carry cars across the river from Monday. "
    'The mayor repeated that "nobody will be cut off from the hospital while the work goes on along the river" '
    "at a meeting on Friday. "
    "Fares were not announced, and the harbour office did not return calls for comment."
)
HARBOUR = (
    "The harbour made a profit of 3 million last year, its annual report said. "
    "It will build a second pier by the end of the decade."
)


def loaded(data: Path, *batches: Sequence[Article]) -> duckdb.DuckDBPyConnection:
    """The store after runs that brought these batches, opened for reading."""
    for minutes, batch in enumerate(batches):
        landed(data, batch, minutes=minutes)
        with writer(data, now=NOW) as con:
            load_landed(con, data, now=NOW)
            derive(con, f"run-{minutes}")
    return duckdb.connect(str(data / "store.duckdb"), read_only=True)


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    return int(con.execute(f"SELECT count(*) FROM {table}").fetchall()[0][0])


def test_the_names_and_words_that_checks_compare_are_those_of_the_newest_english_text(tmp_path: Path) -> None:
    """What an edit took out bears witness no more, and a text in another language never does."""
    first = [article(COUNCIL, guid="1"), article(HARBOUR, guid="2", language="de")]
    with loaded(tmp_path / "first", first) as con:
        assert con.execute("SELECT name FROM text_names").fetchall() == [("Mayor Anna Berg",)]
    with loaded(tmp_path / "edited", first, [article(FERRY, guid="1")]) as con:
        words = {word for (word,) in con.execute("SELECT word FROM text_words").fetchall()}
        assert (count(con, "text_names"), "announced" in words, "council" in words, "million" in words) == (
            0, True, False, False,
        )  # fmt: skip


def test_the_same_segment_twice_is_loaded_once(tmp_path: Path) -> None:
    """A run that was killed after it had loaded a segment meets it again."""
    segment = next(landed(tmp_path, [article(COUNCIL, guid="1")]).glob("*.parquet"))
    with writer(tmp_path, now=NOW) as con:
        load_segments(con, {"run/articles-1.parquet": segment}, now=NOW)
        before = con.execute("FROM articles").fetchall(), con.execute("FROM article_versions").fetchall()
        load_segments(con, {"run/articles-1.parquet": segment}, now=NOW)
        assert (con.execute("FROM articles").fetchall(), con.execute("FROM article_versions").fetchall()) == before


def test_few_articles_are_written_once_and_of_many_the_log_before_what_follows(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DuckDB holds in memory what it has logged, and what follows from very many needs the memory."""
    log = tmp_path / "store.duckdb.wal"
    with writer(tmp_path, now=NOW) as con:
        landed(tmp_path, [article(COUNCIL, guid="1")])
        load_landed(con, tmp_path, now=NOW)
        assert log.exists()
        monkeypatch.setattr("pipelines.store.load.MANY", 0)
        landed(tmp_path, [article(FERRY, guid="2")], minutes=1)
        load_landed(con, tmp_path, now=NOW)
        assert not log.exists()


def test_an_edit_is_a_version_of_the_same_article(tmp_path: Path) -> None:
    """A correction must neither be lost nor become an article of its own."""
    con = loaded(tmp_path, [article(COUNCIL, guid="1")], [article(COUNCIL + " It was corrected.", guid="1")])
    assert (count(con, "articles"), count(con, "article_versions")) == (1, 2)


def test_the_newest_version_is_the_article(tmp_path: Path) -> None:
    """And what the stages found in the old one is gone."""
    con = loaded(tmp_path, [article(COUNCIL, guid="1")], [article(HARBOUR, guid="1")])
    assert con.execute("SELECT text FROM articles").fetchall() == [(HARBOUR,)]
    assert con.execute(
        "SELECT bool_and(contains(a.text, c.content)) FROM claims c JOIN articles a USING (article_id)"
    ).fetchall() == [(True,)]


def test_a_new_version_leaves_a_trace(tmp_path: Path) -> None:
    """Who relies on the data must be able to see what a run changed."""
    con = loaded(tmp_path, [article(COUNCIL, guid="1")], [article(HARBOUR, guid="1")])
    assert con.execute("SELECT column_name FROM changes WHERE column_name = 'version_id'").fetchall() == [
        ("version_id",)
    ]


def test_the_sources_own_date_of_change_decides_which_version_is_newest(tmp_path: Path) -> None:
    """A feed read late may still hold the older text."""
    new = article(COUNCIL, guid="1", updated_text="2020-04-05T10:00:00Z")
    old = article(HARBOUR, guid="1", updated_text="2020-04-04T10:00:00Z")
    con = loaded(tmp_path, [new], [old])
    assert con.execute("SELECT text FROM articles").fetchall() == [(COUNCIL,)]


def test_the_same_address_in_two_feeds_is_one_article_with_two_sightings(tmp_path: Path) -> None:
    """A story is not twice as true because two feeds of one paper list it."""
    con = loaded(
        tmp_path,
        [article(COUNCIL, url="https://paper.example/bridge", guid="a", source_id="front")],
        [article(COUNCIL, url="https://www.paper.example/bridge?utm_source=rss", guid="b", source_id="local")],
    )
    assert (count(con, "articles"), count(con, "sightings")) == (1, 2)


def test_a_guid_shared_by_mistake_does_not_join_different_articles(tmp_path: Path) -> None:
    """Some feeds give every item the same GUID."""
    con = loaded(
        tmp_path,
        [
            article(COUNCIL, url="https://paper.example/1", guid="same"),
            article(HARBOUR, url="https://paper.example/2", guid="same", position=1),
        ],
    )
    assert count(con, "articles") == 2


def test_a_changed_guid_does_not_split_an_article(tmp_path: Path) -> None:
    """Some feeds make new GUIDs whenever they are moved to another system."""
    con = loaded(
        tmp_path,
        [article(COUNCIL, url="https://paper.example/1", guid="old")],
        [article(COUNCIL + " Updated.", url="https://paper.example/1", guid="new")],
    )
    assert count(con, "articles") == 1


def test_the_front_page_is_no_key(tmp_path: Path) -> None:
    """An item that links to the site's front page is not the same as every other that does."""
    con = loaded(
        tmp_path,
        [article(COUNCIL, url="https://paper.example/"), article(HARBOUR, url="https://paper.example/", position=1)],
    )
    assert count(con, "articles") == 2


def test_an_item_that_proves_two_articles_to_be_one_joins_them(tmp_path: Path) -> None:
    """The id that gives way stays findable as a key."""
    con = loaded(
        tmp_path,
        [
            article(COUNCIL, url="https://paper.example/1", guid="g1"),
            article(COUNCIL, url="https://paper.example/2", guid="g2", position=1),
        ],
        [article(COUNCIL, url="https://paper.example/1", guid="g2")],
    )
    assert count(con, "articles") == 1
    assert con.execute("SELECT count(*) FROM article_keys WHERE kind = 'former_id'").fetchall() == [(1,)]


def test_articles_without_any_key_are_known_by_their_text(tmp_path: Path) -> None:
    """Lines of a file that give nothing but text."""
    con = loaded(tmp_path, [article(COUNCIL)], [article(COUNCIL), article(HARBOUR, position=1)])
    assert count(con, "articles") == 2


def test_a_damaged_segment_is_named_and_the_others_are_loaded(tmp_path: Path) -> None:
    """One bad file must not stop the data of a whole night."""
    damaged = next(landed(tmp_path, [article(COUNCIL, guid="1")]).glob("*.parquet"))
    damaged.write_bytes(damaged.read_bytes()[:-20])
    landed(tmp_path, [article(HARBOUR, guid="2")], minutes=1)
    with writer(tmp_path, now=NOW) as con:
        gained, errors = load_landed(con, tmp_path, now=NOW)
    assert gained.articles == 1
    assert [str(damaged) in str(error) for error in errors] == [True]
    assert damaged.exists()


def test_a_missing_segment_is_named(tmp_path: Path) -> None:
    """The manifest of a run is there to prove that nothing is missing."""
    next(landed(tmp_path, [article(COUNCIL, guid="1")]).glob("*.parquet")).unlink()
    landed(tmp_path, [article(HARBOUR, guid="2")], minutes=1)
    with writer(tmp_path, now=NOW) as con:
        gained, errors = load_landed(con, tmp_path, now=NOW)
    assert gained.articles == 1
    assert ["is missing" in str(error) for error in errors] == [True]


def test_a_declared_date_that_the_source_corrects_is_taken(tmp_path: Path) -> None:
    """The same text with another date is the same version; what was said last counts, and leaves a trace."""
    first, second = (article(COUNCIL, guid="1", declared_text=day) for day in ("2020-04-01", "2020-04-03"))
    con = loaded(tmp_path, [first], [second])
    assert con.execute("SELECT declared_text FROM articles").fetchall() == [("2020-04-03",)]
    assert con.execute("SELECT old_value FROM changes WHERE column_name = 'declared_text'").fetchall() == [
        ("2020-04-01",)
    ]


def test_a_guid_given_to_every_item_costs_no_pairs(tmp_path: Path) -> None:
    """Three hundred items with one GUID would be 45,000 pairs to be compared; ten thousand would be fifty million."""
    items = [
        article(f"Item {n}. {HARBOUR}", guid="same", url=f"https://paper.example/{n}", position=n) for n in range(300)
    ]
    con = loaded(tmp_path, items)
    assert count(con, "articles") == 300


def test_a_store_made_anew_from_its_segments_is_the_same(tmp_path: Path) -> None:
    """The remedy that the message for a damaged store names."""
    loaded(tmp_path, [article(COUNCIL, guid="1")], [article(FERRY, guid="2"), article(HARBOUR, guid="1")]).close()
    before = contents(tmp_path / "store.duckdb")
    (tmp_path / "store.duckdb").rename(tmp_path / "away")
    with writer(tmp_path, now=NOW) as con:
        load_landed(con, tmp_path, now=NOW)
        derive(con, "again")
    assert contents(tmp_path / "store.duckdb") == before


POOL = [
    article(COUNCIL, url="https://paper.example/1", guid="g1", updated_text="2020-04-01T10:00:00Z"),
    article(
        COUNCIL + " It was corrected.", url="https://paper.example/1", guid="g1", updated_text="2020-04-02T10:00:00Z"
    ),
    article(
        COUNCIL,
        url="https://paper.example/1?utm_medium=rss",
        guid="g7",
        source_id="wire",
        updated_text="2020-04-01T10:00:00Z",
    ),
    article(
        FERRY,
        url="https://paper.example/2",
        guid="same",
        updated_text="2020-04-01T10:00:00Z",
        declared_text="2020-04-03",
    ),
    article(HARBOUR, url="https://paper.example/3", guid="same", updated_text="2020-04-01T10:00:00Z"),
    article(FERRY, updated_text="2020-04-01T10:00:00Z"),
    article(
        FERRY + " The first boat leaves at six.", guid="copy", source_id="other", updated_text="2020-04-01T10:00:00Z"
    ),
]
REFERENCE: dict[str, dict[str, list[str]]] = {}


@settings(max_examples=8, deadline=None, phases=[Phase.explicit, Phase.generate])
@given(
    st.permutations(range(len(POOL))),
    st.lists(st.integers(0, len(POOL)), max_size=2),
    st.lists(st.integers(0, len(POOL) - 1), max_size=2),
)
def test_neither_order_nor_batches_nor_repeats_matter(order: list[int], cuts: list[int], repeats: list[int]) -> None:
    """What comes first is chance; the tables must not be."""
    edges = [0, *sorted(cuts), len(order)]
    batches = [[POOL[n] for n in order[a:b]] for a, b in pairwise(edges)]
    assert tables([*batches, [POOL[n] for n in repeats]]) == REFERENCE.setdefault("tables", tables([POOL]))


def tables(batches: Sequence[Sequence[Article]]) -> dict[str, list[str]]:
    """The store's tables up to the names of its articles, which follow from which of their keys came first."""
    with TemporaryDirectory() as folder:
        con = loaded(Path(folder), *[batch for batch in batches if batch])
        labels = dict(
            con.execute("SELECT article_id, min(key) FROM article_keys WHERE kind != 'former_id' GROUP BY 1").fetchall()
        )
        stories = con.execute("SELECT story_id, article_id FROM articles").fetchall()
        con.close()
        told = contents(
            Path(folder, "store.duckdb"),
            free_columns=FREE_COLUMNS | {"claim_id", "claim_group_id", "from_id", "to_id", "ref", "position"},
        )
    for story in {story for story, _ in stories}:
        labels.setdefault(story, min(labels[article] for other, article in stories if other == story))
    return {
        table: sorted(_renamed(row, labels) for row in rows) for table, rows in told.items() if table != "article_keys"
    }


def _renamed(row: str, labels: dict[str, str]) -> str:
    for name, label in labels.items():
        row = row.replace(name, label)
    return row
