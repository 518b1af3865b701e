"""Big files in parts: whatever the cutting, the same articles at the same positions."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines import cutting
from pipelines.cutting import Named, cut
from pipelines.formats import json_lines
from pipelines.records import Document, Entry, Portion, Reject
from pipelines.stages.parse import parse
from pipelines.stages.read import read

NOW = datetime(2024, 5, 6, 12, tzinfo=UTC)
LINES = b"".join(b'{"text": "article %d", "views": 1}\n' % n if n % 7 else b"no json\n\n" for n in range(500))


@pytest.fixture
def small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Blocks so small that a small file has many."""
    monkeypatch.setattr(cutting, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 1_000)


def parts(path: Path) -> list[Portion | Reject]:
    spool = path.parent / "spool"
    spool.mkdir(exist_ok=True)
    return list(cut(Named(path, path.name, "s", path.name), "run-1", NOW, spool))


def everything(path: Path) -> list[tuple[int | None, str | None]]:
    """Positions and contents of all entries and refusals of a file."""
    documents = [found for one in parts(path) if isinstance(one, Portion) for found in read(one)]
    found = [row for document in documents if isinstance(document, Document) for row in parse(document)]
    entries = [(row.position, row.text) for row in found if isinstance(row, Entry)]
    return sorted(entries + [(row.position, row.reason) for row in found if isinstance(row, Reject)])


def written(path: Path, content: bytes) -> Path:
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
@pytest.mark.parametrize("end", [b"", b'{"text": "the last, without line end"}'])
def test_lines_are_the_same_in_blocks(name: str, end: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Positions are line numbers of the whole file."""
    path = written(tmp_path / name, LINES + end)
    whole = everything(path)
    monkeypatch.setattr(cutting, "BLOCK_BYTES", 1_000)
    monkeypatch.setattr(json_lines, "BLOCK_BYTES", 1_000)
    assert len(parts(path)) > (10 if path.suffix == ".jsonl" else 0)
    assert everything(path) == whole


@pytest.mark.usefixtures("small_blocks")
@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_longer_than_a_block_is_read(name: str, tmp_path: Path) -> None:
    """It is a block of its own."""
    long = b'{"text": "%s"}\n' % (b"x" * 5_000)
    found = everything(written(tmp_path / name, LINES[:3_000] + b"\n" + long + LINES))
    assert any(text == "x" * 5_000 for _, text in found)


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz"])
def test_a_line_too_long_for_any_article_is_refused_alone(name: str, tmp_path: Path) -> None:
    """Its neighbours are read, at their own positions."""
    path = written(tmp_path / name, b'{"text": "a"}\n' + b"x" * 11_000_000 + b'\n{"text": "b"}\n')
    portions = [one for one in parts(path) if isinstance(one, Portion)]
    refused = [found.reason for one in portions for found in read(one) if isinstance(found, Reject)]
    assert refused == ["too_large"]
    assert everything(path) == [(0, "a"), (2, "b")]


@pytest.mark.parametrize("name", ["a.jsonl", "a.jsonl.gz", "a.txt", "a.xml"])
def test_an_empty_file_is_one_portion(name: str, tmp_path: Path) -> None:
    """It leaves a record, not a silence."""
    assert len(parts(written(tmp_path / name, b""))) == 1


@pytest.mark.usefixtures("small_blocks")
def test_whole_lines_of_a_damaged_archive_are_read(tmp_path: Path) -> None:
    """And the damage is told."""
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(b'{"text": "a"}\n' * 10_000, compresslevel=0)[:100_000])
    assert len(everything(path)) > 5_000
    assert [one.reason for one in parts(path) if isinstance(one, Reject)] == ["damaged_gzip"]


def table(rows: int) -> pa.Table:
    return pa.table({"text": [f"article {n}" for n in range(rows)], "views": range(rows)})


@pytest.mark.parametrize("group", [10, 100, 2_000])
def test_rows_are_the_same_in_groups(group: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Small row groups go together, a huge one is cut; positions are row numbers of the whole file."""
    path = tmp_path / "a.parquet"
    pq.write_table(table(2_000), path, row_group_size=group)
    monkeypatch.setattr(cutting, "BLOCK_BYTES", 5_000)
    assert len(parts(path)) > 3
    assert everything(path) == [(n, f"article {n}") for n in range(2_000)]


def test_a_packed_parquet_file_is_read(tmp_path: Path) -> None:
    """gzip of any form."""
    pq.write_table(table(10), tmp_path / "a.parquet")
    path = written(tmp_path / "a.parquet.gz", (tmp_path / "a.parquet").read_bytes())
    assert len(everything(path)) == 10


def test_a_text_is_one_portion_whatever_its_size(tmp_path: Path) -> None:
    """An article cannot be cut."""
    [one] = parts(written(tmp_path / "a.txt", b"word " * 2_000_000))
    assert isinstance(one, Portion)
    assert (one.form, one.stop) == ("text", None)
