"""Portions to documents."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.formats.arrow_rows import read_arrow
from pipelines.records import Document, Portion, Reject
from pipelines.stages.read import MAX_BYTES, read

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)


def portion(path: Path, form: str | None = None, start: int = 0, stop: int | None = None, first: int = 0) -> Portion:
    return Portion(str(path), path.name, "gazette", path.name, form, start, stop, first, NOW, "run-1")


def document(part: Portion) -> Document:
    [found] = read(part)
    assert isinstance(found, Document)
    return found


def refused(part: Portion) -> Reject:
    [found] = read(part)
    assert isinstance(found, Reject)
    return found


def test_a_small_file_is_one_document(tmp_path: Path) -> None:
    """Its bytes, and everything that was known of it."""
    path = tmp_path / "a.txt"
    path.write_bytes(b"The port opened.")
    assert document(portion(path)) == Document(
        "gazette", "a.txt", "a.txt", "text", b"The port opened.", None, 0, NOW, "run-1"
    )


def test_a_part_of_a_file_is_read_alone(tmp_path: Path) -> None:
    """Byte `start` to before `stop`."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b"0\n1\n2\n")
    found = document(portion(path, "jsonl", start=2, stop=4, first=1))
    assert (found.content, found.first) == (b"1\n", 1)


def test_a_packed_file_is_unpacked(tmp_path: Path) -> None:
    """Whatever its name; the form is that of its content."""
    path = tmp_path / "a"
    path.write_bytes(gzip.compress(b"<rss>"))
    found = document(portion(path))
    assert (found.form, found.content) == ("feed", b"<rss>")


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (gzip.compress(bytes(MAX_BYTES + 1)), "too_large"),
        (gzip.compress(b"news")[:-3], "damaged_gzip"),
    ],
    ids=["large", "bomb", "cut off"],
)
def test_what_is_too_large_or_damaged_is_refused(tmp_path: Path, content: bytes, reason: str) -> None:
    """A value with its reason, not a failure of the run."""
    path = tmp_path / "a.txt"
    path.write_bytes(content)
    found = refused(portion(path))
    assert (found.stage, found.reason, found.ref, found.position) == ("read", reason, "a.txt", None)


def test_a_file_that_went_away_is_refused(tmp_path: Path) -> None:
    """Between planning and reading anything may happen."""
    assert refused(portion(tmp_path / "gone.txt", "text")).reason == "unreadable"


def test_a_damaged_parquet_file_is_refused(tmp_path: Path) -> None:
    """Its footer may be missing."""
    path = tmp_path / "a.parquet"
    path.write_bytes(b"PAR1nonsensePAR1")
    assert refused(portion(path, "parquet")).reason == "unreadable"


def test_row_groups_come_in_documents_of_a_thousand_rows(tmp_path: Path) -> None:
    """Each knows the number of its first row, and leaves out the columns that nobody reads."""
    path = tmp_path / "a.parquet"
    table = pa.table({"text": [f"text {n}" for n in range(5_000)], "views": range(5_000)})
    pq.write_table(table, path, row_group_size=2_500)
    documents = [found for found in read(portion(path, "parquet", 1, 2, 2_500)) if isinstance(found, Document)]
    assert [found.first for found in documents] == [2_500, 3_500, 4_500]
    last = read_arrow(documents[2].content, documents[2].first)
    assert [(i.position, i.text) for i in list(last.items)[-1:]] == [(4_999, "text 4999")]  # type: ignore[union-attr]
    assert last.note == "ignored columns: views"


def test_a_refused_part_tells_where_it_begins(tmp_path: Path) -> None:
    """Two blocks of one file, refused for one reason, are two refusals."""
    parts = [portion(tmp_path / "gone", "jsonl", 0, 9, 0), portion(tmp_path / "gone", "jsonl", 9, 20, 3)]
    assert [refused(part).position for part in parts] == [0, 3]
