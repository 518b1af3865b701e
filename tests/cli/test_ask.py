"""sql, issues, status and export: what they print, what they refuse."""

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from pipelines.__main__ import main
from pipelines.store import landing

Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]


def test_rows_as_json_are_one_document(call: Call, capsys: Printed) -> None:
    """What reads it need not know how many rows there are."""
    assert (
        call("sql", "SELECT guid, position, NULL AS nothing FROM articles ORDER BY article_id", "--format", "json") == 0
    )
    rows = [{"guid": "one", "position": 0, "nothing": None}, {"guid": None, "position": 0, "nothing": None}]
    assert json.loads(capsys.readouterr().out) == rows


def test_no_rows_as_json_are_an_empty_list(call: Call, capsys: Printed) -> None:
    """Also nothing is a document."""
    call("sql", "FROM claims", "--format", "json")
    assert json.loads(capsys.readouterr().out) == []


def test_rows_as_csv_are_written_as_duckdb_writes_them(call: Call, capsys: Printed) -> None:
    """Instants in UTC, lists in brackets, a comma within quotation marks."""
    call("sql", "SELECT first_seen_at, [1, 2] AS l, 'a,b' AS c, NULL AS n FROM articles LIMIT 1", "--format", "csv")
    assert capsys.readouterr().out == 'first_seen_at,l,c,n\n2026-01-02 00:00:00+00,"[1, 2]","a,b",\n'


def test_a_table_in_a_log_is_not_cut(call: Call, capsys: Printed) -> None:
    """What is piped on has no width."""
    call("sql", f"SELECT '{'x' * 300}' AS a, range FROM range(300)")
    out = capsys.readouterr().out
    assert out.count("x" * 300) == 300


def test_the_news_does_not_move_the_cursor(call: Call, capsys: Printed) -> None:
    """A headline may hold what a terminal obeys."""
    call("sql", "SELECT title FROM articles")
    assert "\x1b" not in capsys.readouterr().out


