"""The shell of `dateline sql`: statements over several lines, words with a dot, errors that do not end it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from pipelines.cli.shell import talk
from pipelines.store.publish import PUBLISHED
from pipelines.tables import connect

Printed = pytest.CaptureFixture[str]
Typed = Callable[[Iterator[str]], None]


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Typed:
    """Let these lines be what a person types; then the input ends. Their history stays out of the real one."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def say(lines: Iterator[str]) -> None:
        def line(prompt: str) -> str:
            for said in lines:
                return said
            raise EOFError

        monkeypatch.setattr("builtins.input", line)

    return say


def test_a_statement_ends_with_its_semicolon(data: Path, typed: Typed, capsys: Printed) -> None:
    """Not at the end of a line, nor at a semicolon within quotation marks."""
    typed(iter(["SELECT 'a;b'", "AS c", ";"]))
    talk(data, "csv")
    assert "c\na;b\n" in capsys.readouterr().out


def test_an_error_does_not_end_the_shell(data: Path, typed: Typed, capsys: Printed) -> None:
    """Who mistypes goes on."""
    typed(iter(["SELEC 1;", "SELECT 42 AS answer;"]))
    talk(data, "csv")
    said = capsys.readouterr()
    assert "answer\n42" in said.out
    assert "SELEC" in said.err


def test_tables_and_columns_explain_themselves(data: Path, typed: Typed, capsys: Printed) -> None:
    """The comments of the catalog are what a newcomer reads first."""
    typed(iter([".tables", ".schema articles"]))
    talk(data, "csv")
    out = capsys.readouterr().out
    assert "An article: its newest version" in out
    assert "the day to use" in out


def test_quit_leaves(data: Path, typed: Typed, capsys: Printed) -> None:
    """What is typed after it is not answered."""
    typed(iter([".quit", "SELECT 42 AS answer;"]))
    talk(data, "csv")
    assert "answer" not in capsys.readouterr().out


def test_a_newer_snapshot_is_announced_and_read_on_demand(data: Path, typed: Typed, capsys: Printed) -> None:
    """A reader keeps what they opened, for hours, until they ask for what is newer."""

    def lines() -> Iterator[str]:
        newer = data / "newer"
        with connect(str(newer)) as con:
            con.execute("CREATE TABLE fresh AS SELECT 7 AS seven")
        newer.rename(data / PUBLISHED)
        yield "SELECT count(*) AS articles FROM articles;"
        yield ".reopen"
        yield "FROM fresh;"

    typed(lines())
    talk(data, "csv")
    out = capsys.readouterr().out
    assert out.index("articles\n2") < out.index(".reopen reads it") < out.index("seven\n7")
