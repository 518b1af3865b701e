"""`dateline dates`: texts or strings in, JSON lines out."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipelines.__main__ import main

Printed = pytest.CaptureFixture[str]


def rows(printed: str) -> list[Any]:
    return [json.loads(line) for line in printed.splitlines()]


def test_mentions_of_a_document_are_resolved_against_its_day(tmp_path: Path) -> None:
    """The forms of the kit: doc_id, dct and text in; doc_id and timexes out."""
    source, target = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(json.dumps({"doc_id": "a", "dct": "2021-09-15T10:00", "text": "He spoke on Friday."}))
    assert main(["dates", str(source), str(target)]) == 0
    friday = {"start": 12, "end": 18, "text": "Friday", "type": "DATE", "value": "2021-09-10"}
    assert rows(target.read_text()) == [{"doc_id": "a", "timexes": [friday]}]


def test_without_a_day_the_value_is_null(tmp_path: Path, capsys: Printed) -> None:
    """Better open than guessed."""
    source = tmp_path / "in.jsonl"
    source.write_text(json.dumps({"doc_id": "a", "text": "He spoke on Friday."}))
    main(["dates", str(source)])
    assert rows(capsys.readouterr().out)[0]["timexes"][0]["value"] is None


def test_plain_text_is_read_with_a_day(tmp_path: Path, capsys: Printed) -> None:
    """A file of words needs no JSON around it."""
    source = tmp_path / "in.txt"
    source.write_text("He spoke\non Friday.")
    main(["dates", "--date", "2021-09-15", str(source)])
    assert rows(capsys.readouterr().out)[0]["timexes"][0]["value"] == "2021-09-10"


def test_declared_dates_are_read_or_refused_with_a_reason(tmp_path: Path, capsys: Printed) -> None:
    """Bare strings and objects may be mixed."""
    source = tmp_path / "in.txt"
    source.write_text('Wed, 15 Sep 2021 10:00 EST\n{"text": "2021-09-15"}\nsome day\n')
    main(["dates", "--declared", str(source)])
    told = [(row["utc"], row["precision"]) for row in rows(capsys.readouterr().out)]
    assert told == [("2021-09-15T15:00:00+00:00", "minute"), ("2021-09-15", "day"), (None, None)]


def test_what_is_known_of_the_source_is_used(tmp_path: Path, capsys: Printed) -> None:
    """As the settings of a source do in a run."""
    source = tmp_path / "in.txt"
    source.write_text("03/04/2020 10:00\n")
    main(["dates", "--declared", "--date-order", "dmy", "--zone", "America/Toronto", str(source)])
    assert rows(capsys.readouterr().out)[0]["utc"] == "2020-04-03T14:00:00+00:00"


@pytest.mark.parametrize(
    ("words", "text", "code"),
    [
        (["no_such_file"], "", 6),
        (["in"], "no JSON", 2),
        (["in"], "[1]", 2),
        (["in"], '{"doc_id": "a"}', 2),
        (["in"], '{"doc_id": "a", "text": "x", "dct": "soon"}', 2),
        (["in", "in"], "", 2),
        (["in", "no_such_folder/out"], "", 7),
        (["--date", "soon", "in"], "", 2),
        (["--date", "2021-09-15", "--declared", "in"], "", 2),
        (["--zone", "Europe/Oslo", "in"], "", 2),
    ],
)
def test_what_cannot_be_meant_is_told(
    words: list[str], text: str, code: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One sentence and the exit code of its kind."""
    monkeypatch.chdir(tmp_path)
    Path("in").write_text(text)
    assert main(["dates", *words]) == code


def test_standard_streams_without_the_engines() -> None:
    """People with texts and no pipeline wait for no Beam."""
    script = (
        "import sys; from pipelines.__main__ import main; main(['dates', '--date', '2021-09-15', '-']); "
        "print([m for m in ('apache_beam', 'duckdb', 'great_expectations') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], input="On Friday.", capture_output=True, text=True, check=True
    )
    assert (len(rows(done.stdout)[0]["timexes"]), done.stderr) == (1, "[]\n")


def test_the_days_of_publication_come_from_all_texts_together(tmp_path: Path, capsys: Printed) -> None:
    """Two dated texts tell the day of a third that shares their names."""
    source = tmp_path / "in.jsonl"
    texts = {
        "Hanna Vale said on Friday that Ridder left.": "2021-09-10",
        "Critics of Ridder said on Friday Hanna Vale knew.": "2021-09-10",
        "The board thanked Ridder and Hanna Vale, it said on Friday.": None,
    }
    rows_in = [{"doc_id": text, "text": text, "given_date": day} for text, day in texts.items()]
    source.write_text("\n".join(map(json.dumps, rows_in)))
    main(["dates", "--publication", str(source)])
    assert [row["date"] for row in rows(capsys.readouterr().out)] == ["2021-09-10"] * 3


@pytest.mark.parametrize(
    "piece",
    ["1", "last ", "\0", "\u202e\u200f on Friday ", "a", "on Friday, ", "3 April 2020 ", '" ', "John Smith ", "x\n"],
)
def test_a_body_that_is_meant_to_hurt_is_answered_like_any_other(piece: str, tmp_path: Path, capsys: Printed) -> None:
    """One of them must not keep the days of the others from coming; of 5 MB they take 1 to 17 s of a processor."""
    source = tmp_path / "in.jsonl"
    texts = {"bait": piece * (100_000 // len(piece)), "news": "The mayor resigned."}
    source.write_text("".join(json.dumps({"doc_id": name, "text": text}) + "\n" for name, text in texts.items()))
    assert main(["dates", "--publication", str(source)]) == 0
    assert [row["doc_id"] for row in rows(capsys.readouterr().out)] == ["bait", "news"]


def test_a_text_that_cannot_be_dated_is_named_by_its_line(tmp_path: Path, capsys: Printed) -> None:
    """The user has to find it among thousands."""
    source = tmp_path / "in.jsonl"
    source.write_text('{"doc_id": "a", "text": "b"}\n{"doc_id": "c", "text": "d", "given_date": 3}\n')
    assert main(["dates", "--publication", str(source)]) == 2
    assert "in.jsonl:2" in capsys.readouterr().err
