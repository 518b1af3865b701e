"""reanalyse, prune, forget and rebuild: what they ask, say and refuse."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest

Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["prune"], "--older-than"),
        (["prune", "--older-than", "90"], "--older-than must be an age such as 90d"),
        (["prune", "--older-than", "2026-02-31"], "--older-than"),
        (["reanalyse", "--since", "spring"], "--since must be a day"),
        (["rebuild", "--", "--runner", "X"], "--runner"),
    ],
)
def test_a_slip_is_told_in_a_sentence(call: Call, capsys: Printed, words: list[str], named: str) -> None:
    """Before the data folder is touched."""
    assert call(*words) == 2
    assert named in capsys.readouterr().err


def test_a_dry_run_says_what_would_go_and_changes_nothing(call: Call, data: Path, capsys: Printed) -> None:
    """Pruned is pruned, so it can be looked at before."""
    before = sorted(data.rglob("*"))
    assert call("prune", "--older-than", "1d", "--dry-run") == 0
    assert "Would put away 0 runs" in capsys.readouterr().out
    assert sorted(data.rglob("*")) == before


def test_a_takedown_is_asked_about(call: Call, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It cannot be undone; whoever says nothing has not agreed."""
    monkeypatch.setattr("sys.stdin", StringIO("y"))
    before = sorted(data.rglob("*"))
    assert call("forget", "one") == 2
    assert sorted(data.rglob("*")) == before


@pytest.mark.parametrize("command", ["reanalyse", "prune", "forget", "rebuild", "waive", "unwaive"])
def test_help_has_an_example(call: Call, capsys: Printed, command: str) -> None:
    """An example tells more than a list of options."""
    assert call(command, "--help") == 0
    assert f"  dateline {command}" in capsys.readouterr().out
