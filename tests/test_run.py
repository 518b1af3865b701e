"""A whole run from outside: what it exits with and what it says when something is wrong."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.options import SourceSettings
from pipelines.reading import TRIES
from pipelines.store import landing

ROOT = Path(__file__).parent.parent
SEEDS = str(ROOT / "seeds")
ARTICLE = "The town council voted on Thursday to close the northern bridge for repairs until the autumn.\n"


def dateline(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "pipelines", *words],
        cwd=ROOT, capture_output=True, text=True, check=False, env=os.environ | environment,
    )  # fmt: skip


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with one article."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "bridge.txt").write_text(ARTICLE)
    return folder


def articles(data: Path) -> int:
    with duckdb.connect(str(data / "news.duckdb"), read_only=True) as con:
        return int(con.execute("SELECT count(*) FROM articles").fetchall()[0][0])


def test_a_second_run_at_once_is_busy(tmp_path: Path, inbox: Path) -> None:
    """Two writers would spoil the store."""
    code = (
        "import sys, time; from filelock import FileLock; lock = FileLock(sys.argv[1]); lock.acquire();"
        "print('held', flush=True); time.sleep(60)"
    )
    (tmp_path / "data").mkdir()
    holder = [sys.executable, "-c", code, str(tmp_path / "data" / "dateline.lock")]
    with subprocess.Popen(holder, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        busy = dateline("ingest", str(inbox), "--data", str(tmp_path / "data"))
        skipped = dateline("ingest", str(inbox), "--data", str(tmp_path / "data"), "--if-running", "skip")
        process.kill()
    assert (busy.returncode, skipped.returncode) == (5, 0)
    assert "another run holds" in busy.stderr


def test_an_input_that_is_not_there_is_named(tmp_path: Path) -> None:
    """A typing error must not pass for an empty day."""
    done = dateline("ingest", str(tmp_path / "no-such-folder"), "--data", str(tmp_path / "data"))
    assert done.returncode == 6
    assert "no-such-folder" in done.stderr


def test_an_input_that_is_not_there_leaves_nothing_to_be_finished(tmp_path: Path) -> None:
    """Or every later run would try to read it again."""
    dateline("ingest", str(tmp_path / "no-such-folder"), "--data", str(tmp_path / "data"))
    assert list((tmp_path / "data" / "landing").iterdir()) == []


def test_an_empty_folder_is_a_run_of_no_articles_that_says_so(tmp_path: Path) -> None:
    """Nothing new is an ordinary result."""
    (tmp_path / "empty").mkdir()
    done = dateline("ingest", str(tmp_path / "empty"), "--data", str(tmp_path / "data"))
    assert done.returncode == 0
    assert "0 versions landed" in done.stdout


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path: Path, inbox: Path) -> None:
    """It is a row of rejects."""
    (inbox / "broken.parquet").write_bytes(b"PAR1 and then nothing")
    done = dateline("ingest", str(inbox), "--data", str(tmp_path / "data"))
    assert done.returncode == 0
    assert len(list((tmp_path / "data" / "landing").glob("*/rejects-*.parquet"))) == 1


def test_standard_input_is_read(tmp_path: Path) -> None:
    """`zcat news.jsonl.gz | dateline ingest -`"""
    command = [sys.executable, "-m", "pipelines", "run", "-", "--data", str(tmp_path / "data"), "--fail-on", "never"]
    lines = '{"id": "1", "title": "Bridge", "text": "The bridge is closed.", "date": "2020-04-03"}\n'
    done = subprocess.run(command, cwd=ROOT, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert articles(tmp_path / "data") == 1


def test_a_run_that_dies_at_every_try_is_given_up(tmp_path: Path, inbox: Path) -> None:
    """An input that kills whoever reads it must not stop all later runs; it ends as a refusal."""
    data = tmp_path / "data"
    dead = landing.begin(data, "run", (str(inbox),), datetime(2020, 4, 6, tzinfo=UTC))
    for _ in range(TRIES):
        landing.count_try(dead)
    (tmp_path / "empty").mkdir()
    done = dateline("ingest", str(tmp_path / "empty"), "--data", str(data))
    assert done.returncode == 0, done.stderr
    found = duckdb.execute(f"SELECT reason FROM '{dead}/rejects-*.parquet'").fetchall()
    assert found == [("input_lost",)]


def test_a_run_that_died_is_finished_with_its_own_settings(tmp_path: Path, inbox: Path) -> None:
    """Else its articles would be stored again under another source."""
    data = tmp_path / "data"
    said = (SourceSettings("globe", str(inbox)),)
    dead = landing.begin(data, "run", (str(inbox),), datetime(2020, 4, 6, tzinfo=UTC), said)
    (tmp_path / "empty").mkdir()
    dateline("ingest", str(tmp_path / "empty"), "--data", str(data))
    found = duckdb.execute(f"SELECT source_id FROM '{dead}/articles-*.parquet'").fetchall()
    assert found == [("globe",)]


def test_half_of_standard_input_is_not_taken_for_the_whole(tmp_path: Path) -> None:
    """The run that copied it was killed; what it had not copied is lost, and that is told."""
    data = tmp_path / "data"
    dead = landing.begin(data, "run", ("-",), datetime(2020, 4, 6, tzinfo=UTC))
    (dead / ".spool-stdin.part").write_text('{"text": "The first half')
    (tmp_path / "empty").mkdir()
    dateline("ingest", str(tmp_path / "empty"), "--data", str(data))
    found = duckdb.execute(f"SELECT reason FROM '{dead}/rejects-*.parquet'").fetchall()
    assert found == [("input_lost",)]


def test_a_damaged_segment_is_told_after_the_rest_is_published(tmp_path: Path, inbox: Path) -> None:
    """The segment stays where it is; its article is missing and the exit code says so."""
    data = tmp_path / "data"
    dateline("ingest", str(inbox), "--data", str(data), "--as-of", "2020-04-06")
    segment = next((data / "landing").glob("*/articles-*.parquet"))
    segment.write_bytes(segment.read_bytes()[:-9])
    (inbox / "ferry.txt").write_text(
        "A ferry will carry cars across the river from Monday until the bridge is open again.\n"
    )
    (inbox / "bridge.txt").unlink()
    dateline("ingest", str(inbox), "--data", str(data), "--as-of", "2020-04-07")
    done = dateline("load", "--data", str(data))
    assert done.returncode == 7
    assert str(segment) in done.stderr
    assert segment.exists()
    assert articles(data) == 1


def test_a_damaged_store_is_named_with_its_remedy_and_the_remedy_works(tmp_path: Path, inbox: Path) -> None:
    """Move it away and load: the segments hold everything."""
    data = tmp_path / "data"
    dateline("ingest", str(inbox), "--data", str(data))
    dateline("load", "--data", str(data))
    (data / "store.duckdb").write_bytes(b"x" * 100_000)
    damaged = dateline("load", "--data", str(data))
    (data / "store.duckdb").unlink()
    assert (damaged.returncode, dateline("load", "--data", str(data)).returncode) == (7, 0)
    assert "store.duckdb" in damaged.stderr
    assert articles(data) == 1


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path, inbox: Path) -> None:
    """The message names the folder."""
    (tmp_path / "data").mkdir(mode=0o500)
    done = dateline("ingest", str(inbox), "--data", str(tmp_path / "data"))
    assert done.returncode == 7
    assert str(tmp_path / "data") in done.stderr


def test_a_data_folder_that_is_a_file_is_told(tmp_path: Path, inbox: Path) -> None:
    """The same for who may write anywhere."""
    (tmp_path / "data").write_text("")
    done = dateline("ingest", str(inbox), "--data", str(tmp_path / "data"))
    assert done.returncode == 7
    assert str(tmp_path / "data") in done.stderr


def test_a_full_disk_while_landing_is_told(tmp_path: Path, inbox: Path) -> None:
    """A limit on the size of files stands for the disk: writing a segment fails in the middle of a stage."""
    command = f"ulimit -f 1; exec {sys.executable} -m pipelines ingest {inbox} --data {tmp_path / 'data'}"
    done = subprocess.run(["bash", "-c", command], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 7, done.stderr
    assert ".parquet: File too large" in done.stderr
    assert "while running" not in done.stderr
    assert "Traceback" not in done.stderr


def test_the_same_input_in_one_process_and_in_two_gives_the_same_articles(tmp_path: Path) -> None:
    """Slices side by side must not show in the tables."""
    lines = "".join(
        f'{{"id": "{n}", "text": "Item {n}. {ARTICLE.strip()}", "padding": "{"x" * 30_000}"}}\n' for n in range(400)
    )
    (tmp_path / "news.jsonl").write_text(lines)
    ids = []
    for workers in ("1", "2"):
        data = tmp_path / workers
        done = dateline(
            "ingest", str(tmp_path / "news.jsonl"), "--data", str(data), "--workers", workers, "--as-of", "2020-04-06"
        )
        assert done.returncode == 0, done.stderr
        found = duckdb.execute(
            f"SELECT guid, position, version_id FROM '{data}/landing/*/articles-*.parquet' ORDER BY ALL"
        ).fetchall()
        ids.append(found)
    assert len(ids[0]) == 400
    assert ids[0] == ids[1]