def test_a_query_is_read_from_standard_input(call: Call, capsys: Printed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A query in a file: the answer is that of its last statement."""
    monkeypatch.setattr("sys.stdin", io.StringIO("SELECT 1 AS a;\nSELECT 2 AS b;"))
    call("sql", "--format", "csv")
    assert capsys.readouterr().out == "b\n2\n"


@pytest.mark.parametrize("name", ["out.parquet", "out.csv", "out.json", "out.jsonl"])
def test_the_ending_says_the_form(call: Call, data: Path, name: str) -> None:
    """Each can be read back by DuckDB."""
    assert call("export", "articles", str(data / name)) == 0
    con = duckdb.connect()
    assert con.execute(f"SELECT article_id FROM '{data / name}' ORDER BY 1").fetchall() == [("a1",), ("a2",)]


def test_a_view_is_exported_as_a_table_is(call: Call, data: Path) -> None:
    """Who asks need not know which is which."""
    assert call("export", "issues_open", str(data / "it's.parquet")) == 0
    assert duckdb.read_parquet(str(data / "it's.parquet")).count("*").fetchall() == [(2,)]


def test_a_query_that_fails_leaves_the_old_file(call: Call, data: Path) -> None:
    """Written whole or not at all."""
    file = data / "out.csv"
    file.write_text("old")
    assert call("sql", "SELECT error('no') FROM articles", "--output", str(file)) == 2
    assert (file.read_text(), sorted(path.name for path in data.glob(".*"))) == ("old", [])


@pytest.mark.parametrize(
    ("words", "code", "named"),
    [
        (["sql", "SELEC 1"], 2, "SELEC"),
        (["sql", "FROM con"], 2, "con"),
        (["sql", "DELETE FROM articles"], 2, "read-only"),
        (["sql", ";"], 2, "QUERY"),
        (["sql", "SELECT 1", "--output", "a.xls"], 2, ".xls"),
        (["sql", "SELECT 1", "--output", "a.csv", "--format", "csv"], 2, "--format"),
        (["sql", "SELECT 1", "--output", "nowhere/a.csv"], 7, "nowhere"),
        (["export", "articels", "a.csv"], 2, 'did you mean "articles"'),
        (["export", "articles", "a"], 2, ".parquet"),
        (["issues", "--rule", "missing_dat"], 2, 'did you mean "missing_date"'),
        (["issues", "--", "--runner", "X"], 2, "--runner"),
        (["issues", "--format", "csv"], 2, "jsonl"),
    ],
)
def test_a_slip_is_told_in_a_sentence(call: Call, capsys: Printed, words: list[str], code: int, named: str) -> None:
    """With its exit code, with the word that is wrong, and without a traceback."""
    assert call(*words) == code
    said = capsys.readouterr().err
    assert named in said
    assert "Traceback" not in said


def test_before_anything_is_published_the_first_command_is_named(tmp_path: Path, capsys: Printed) -> None:
    """The message says what to do."""
    assert main(["issues", "--data", str(tmp_path / "none")]) == 6
    assert "dateline run" in capsys.readouterr().err


def test_a_damaged_published_file_is_told_with_its_remedy(data: Path, call: Call, capsys: Printed) -> None:
    """It can always be made anew from the store."""
    (data / "news.duckdb").write_text("no database")
    assert call("sql", "SELECT 1") == 7
    assert "dateline check" in capsys.readouterr().err


def test_open_findings_are_json_lines_with_the_words_at_fault(call: Call, capsys: Printed) -> None:
    """The keys are part of the interface; what is gone is not listed; the gravest is first."""
    call("issues", "--format", "jsonl")
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    first = {"id": "wire.xml", "article_id": "a2", "rule": "missing_date", "severity": "critical", "span_of": "text"}
    rest = {"start": 3, "end": 9, "words": None, "suggestion": None, "message": "A sentence."}
    assert (lines[0], lines[1]["id"], len(lines)) == ({**first, **rest}, "one", 2)


@pytest.mark.parametrize("filters", [["--rule", "misspelt_word"], ["--severity", "info"]])
def test_findings_can_be_filtered(call: Call, capsys: Printed, filters: list[str]) -> None:
    """By rule and by severity."""
    call("issues", *filters)
    out = capsys.readouterr().out
    assert ("“Minster”" in out, "missing_date" in out) == (True, False)


def test_status_needs_no_published_file(tmp_path: Path, capsys: Printed) -> None:
    """It is asked when something went wrong."""
    assert main(["status", "--data", str(tmp_path)]) == 0
    assert "nothing has been published yet" in capsys.readouterr().out


def test_status_tells_of_a_run_without_a_manifest(data: Path, call: Call, capsys: Printed) -> None:
    """It was cut short, or is busy; its segments wait."""
    folder = landing.begin(data, "run", ["seeds"], datetime(2026, 4, 3, tzinfo=UTC))
    (folder / "articles-1.parquet").touch()
    call("status")
    out = capsys.readouterr().out
    assert f"Run {folder.name} (run seeds)" in out
    assert "1 segments" in out


def test_a_reader_who_has_seen_enough_ends_the_command(data: Path) -> None:
    """`dateline sql … | head`: no traceback, and the exit code of a closed pipe."""
    words = [sys.executable, "-m", "pipelines", "--data", str(data), "sql", "FROM range(1000000)", "--format", "csv"]
    with subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=Path.cwd()) as process:
        assert process.stdout
        process.stdout.readline()
        process.stdout.close()
        assert (process.wait(), process.stderr and process.stderr.read()) == (141, b"")


# Takes hours. And Ctrl-C is heard although what runs the tests may have been started in the background.
_ENDLESS = "SELECT sum(a.range * b.range) FROM range(1000000) a, range(1000000) b"
_HEARD = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"


def test_ctrl_c_ends_a_query(data: Path) -> None:
    """At once, with 130 and without a traceback."""
    script = (
        f"{_HEARD}import os, sys, threading\n"
        "from pipelines.__main__ import main\n"
        "threading.Timer(1, os.kill, (os.getpid(), signal.SIGINT)).start()\n"
        f"sys.exit(main(['--data', {str(data)!r}, 'sql', {_ENDLESS!r}]))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=False, env=os.environ)
    assert (done.returncode, done.stderr) == (130, b"")


_BEGUN = f"""{_HEARD}
import os, sys, time
from concurrent.futures import ThreadPoolExecutor
from pipelines.__main__ import main

def interrupted(pool, work, submit=ThreadPoolExecutor.submit):
    ThreadPoolExecutor.submit = submit
    begun = pool.submit(work)
    os.kill(os.getpid(), signal.SIGINT)
    time.sleep(1)
    return begun

ThreadPoolExecutor.submit = interrupted
sys.exit(main(sys.argv[1:]))
"""


def test_ctrl_c_ends_a_query_that_has_just_begun(data: Path) -> None:
    """Between its beginning and the waiting for it a signal was lost on whoever waits, and the query went on."""
    words = ["--data", str(data), "sql", _ENDLESS]
    done = subprocess.run([sys.executable, "-c", _BEGUN, *words], capture_output=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (130, b"")


# What standard output takes is limited as a full disk would limit it.
_FULL = """
import resource, sys
from pipelines.__main__ import main
resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.parametrize("words", [["sql", "SELECT 1"], ["sql", "SELECT 1", "--format", "csv"], ["issues"]])
def test_a_standard_output_that_takes_nothing_is_told_in_a_sentence(
    data: Path, tmp_path: Path, words: list[str]
) -> None:
    """A full disk is no bug of the program."""
    with (tmp_path / "out").open("w") as out:
        done = subprocess.run(
            [sys.executable, "-c", _FULL, *words, "--data", str(data)],
            stdout=out, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, done.stderr.count("\n")) == (7, 1)
    assert "standard output" in done.stderr


def test_the_help_says_what_becomes_of_several_statements(call: Call, capsys: Printed) -> None:
    """Whoever pastes two queries would miss the rows of the first, and one that copies writes files."""
    call("sql", "--help")
    out = " ".join(capsys.readouterr().out.split())
    assert "rows of the last are shown" in out
    assert "COPY … TO writes other files" in out
