"""`dateline`: words in, an exit code out."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.cli.commands import dateline
from pipelines.exits import exit_code

ROOT = Path(__file__).parents[1]
COMMANDS = sorted(dateline.commands)
Printed = pytest.CaptureFixture[str]


def _alone(words: Sequence[str], **environ: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *words], cwd=ROOT, env={**os.environ, **environ}, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help_with_an_example(command: str, capsys: Printed) -> None:
    """An example is what people read first."""
    assert main([command, "--help"]) == 0
    assert f"dateline {command}" in capsys.readouterr().out.partition("Examples:")[2]


def test_help_lists_the_commands_and_the_exit_codes(capsys: Printed) -> None:
    """Whoever schedules it needs no other page."""
    main(["--help"])
    out = capsys.readouterr().out
    assert [name for name in COMMANDS if f"\n  {name} " not in out] == []
    assert "\n    7  storage" in out
    assert "\n    130, 143  ended by Ctrl-C, by SIGTERM" in out


def test_help_imports_nothing_that_is_slow() -> None:
    """It answers in 0.3 s, on a machine where Great Expectations alone takes 3."""
    slow = ("apache_beam", "duckdb", "great_expectations", "pandas", "pyarrow", "rich")
    script = (
        "import sys; from pipelines.__main__ import main; main(['--help']); "
        f"print([name for name in {slow} if name in sys.modules], file=sys.stderr)"
    )
    assert _alone(["-c", script]).stderr == "[]\n"


def test_versions_name_the_engines(capsys: Printed) -> None:
    """The first question to whoever reports a bug."""
    main(["--version"])
    assert capsys.readouterr().out.startswith("dateline 0.")


@pytest.mark.parametrize("words", [["--data", "{}", "status"], ["status", "--data", "{}"]])
def test_a_flag_for_all_commands_may_stand_before_or_after(words: list[str], tmp_path: Path, capsys: Printed) -> None:
    """People add it at the end of what they typed before."""
    assert main([word.format(tmp_path) for word in words]) == 0
    assert str(tmp_path) in capsys.readouterr().out.replace("\n", "")


def test_the_flag_after_the_command_counts(tmp_path: Path, capsys: Printed) -> None:
    """The later word is the later thought."""
    main(["--data", "elsewhere", "status", "--data", str(tmp_path)])
    assert "elsewhere" not in capsys.readouterr().out


def test_a_command_that_does_not_exist_is_wrong_usage(capsys: Printed) -> None:
    """With the one that was meant."""
    assert main(["rnu"]) == 2
    assert "run" in capsys.readouterr().err


def test_a_wrong_variable_is_wrong_usage(tmp_path: Path) -> None:
    """Also before a command has begun to log."""
    done = _alone(["-m", "pipelines", "status", "--data", str(tmp_path)], DATELINE_DATTA="x")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "DATELINE_DATA" in done.stderr


def test_a_bug_shows_its_traceback_and_ends_with_1() -> None:
    """It is not dressed up as the user's fault."""
    script = (
        "import sys, pipelines.cli.status as status; from pipelines.__main__ import program\n"
        "status.tell = lambda data: 1 / 0\n"
        "sys.argv = ['dateline', 'status']; program()"
    )
    done = _alone(["-c", script])
    assert done.returncode == 1
    assert "ZeroDivisionError" in done.stderr


@pytest.mark.parametrize(
    ("opened", "errored", "fail_on", "code"),
    [
        ((), 0, "info", 0),
        ((("warning", 2),), 0, "critical", 0),
        ((("warning", 2),), 0, "warning", 3),
        ((("critical", 1),), 0, "warning", 3),
        ((("critical", 0),), 0, "info", 0),
        ((("critical", 1),), 0, "never", 0),
        ((("critical", 1),), 1, "critical", 4),
        ((), 1, "never", 4),
    ],
)
def test_new_findings_and_errored_checks_end_a_run(
    opened: tuple[tuple[str, int], ...], errored: int, fail_on: str, code: int
) -> None:
    """A check that could not be run passes for nothing, whatever is said of findings."""
    assert exit_code(opened, errored, fail_on) == code
