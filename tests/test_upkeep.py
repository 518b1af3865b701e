"""Years of a data folder: nothing is lost by pruning, a store can be made anew, what is forgotten is gone."""

import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import DamagedSegmentError, UsageError
from pipelines.run import Clock, Outcome, begin, load, store
from pipelines.service.pace import Pace
from pipelines.store import index
from pipelines.store.stale import spool_stale
from pipelines.store.writer import writer
from pipelines.upkeep import forget, prune, reanalyse, rebuild
from tests.comparing import contents
from tests.landed import NOW, article
from tests.upkept import COUNCIL, FERRY, HARBOUR, brought, filled, job

# What a prune makes smaller, and nothing else.
THINNED = {"rejects", "quality_results", "fetches"}
EVERY_COLUMN: set[str] = set()
OPPOSITION = "Two members of the opposition"
STORES = ["news.duckdb", "store.duckdb"]


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return filled(tmp_path_factory.mktemp("kept") / "data")


@pytest.fixture
def data(kept: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, filled by three runs."""
    return Path(shutil.copytree(kept, tmp_path / "data"))


def asked(data: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        return con.execute(query, [*values]).fetchall()


def holding(data: Path, words: str) -> list[str]:
    """Files below the folder with these words in them, packed or not."""
    return [str(file.relative_to(data)) for file in sorted(data.rglob("*")) if file.is_file() and words in _told(file)]


def _told(file: Path) -> str:
    if file.suffix != ".parquet":
        return file.read_bytes().decode("utf-8", "replace")
    with duckdb.connect() as con:
        return repr(con.execute("FROM read_parquet(?)", [str(file)]).fetchall())


def test_pruning_takes_no_article(data: Path) -> None:
    """Only what need not be kept goes; every other table is as it was."""
    before = contents(data / "news.duckdb", free_columns=EVERY_COLUMN)
    prune(job(data, 100), NOW + timedelta(days=90))
    after = contents(data / "news.duckdb", free_columns=EVERY_COLUMN)
    assert {name for name in before if before[name] != after[name]} <= THINNED
    assert [file.name for file in sorted((data / "archive").iterdir())] == [
        f"{kind}-2020-0{month}.parquet" for kind in ("articles", "rejects", "runs") for month in (4, 5, 6)
    ]


def test_pruning_takes_payloads_and_results_of_old_runs_only(data: Path) -> None:
    """What was refused yesterday is still looked into."""
    prune(job(data, 100), NOW + timedelta(days=40))
    assert asked(data, "SELECT payload FROM rejects ORDER BY seen_at") == [(None,), (None,), (HARBOUR,)]
    assert asked(data, "SELECT count(DISTINCT run_id) FROM quality_results") == [(1,)]
    assert len(list((data / "landing").glob("2020*"))) == 3, "the last two and the pruning"


def test_a_second_pruning_adds_to_the_archive(data: Path) -> None:
    """A month is archived as its runs get old."""
    prune(job(data, 100), NOW + timedelta(days=0.05))
    prune(job(data, 101), NOW + timedelta(days=90))
    rows = "SELECT count(*), count(DISTINCT segment) FROM read_parquet('{}/archive/articles-*.parquet')"
    with duckdb.connect() as con:
        assert con.execute(rows.format(data)).fetchall() == [(4, 3)]


def test_a_run_after_pruning_reads_on(data: Path) -> None:
    """The archive is no news, and an archived run's id is not given again."""
    prune(job(data, 100), NOW + timedelta(days=90))
    again = brought(data, [article(HARBOUR, guid="3")], 0)
    load(job(data, 101))
    assert again.name.endswith("-002")
    assert asked(data, "SELECT count(*) FROM articles") == [(3,)]


def test_runs_of_a_service_are_put_away_by_the_hour_and_pruned_like_others(data: Path) -> None:
    """Hundreds a day: a folder each would make every batch slower. Nothing goes before somebody prunes."""
    for said in (data / "landing").glob("*/inputs.json"):
        said.write_text(said.read_text().replace('"ingest"', '"stream"'))
    before = contents(data / "news.duckdb", free_columns={"last_run_id"})
    run = job(data, 62.2)
    store(run, Outcome(begin(run, "stream")), Clock(), checking=False, upkeep=Pace(data, run.now, 0.0).upkeep(run))
    archived = sorted(file.name for file in (data / "archive").glob("*T12.parquet"))
    assert len(archived) == 9, "three kinds (articles, rejects, runs) of three hours"
    assert len(list((data / "landing").glob("2020*"))) == 4, "what a person has started, and this one"
    rebuild(job(data, 63))
    assert contents(data / "news.duckdb", free_columns={"last_run_id"}) == before
    prune(job(data, 100), NOW + timedelta(days=90))
    names = {file.name for file in (data / "archive").iterdir()}
    assert names == {f"{kind}-2020-0{month}.parquet" for kind in ("articles", "rejects", "runs") for month in (4, 5, 6)}
    assert asked(data, "SELECT count(*) FROM rejects WHERE payload IS NOT NULL") == [(0,)]
    assert brought(data, [article(HARBOUR, guid="3")], 0).name.endswith("-002"), "an id is not given again"


def test_a_rebuilt_store_is_equal(data: Path) -> None:
    """To the last column, from segments and from the archive; what no segment holds comes from the published file."""
    prune(job(data, 100), NOW + timedelta(days=40))
    before = contents(data / "news.duckdb", free_columns={"last_run_id"})
    runs = asked(data, "SELECT run_id, state, new_articles, opened FROM runs ORDER BY ALL")
    (data / "store.duckdb").write_bytes(b"a damaged file")
    rebuild(job(data, 200))
    assert contents(data / "news.duckdb", free_columns={"last_run_id"}) == before
    assert asked(data, "SELECT run_id, state, new_articles, opened FROM runs ORDER BY ALL")[: len(runs)] == runs


def test_a_store_can_be_rebuilt_without_the_published_file(data: Path) -> None:
    """Its articles and all that follows from them are in the segments alone."""
    prune(job(data, 100), NOW + timedelta(days=40))
    before = contents(data / "news.duckdb")
    (data / "news.duckdb").unlink()
    (data / "store.duckdb").unlink()
    rebuild(job(data, 200))
    after = contents(data / "news.duckdb")
    assert {name for name in before if before[name] != after[name]} == set()


def test_a_store_is_not_rebuilt_without_a_segment(data: Path) -> None:
    """Half of the news in place of the whole would be worse than the damage."""
    next((data / "landing").glob("*/articles-*.parquet")).write_bytes(b"no Parquet")
    before = (data / "store.duckdb").read_bytes()
    with pytest.raises(DamagedSegmentError):
        rebuild(job(data, 200))
    assert (data / "store.duckdb").read_bytes() == before


@pytest.fixture(scope="module")
def taken_down(kept: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder, pruned in part, from which the first article was taken down. Not to be changed."""
    data = Path(shutil.copytree(kept, tmp_path_factory.mktemp("taken") / "data"))
    prune(job(data, 100), NOW + timedelta(days=20))
    assert [file.split("/")[0] for file in holding(data, OPPOSITION)] == ["archive", "landing", "landing", *STORES]
    forget(job(data, 110), "https://paper.example/bridge")
    return data


def test_what_is_forgotten_is_in_no_file(taken_down: Path) -> None:
    """Neither its text nor that of an earlier version: in segments, archive, free pages, payloads. The others stay."""
    assert holding(taken_down, OPPOSITION) == []
    assert holding(taken_down, "promised a ferry") == []
    assert asked(taken_down, "SELECT guid FROM articles ORDER BY guid") == [("2",), ("3",)]
    assert asked(taken_down, "SELECT count(*), sum(articles) FROM stories") == [(2, 2)]
    assert asked(taken_down, "SELECT payload FROM rejects ORDER BY seen_at") == [(None,), (None,), (HARBOUR,)]


def test_what_is_forgotten_is_in_no_file_beside_the_store(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Texts are written there once more, to be found by number."""
    monkeypatch.setattr(index, "LEAST", 1)
    load(job(data, 100))
    assert any(name.endswith(".texts") for name in holding(data, OPPOSITION))
    forget(job(data, 101), "https://paper.example/bridge")
    assert not holding(data, OPPOSITION)


def test_what_is_forgotten_does_not_come_back(taken_down: Path, tmp_path: Path) -> None:
    """Under its GUID, its address, or with its text under other names; the refusals are rows without the words.

    Another article under the same GUID does: some feeds give every item the same one, and the address tells.
    """
    data = Path(shutil.copytree(taken_down, tmp_path / "data"))
    back = [
        article(COUNCIL, guid="1"),
        article("New words.", guid="9", url="https://paper.example/bridge", position=1),
        article(COUNCIL, guid="8", position=2),
        article("Other words.", guid="1", url="https://paper.example/other", position=3),
    ]
    brought(data, back, 120)
    load(job(data, 121))
    assert asked(data, "SELECT text FROM articles WHERE text NOT IN ($1, $2)", FERRY, HARBOUR) == [("Other words.",)]
    told = asked(data, "SELECT reason, payload, position FROM rejects WHERE stage = 'land' ORDER BY position")
    assert told == [("forgotten", None, place) for place in range(3)]
    assert holding(data, OPPOSITION) == []


def test_what_is_forgotten_does_not_come_back_with_a_new_store(taken_down: Path, tmp_path: Path) -> None:
    """Nor when everything else is made from its segments."""
    data = Path(shutil.copytree(taken_down, tmp_path / "data"))
    before = contents(data / "news.duckdb")
    rebuild(job(data, 200))
    assert contents(data / "news.duckdb") == before


def test_a_name_of_nothing_is_not_forgotten(data: Path) -> None:
    """A slip must not leave a tombstone."""
    with pytest.raises(UsageError):
        forget(job(data, 110), "no such article")
    assert not (data / "forgotten.json").exists()


def test_copies_that_stay_are_told(data: Path) -> None:
    """A takedown of a text is not over while another has its words."""
    brought(data, [article(HARBOUR, guid="4", source_id="other")], 70)
    load(job(data, 71))
    _, gone = forget(job(data, 110), "3")
    assert len(gone.copies) == 1


def stale(data: Path) -> None:
    """As if older rules had read everything, and found another day, a note and a claim less in it."""
    with duckdb.connect(str(data / "store.duckdb")) as con:
        con.execute("UPDATE articles SET rule_version = 0")
        con.execute("UPDATE articles SET declared_day = '2001-01-01' WHERE guid = '1'")
        con.execute("UPDATE articles SET correction = 'It is no correction.' WHERE guid = '3'")
        con.execute("DELETE FROM claims WHERE article_id = (SELECT article_id FROM articles WHERE guid = '2')")


def test_stored_texts_are_read_again_by_the_rules_of_today(data: Path) -> None:
    """As if they had read them from the beginning, in a new store too; what they read otherwise is told."""
    before = contents(data / "news.duckdb", free_columns={"last_run_id"})
    stale(data)
    outcome = reanalyse(job(data, 100), None)
    assert outcome.landed == 3
    assert waiting(data, None) == 0, "nothing is read a third time"
    assert contents(data / "news.duckdb", free_columns={"last_run_id"}) == before
    rebuild(job(data, 200))
    assert contents(data / "news.duckdb", free_columns={"last_run_id"}) == before
    told = f"SELECT column_name, old_value FROM changes WHERE run_id = '{outcome.run_id}'"
    wrong = {("declared_day", "2001-01-01"), ("correction", "It is no correction."), ("claims", "0")}
    assert wrong <= set(asked(data, told))


def waiting(data: Path, since: date | None) -> int:
    """How many stored texts would be read again."""
    folder = data / "landing" / "asked"
    folder.mkdir()
    with writer(data, now=NOW) as con:
        spool_stale(con, folder, since, NOW)
    with duckdb.connect() as con:
        number = con.execute("SELECT count(*) FROM read_parquet(?)", [str(folder / "spool-stored")]).fetchall()[0][0]
    shutil.rmtree(folder)
    return int(number)


def test_only_later_articles_are_read_again_where_that_is_asked(data: Path) -> None:
    """Years of texts need not be read again for a rule about last week's."""
    stale(data)
    assert waiting(data, (NOW + timedelta(days=60)).date()) == 1
