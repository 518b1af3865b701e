"""The writer's file: made, taken forward, refused; its failures told by name."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines import tables
from pipelines.errors import StorageError
from pipelines.store.writer import schema_version, writer
from tests.landed import NOW


def test_a_new_store_has_the_present_schema(tmp_path: Path) -> None:
    """From the first day a store knows which schema it has."""
    with writer(tmp_path, now=NOW) as con:
        assert schema_version(con) == tables.SCHEMA_VERSION


def test_a_damaged_store_is_named_with_its_remedy(tmp_path: Path) -> None:
    """Who is woken by it at night wants to know what to do."""
    (tmp_path / "store.duckdb").write_bytes(b"not a database" * 1_000)
    with (
        pytest.raises(StorageError, match=r"store\.duckdb cannot be used.*dateline rebuild"),
        writer(tmp_path, now=NOW),
    ):
        pass


@pytest.mark.parametrize("lost", ["DROP TABLE sightings", "ALTER TABLE sightings DROP COLUMN ref"])
def test_a_store_that_lacks_what_its_schema_has_is_named_with_its_remedy(tmp_path: Path, lost: str) -> None:
    """A draft of a schema has its number too: what would fail somewhere in a run is told before it."""
    with writer(tmp_path, now=NOW) as con:
        con.execute(lost)
    with (
        pytest.raises(StorageError, match=r"sightings\.ref.* is missing.*dateline rebuild"),
        writer(tmp_path, now=NOW),
    ):
        pass


def test_a_store_held_by_another_process_is_told(tmp_path: Path) -> None:
    """Somebody opened the store instead of the published file."""
    with writer(tmp_path, now=NOW):
        pass
    code = "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print('open', flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", code, str(tmp_path / "store.duckdb")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        other.stdout.readline()
        with pytest.raises(StorageError, match="held by another process"), writer(tmp_path, now=NOW):
            pass
        other.kill()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    """The message names the folder and the other way out."""
    tmp_path.chmod(0o500)
    with pytest.raises(StorageError, match="permission denied"), writer(tmp_path, now=NOW):
        pass


def test_a_file_in_place_of_the_data_folder_is_told(tmp_path: Path) -> None:
    """--data must be a folder."""
    (tmp_path / "data").write_text("a file")
    with pytest.raises(StorageError, match="data"), writer(tmp_path / "data", now=NOW):
        pass
