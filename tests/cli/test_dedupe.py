"""dedupe: copies in a file of texts, without a store."""

import json
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.language.test_copies import CORRECTED, FIRST, MATCH, NEXT

Call = Callable[..., int]
ROWS: list[dict[str, object]] = [
    {"id": 7, "text": FIRST}, {"id": 12, "text": CORRECTED}, {"id": 3, "text": NEXT},
    {"id": 4, "text": MATCH.format(name="Mary Tan")}, {"id": 5, "text": ""}, {"id": 6, "text": None},
]  # fmt: skip


def clusters(file: Path) -> dict[int, int]:
    lines = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    return {line["id"]: line["cluster"] for line in lines}


def test_copies_have_the_same_cluster(call: Call, tmp_path: Path) -> None:
    """Ids keep their type; the template, the other text and empty ones stay alone."""
    pq.write_table(pa.Table.from_pylist(ROWS), tmp_path / "in.parquet")
    assert call("dedupe", str(tmp_path / "in.parquet"), str(tmp_path / "out.jsonl")) == 0
    found = clusters(tmp_path / "out.jsonl")
    assert found[7] == found[12]
    assert len(set(found.values())) == 5


def test_json_lines_in_another_order_give_the_same(call: Call, tmp_path: Path) -> None:
    """Neither the form of the file nor the order of its rows matters."""
    outcomes = []
    for name, rows in (("a", ROWS), ("b", ROWS[::-1])):
        (tmp_path / f"{name}.jsonl").write_text("\n".join(map(json.dumps, rows)))
        call("dedupe", str(tmp_path / f"{name}.jsonl"), str(tmp_path / f"{name}.out"))
        outcomes.append(clusters(tmp_path / f"{name}.out"))
    assert outcomes[0] == outcomes[1]


@pytest.mark.parametrize("rows", ['{"id": 1, "body": "x"}', '{"id": 1, "text": "x"}\n{"id": 1, "text": "y"}'])
def test_a_file_without_texts_or_with_an_id_twice_is_refused(
    rows: str, call: Call, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is said what is wrong with it."""
    (tmp_path / "in.jsonl").write_text(rows)
    assert call("dedupe", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")) == 2
    assert "in.jsonl" in capsys.readouterr().err
