"""What a run writes for other programs, read by parsers that are not ours."""

import json
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest
from filelock import FileLock
from junitparser import Error, Failure, JUnitXml
from prometheus_client.parser import text_string_to_metric_families

from pipelines.__main__ import main
from pipelines.run import LOCK

SEEDS = Path(__file__).parents[2] / "seeds"
WAIVER = f"""
[[waiver]]
rule = "misspelt_word"
article = "{next(SEEDS.glob("001_*")).name}"
why = "quoted as it was written"
until = 2030-01-01
"""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """The three files of a run over the seeds, of whose findings one is waived."""
    folder = tmp_path_factory.mktemp("machines")
    files = [folder / "run.json", folder / "checks.xml", folder / "dateline.prom"]
    words = ["--summary", str(files[0]), "--junit", str(files[1]), "--metrics", str(files[2])]
    decided = folder / "decisions.toml"
    decided.write_text(WAIVER, encoding="utf-8")
    words += ["--decisions", str(decided)]
    code = main(["--quiet", "run", str(SEEDS), "--as-of", "2020-04-06", "--data", str(folder / "data"), *words])
    return SimpleNamespace(code=code, summary=files[0], junit=files[1], metrics=files[2])


def samples(file: Path) -> dict[tuple[str, tuple[str, ...]], float]:
    """Values by name and labels."""
    found = text_string_to_metric_families(file.read_text(encoding="utf-8"))
    return {(one.name, tuple(one.labels.values())): one.value for family in found for one in family.samples}


def test_the_summary_has_the_counts_and_the_exit_code(told: SimpleNamespace) -> None:
    """A script that watches needs no eyes."""
    summary = json.loads(told.summary.read_text(encoding="utf-8"))
    assert (summary["exit_code"], summary["counts"]["new_articles"]) == (told.code, 4)
    assert {one["rule"]: one["number"] for one in summary["findings_open"]}["missing_date"] == 2


def test_a_rule_with_offenders_is_a_failure_that_tells_them(told: SimpleNamespace) -> None:
    """A build server shows what is wrong, not only that something is."""
    suites = {suite.name: suite for suite in JUnitXml.fromfile(str(told.junit))}
    cases = {case.name: case for case in suites["whole"]}
    (failure,) = cases["misnamed_entity"].result
    assert isinstance(failure, Failure)
    assert "Defense Protection Act" in failure.text
    assert cases["mojibake"].result == []


def test_metrics_can_be_scraped(told: SimpleNamespace) -> None:
    """An alert is set on the exit code, on the age of the last run and on open findings."""
    found = samples(told.metrics)
    assert found["dateline_run_exit_code", ()] == told.code
    assert found["dateline_open_findings", ("missing_date", "critical")] == 2
    assert found["dateline_run_ended_timestamp_seconds", ()] > 1.7e9


def test_what_is_waived_is_counted_apart(told: SimpleNamespace) -> None:
    """Or it would be forgotten that somebody lives with it."""
    assert json.loads(told.summary.read_text(encoding="utf-8"))["findings_waived"] == [
        {"rule": "misspelt_word", "severity": "info", "number": 1}
    ]
    found = samples(told.metrics)
    assert found["dateline_waived_findings", ("misspelt_word", "info")] == 1
    assert found["dateline_open_findings", ("misspelt_word", "info")] == 1
    cases = {case.name: case for suite in JUnitXml.fromfile(str(told.junit)) for case in suite if suite.name == "whole"}
    assert cases["misspelt_word"].system_out == "waived: 1"


def test_a_run_that_fails_is_told_too(tmp_path: Path) -> None:
    """Or a monitor would go on showing the last good run."""
    words = [
        "--summary",
        str(tmp_path / "s.json"),
        "--junit",
        str(tmp_path / "j.xml"),
        "--metrics",
        str(tmp_path / "m"),
    ]
    assert main(["--quiet", "run", str(tmp_path / "nothing"), "--data", str(tmp_path / "data"), *words]) == 6
    assert "nothing" in json.loads((tmp_path / "s.json").read_text())["error"]
    (suite,) = JUnitXml.fromfile(str(tmp_path / "j.xml"))
    assert isinstance(next(iter(suite)).result[0], Error)
    assert samples(tmp_path / "m")["dateline_run_exit_code", ()] == 6


def test_a_run_that_was_not_begun_leaves_the_files_of_the_busy_one(tmp_path: Path) -> None:
    """The run that is busy writes them when it ends."""
    (tmp_path / "data").mkdir()
    with FileLock(tmp_path / "data" / LOCK):
        main(["--quiet", "run", str(SEEDS), "--data", str(tmp_path / "data"), "--summary", str(tmp_path / "s.json")])
    assert not (tmp_path / "s.json").exists()


def test_a_file_that_cannot_be_written_is_named(call: Callable[..., int], capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody is to believe in metrics that are not there."""
    assert call("ingest", str(SEEDS), "--metrics", "no/such/folder/x.prom") == 7
    assert "x.prom" in capsys.readouterr().err
