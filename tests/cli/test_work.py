"""run, ingest, load and check: what they print, and how they end."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

from pipelines.__main__ import main
from pipelines.run import LOCK

SEEDS = Path(__file__).parents[2] / "seeds"
Call = Callable[..., int]
Printed = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    """A first run of the seeds, as a program of its own, with everything that it prints."""
    folder = tmp_path_factory.mktemp("run")
    words = ["run", str(SEEDS), "--as-of", "2020-04-06", "--log-format", "json", "--data", "data"]
    return subprocess.run(
        [sys.executable, "-m", "pipelines", *words],
        cwd=folder, env={**os.environ, "PYTHONPATH": str(SEEDS.parent)}, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_new_critical_findings_end_with_3(done: "subprocess.CompletedProcess[str]") -> None:
    """Cron is to notice; the articles are stored all the same."""
    assert done.returncode == 3


def test_the_summary_shows_the_words_at_fault(done: "subprocess.CompletedProcess[str]") -> None:
    """A person sees at once what is wrong and where to ask on."""
    assert "“Defense Protection Act”" in done.stdout
    assert "4 articles: 4 of them new" in done.stdout
    assert "data/news.duckdb" in done.stdout


def test_the_log_is_json_and_nothing_else(done: "subprocess.CompletedProcess[str]") -> None:
    """Not a word of the engines between the lines, to the very end."""
    levels = {json.loads(line)["level"] for line in done.stderr.splitlines()}
    assert levels == {"info"}


def test_a_run_without_input_names_what_is_missing(call: Call, capsys: Printed) -> None:
    """Neither a word nor a source in the settings says what to read."""
    assert call("run") == 2
    assert "INPUT" in capsys.readouterr().err


def test_a_source_in_the_settings_is_read_without_being_named(call: Call, capsys: Printed) -> None:
    """What a timer starts is one word; a source that is not there is found out."""
    Path("dateline.toml").write_text("[sources.globe]\npath = 'nothing-here'")
    assert call("ingest") == 6
    assert "nothing-here" in capsys.readouterr().err


@pytest.mark.parametrize(("policy", "code"), [("fail", 5), ("skip", 0)])
def test_two_runs_do_not_overlap(call: Call, data: Path, policy: str, code: int) -> None:
    """The second fails or is skipped, as it was told."""
    with FileLock(data / LOCK):
        assert call("ingest", str(SEEDS), "--if-running", policy) == code


def test_beam_options_belong_to_what_reads(call: Call, capsys: Printed) -> None:
    """Elsewhere they would be silently without effect."""
    assert call("load", "--", "--runner", "X") == 2
    assert "--runner" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "named"),
    [
        ("--runner=Nonsense", "Nonsense"),
        ("--runner=os.getcwd", "os.getcwd"),
        ("--nonsense_option=3", "--nonsense_option"),
        ("--direct_num_workers=many", "--direct_num_workers"),
    ],
)
def test_a_wrong_beam_option_is_named_before_a_run_is_begun(
    tmp_path: Path, capsys: Printed, option: str, named: str
) -> None:
    """Beam would ignore it, or fail over it with the run begun."""
    assert main(["ingest", str(SEEDS), "--data", str(tmp_path / "data"), "--", option]) == 2
    assert named in capsys.readouterr().err
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", ["run", "ingest"])
def test_a_run_that_found_nothing_says_so(tmp_path: Path, capsys: Printed, command: str) -> None:
    """A feed that has moved away is to be noticed."""
    (tmp_path / "empty").mkdir()
    assert main([command, str(tmp_path / "empty"), "--data", str(tmp_path / "data")]) == 0
    assert "Read:      0 articles, 0 rejected" in capsys.readouterr().out


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> "subprocess.CompletedProcess[str]":
    """What `load` prints of seeds that were only ingested."""
    data = str(tmp_path_factory.mktemp("load"))
    main(["--quiet", "ingest", str(SEEDS), "--data", data])
    words = [sys.executable, "-m", "pipelines", "load", "--data", data]
    return subprocess.run(words, cwd=SEEDS.parent, capture_output=True, text=True, check=False)


def test_articles_that_nobody_checked_do_not_pass_for_faultless(loaded: "subprocess.CompletedProcess[str]") -> None:
    """No findings is what a check says, not what its absence says."""
    assert "4 articles are not checked yet: `dateline check`" in loaded.stdout
    assert "Open findings" not in loaded.stdout


def test_what_read_nothing_says_nothing_of_reading(loaded: "subprocess.CompletedProcess[str]") -> None:
    """`load` and `check` have no inputs."""
    assert "Read:" not in loaded.stdout


def test_ingest_says_where_it_landed_and_how_to_go_on(tmp_path: Path, capsys: Printed) -> None:
    """Half of a run, told as such."""
    assert main(["ingest", str(SEEDS), "--data", str(tmp_path)]) == 0
    assert "dateline load" in capsys.readouterr().out


def test_quiet_says_nothing(tmp_path: Path, capsys: Printed) -> None:
    """Cron sends a mail for each line."""
    main(["--quiet", "ingest", str(SEEDS), "--data", str(tmp_path)])
    assert capsys.readouterr() == ("", "")
