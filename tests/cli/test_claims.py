"""dateline claims: texts in, attributions, scores or rankings out, without a store."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipelines.__main__ import main

ROOT = Path(__file__).parents[2]
TEXT = 'The bridge will open in May, Anna Berg said. "It cost 40 million euros," the mayor added.'


def lines(file: Path, *rows: object) -> str:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return str(file)


def read(file: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def test_attributions_are_spans_of_the_text(tmp_path: Path) -> None:
    """Source, cue and content of each, under the id that the text had."""
    out = tmp_path / "out.jsonl"
    assert main(["claims", lines(tmp_path / "in.jsonl", {"doc_id": "a", "text": TEXT}), str(out)]) == 0
    (row,) = read(out)
    parts = [
        {role: [TEXT[start:end] for start, end in spans] for role, spans in one.items()}
        for one in row["attributions"]  # type: ignore[attr-defined]
    ]
    assert row["doc_id"] == "a"
    assert [part["source"] for part in parts] == [["Anna Berg"], ["the mayor"]]
    assert parts[0]["content"] == ["The bridge will open in May"]


def test_a_sentence_has_a_score_and_reasons(tmp_path: Path) -> None:
    """A figure is worth more than a courtesy."""
    rows = [{"id": "a", "text": "Unemployment fell to 4 percent in May."}, {"id": "b", "text": "Thank you, sir."}]
    assert main(["claims", "--checkworthy", lines(tmp_path / "in.jsonl", *rows), str(tmp_path / "out.jsonl")]) == 0
    fact, courtesy = read(tmp_path / "out.jsonl")
    assert fact["score"] > courtesy["score"]  # type: ignore[operator]
    assert "number" in fact["reasons"]  # type: ignore[operator]


def test_a_text_is_linked_to_the_claim_that_it_repeats(tmp_path: Path) -> None:
    """In other forms of the words; the likeliest is first."""
    known = [
        {"claim_id": "k1", "title": "Bridge", "text": "A bridge of paper carried a lorry."},
        {"claim_id": "k2", "title": "Tower", "text": "The tower leans more each year."},
    ]
    texts = {"tweet_id": "t", "text": "they say paper bridges can carry lorries https://example.org/x"}
    words = [lines(tmp_path / "known.jsonl", *known), lines(tmp_path / "in.jsonl", texts), str(tmp_path / "out.jsonl")]
    assert main(["claims", "--link", *words]) == 0
    assert read(tmp_path / "out.jsonl")[0]["ranking"][0][0] == "k1"  # type: ignore[index]


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": null}', "[" * 100_000])
def test_a_line_that_is_no_text_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str], line: str) -> None:
    """With its number, and without a traceback; nothing is written."""
    (tmp_path / "in.jsonl").write_text('{"id": 1, "text": ""}\n' + line + "\n")
    assert main(["claims", str(tmp_path / "in.jsonl"), str(tmp_path / "out.jsonl")]) == 2
    assert "in.jsonl:2:" in capsys.readouterr().err
    assert not (tmp_path / "out.jsonl").exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [(["claims", "a"], 2), (["claims", "--link", "a", "b"], 2), (["claims", "nowhere.jsonl", "out.jsonl"], 6)],
)
def test_missing_files_are_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], code: int) -> None:
    """Wrong usage, or an input that is not there."""
    monkeypatch.chdir(tmp_path)
    assert main(words) == code


def test_texts_come_from_the_standard_stream_too(tmp_path: Path) -> None:
    """With a mark of byte order before them and a letter that is none: a pipe may carry both."""
    out = tmp_path / "out.jsonl"
    said = b"\xef\xbb\xbf" + json.dumps({"id": "a", "text": TEXT + " Caf"}).encode()[:-2] + b'\xe9"}\n'
    words = [sys.executable, "-m", "pipelines", "claims", "-", str(out)]
    subprocess.run(words, cwd=ROOT, input=said, check=True)
    assert len(read(out)[0]["attributions"]) == 2  # type: ignore[arg-type]


def test_what_is_read_is_not_written_over(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Texts would be lost for their claims."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TEXT})
    assert main(["claims", file, file]) == 2
    assert "is FILE itself" in capsys.readouterr().err
    assert read(tmp_path / "in.jsonl")[0]["text"] == TEXT


@pytest.mark.parametrize("mode", [[], ["--checkworthy"]])
def test_the_command_needs_no_engine(tmp_path: Path, mode: list[str]) -> None:
    """Neither Beam, DuckDB nor Great Expectations is imported for it."""
    file = lines(tmp_path / "in.jsonl", {"id": "a", "text": TEXT})
    code = "import sys; from pipelines.__main__ import main; main(sys.argv[1:]); print(sorted(sys.modules))"
    command = [sys.executable, "-c", code, "claims", *mode, file, str(tmp_path / "out.jsonl")]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert not [name for name in ("'apache_beam'", "'duckdb'", "'great_expectations'") if name in done.stdout]
