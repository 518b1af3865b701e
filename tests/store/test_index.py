"""The index of texts: passages, equals, words and samples are found, whatever became of the files."""

import shutil
from itertools import pairwise
from pathlib import Path

import duckdb
import numpy as np
import pytest

from pipelines.errors import StorageError
from pipelines.records import Article
from pipelines.store import index
from pipelines.store.index import keep_up
from pipelines.store.load import load_landed
from pipelines.store.postings import find_equals, find_holders
from pipelines.store.text_files import keep_newer, samples_of, texts_of
from pipelines.store.writer import writer
from tests.landed import NOW, article, landed
from tests.store.test_links import POOL, TEXTS

AGAIN = [article(f"{text} It was said again.", guid=f"g{n}") for n, text in enumerate(TEXTS[:2])]


@pytest.fixture(autouse=True)
def small_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every text goes into a run, a few at a time, and runs are merged soon."""
    monkeypatch.setattr(index, "LEAST", 1)
    monkeypatch.setattr(index, "MOST", 100)
    monkeypatch.setattr(index, "RATIO", 2)


def load(con: duckdb.DuckDBPyConnection, data: Path, *batches: list[Article]) -> None:
    """Each batch is loaded and put into runs."""
    first = len(list(data.glob("landing/*")))
    for minutes, batch in enumerate(batches, first):
        landed(data, batch, minutes=minutes)
        load_landed(con, data, now=NOW)
        keep_up(con)


def everybody_is_found(con: duckdb.DuckDBPyConnection) -> bool:
    """Whether all passages are found with those who have them, and all texts with their words and samples."""
    return _all_holders(con) and _all_equals(con) and _all_samples(con) and _all_texts(con)


def _all_equals(con: duckdb.DuckDBPyConnection) -> bool:
    find_equals(con, "SELECT DISTINCT text_key(text_hash) AS hash FROM fingerprints")
    query = "SELECT text_key(text_hash), text_number FROM fingerprints ORDER BY ALL"
    found = "SELECT hash, text_number FROM bearers SEMI JOIN fingerprints USING (text_number) ORDER BY ALL"
    return con.execute(found).fetchall() == con.execute(query).fetchall()


def _all_samples(con: duckdb.DuckDBPyConnection) -> bool:
    rows = con.execute("SELECT text_number, shingle_count, shingles FROM fingerprints ORDER BY text_number").fetchall()
    numbers, counts, shingles = zip(*rows, strict=True)
    found = samples_of(con, np.array(numbers, dtype=np.int32))
    parts = [part.tolist() for part in np.split(found.hashes, found.borders[1:-1])]
    return found.counts.tolist() == [*counts] and parts == [*shingles]


def _all_texts(con: duckdb.DuckDBPyConnection) -> bool:
    rows = con.execute("SELECT text_number, text FROM fingerprints JOIN articles USING (article_id) ORDER BY ALL")
    there = dict(rows.fetchall())
    keep_newer(con, "SELECT text_number FROM fingerprints")
    return texts_of(con, np.array([*there], dtype=np.int32)) == there


def _all_holders(con: duckdb.DuckDBPyConnection) -> bool:
    find_holders(con, "SELECT DISTINCT hash FROM passages")
    query = "SELECT hash, text_number, quoted FROM {} SEMI JOIN fingerprints USING (text_number) ORDER BY ALL"
    found, there = (con.execute(query.format(table)).fetchall() for table in ("holders", "passages"))
    return bool(there) and found == there


def test_who_has_a_passage_is_found_in_files_and_in_the_table(tmp_path: Path) -> None:
    """Texts of several files, some of which have left, and of a batch that is in none yet."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:8], AGAIN[:1])
        assert len(con.execute("FROM passage_runs").fetchall()) > 1
        landed(tmp_path, POOL[9:11], minutes=9)
        load_landed(con, tmp_path, now=NOW)
        assert everybody_is_found(con)


def test_a_text_that_comes_again_takes_no_number_that_was_given(tmp_path: Path) -> None:
    """A file goes on saying what it said of a number, also when the text has left."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:2])
        before = con.execute("SELECT max(text_number) FROM fingerprints").fetchall()
        load(con, tmp_path, AGAIN)
        assert con.execute("SELECT min(text_number) FROM fingerprints").fetchall() > before


@pytest.mark.parametrize("lost", [1, None], ids=["one", "all"])
def test_files_that_are_lost_are_made_anew(tmp_path: Path, lost: int | None) -> None:
    """They are nothing but the passages in another order."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:8], POOL[8:9])
        for file in list((tmp_path / "store.passages").iterdir())[:lost]:
            file.unlink()
        load(con, tmp_path, POOL[9:10])
        assert everybody_is_found(con)


@pytest.mark.parametrize("left", [0, 100], ids=["nothing", "a part"])
def test_a_damaged_file_is_named_and_made_anew_once_it_is_removed(tmp_path: Path, left: int) -> None:
    """Of a file that a disk has lost a part of nothing is believed."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:4])
        (file,) = (tmp_path / "store.passages").glob("*.texts")
        file.write_bytes(file.read_bytes()[:left])
        with pytest.raises(StorageError, match=file.name):
            everybody_is_found(con)
        file.unlink()
        keep_up(con)
        assert everybody_is_found(con)


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """As where the disk is full: what was loaded stays, and waits."""
    with writer(tmp_path, now=NOW) as con:
        landed(tmp_path, POOL[:4], minutes=0)
        load_landed(con, tmp_path, now=NOW)
        (tmp_path / "store.passages").touch()
        with pytest.raises(StorageError, match=r"store\.passages"):
            keep_up(con)
        (tmp_path / "store.passages").unlink()
        keep_up(con)
        assert everybody_is_found(con)


def test_a_store_from_a_backup_does_not_believe_files_that_are_younger(tmp_path: Path) -> None:
    """Numbers that were given since then are given again, to other texts."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:2])
    shutil.copy(tmp_path / "store.duckdb", tmp_path / "backup")
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[2:4])
    shutil.copy(tmp_path / "backup", tmp_path / "store.duckdb")
    shutil.rmtree(tmp_path / "landing")
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[4:8])
        assert everybody_is_found(con)


def test_a_file_that_nobody_counts_goes(tmp_path: Path) -> None:
    """Killed before the store told of it, a run leaves it behind."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:4])
        (tmp_path / "store.passages" / "0123.postings").touch()
        keep_up(con)
        files = {file.name for file in (tmp_path / "store.passages").iterdir()}
        names = [name for (name,) in con.execute("SELECT file FROM passage_runs").fetchall()]
        assert files == {f"{name}.{kind}" for name in names for kind in ("postings", "keys", "texts")} != set()


def test_files_are_merged_as_they_grow(tmp_path: Path) -> None:
    """So their number grows with the logarithm of the store."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, *([one] for one in POOL[:6]))
        sizes = [size for (size,) in con.execute("SELECT entries FROM passage_runs ORDER BY first").fetchall()]
    assert len(sizes) < 6
    assert all(earlier >= 2 * later for earlier, later in pairwise(sizes))


def test_a_text_without_passages_is_found_between_others(tmp_path: Path) -> None:
    """Too short for a passage, it has a key by which its equals are found, like every text."""
    with writer(tmp_path, now=NOW) as con:
        load(con, tmp_path, POOL[:2], [article("Voted.", guid="short")], POOL[2:4])
        assert everybody_is_found(con)
