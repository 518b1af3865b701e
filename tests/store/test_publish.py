"""People read news.duckdb while runs go on."""

import stat
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from pipelines.errors import StorageError
from pipelines.store.publish import publish, publishing, writing_out
from pipelines.store.writer import writer
from tests.landed import NOW

_READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == 'ro')
if sys.argv[2] == 'rw':
    con.execute('CREATE TABLE mine AS SELECT 1')
print('open', flush=True)
for line in sys.stdin:
    print(con.execute('SELECT count(*) FROM rejects').fetchone()[0], flush=True)
"""


@contextmanager
def reader(path: Path, mode: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that has the file open."""
    process = subprocess.Popen(
        [sys.executable, "-c", _READER, str(path), mode], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def ask(process: subprocess.Popen[str]) -> int:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write("\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def reject(con: duckdb.DuckDBPyConnection, number: int) -> None:
    con.execute("INSERT INTO rejects VALUES (?, 'r', 'read', 'x', 'x', 's', 'ref', NULL, NULL, ?)", [str(number), NOW])


def rejects(path: Path) -> int:
    with duckdb.connect(str(path), read_only=True) as con:
        return int(con.execute("SELECT count(*) FROM rejects").fetchall()[0][0])


def test_a_reader_keeps_the_snapshot_that_it_opened(tmp_path: Path) -> None:
    """An analyst in the middle of a question must not see the ground move."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
        with reader(path, "ro") as process:
            reject(con, 1)
            publish(con, tmp_path)
            assert ask(process) == 0


def test_the_next_reader_sees_what_was_published(tmp_path: Path) -> None:
    """And who opens it now sees the new state, though an old reader still holds the old one."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
        with reader(path, "ro"):
            reject(con, 1)
            publish(con, tmp_path)
            assert rejects(path) == 1


def test_who_opens_it_for_writing_and_dies_shuts_nobody_out(tmp_path: Path) -> None:
    """A log left behind by a writing reader would make the next snapshot unreadable."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
        path.chmod(0o644)
        with reader(path, "rw"):
            reject(con, 1)
            publish(con, tmp_path)
        assert rejects(path) == 1


def test_a_log_that_a_killed_reader_left_does_no_harm(tmp_path: Path) -> None:
    """The log belongs to the file that was there before."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
        path.chmod(0o644)
        with reader(path, "rw"):
            pass
        assert Path(f"{path}.wal").exists()
        publish(con, tmp_path)
        assert rejects(path) == 0


def test_the_published_file_is_read_only(tmp_path: Path) -> None:
    """Nobody writes into it by accident."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o444


def test_the_store_stays_locked_while_it_is_published(tmp_path: Path) -> None:
    """Copying it within the writer's process would release DuckDB's lock, and a second writer could destroy it."""
    with writer(tmp_path, now=NOW) as con:
        publish(con, tmp_path)
        code = "import sys, duckdb; duckdb.connect(sys.argv[1])"
        second = subprocess.run(
            [sys.executable, "-c", code, str(tmp_path / "store.duckdb")], capture_output=True, text=True, check=False
        )
    assert "lock" in second.stderr


def test_a_full_disk_is_told_and_the_old_snapshot_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A device that is always full stands for the disk."""
    with writer(tmp_path, now=NOW) as con:
        path = publish(con, tmp_path)
        (tmp_path / ".news.duckdb.part").symlink_to("/dev/full")
        monkeypatch.setattr(Path, "unlink", lambda *_, **__: None)
        with pytest.raises(StorageError, match="No space left"):
            publish(con, tmp_path)
        monkeypatch.undo()
    assert rejects(path) == 0


def test_what_is_read_from_the_store_meanwhile_keeps_nothing_out_of_the_snapshot(tmp_path: Path) -> None:
    """The report is, and it is not to wait for the log to be written out."""
    with writer(tmp_path, now=NOW) as con:
        reject(con, 1)
        reading = con.cursor()
        reading.begin()
        assert reading.execute("SELECT count(*) FROM rejects").fetchall() == [(1,)]
        reject(con, 2)
        with publishing(con, tmp_path):
            assert reading.execute("SELECT count(*) FROM rejects").fetchall() == [(1,)]
        assert rejects(tmp_path / "news.duckdb") == 2


def test_the_log_is_written_out_while_the_store_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What has been derived is checked meanwhile. A short log is left for the end."""
    log = tmp_path / "store.duckdb.wal"
    with writer(tmp_path, now=NOW) as con:
        reject(con, 1)
        with writing_out(con, tmp_path):
            assert log.exists()
        assert log.exists()
        monkeypatch.setattr("pipelines.store.publish.MUCH", 0)
        with writing_out(con, tmp_path):
            assert con.execute("SELECT count(*) FROM rejects").fetchall() == [(1,)]
        assert not log.exists()


def test_what_is_written_while_the_log_is_written_out_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whichever of both comes first: a transaction that is open keeps the log as it is."""
    monkeypatch.setattr("pipelines.store.publish.MUCH", 0)
    with writer(tmp_path, now=NOW) as con:
        reject(con, 1)
        with writing_out(con, tmp_path):
            reject(con, 2)
        con.begin()
        reject(con, 3)
        with writing_out(con, tmp_path):
            reject(con, 4)
        con.commit()
    assert rejects(tmp_path / "store.duckdb") == 4
