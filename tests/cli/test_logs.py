"""What is logged: a line, or a JSON object, a record."""

import json
import logging
from collections.abc import Iterator

import pytest

from pipelines.cli import logs
from pipelines.options import Settings

Printed = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def afterwards() -> Iterator[None]:
    """Leave no handler behind."""
    yield
    logs.reset()


def test_a_record_is_one_line_with_its_values(capsys: Printed) -> None:
    """A name of a file may hold a line break; a log may not."""
    logs.install(Settings())
    logs.LOGGER.info("segment\nloaded", extra={"fields": {"rows": 3, "ref": "a b\n"}})
    assert capsys.readouterr().err[20:] == ' INFO segment loaded rows=3 ref="a b\\n"\n'


def test_a_record_as_json_keeps_its_values(capsys: Printed) -> None:
    """What reads the log need not parse a sentence."""
    logs.install(Settings(log_format="json"))
    logs.LOGGER.warning("slow", extra={"fields": {"seconds": 3.5, "ref": "é"}})
    record = json.loads(capsys.readouterr().err)
    assert {**record, "time": ""} == {"seconds": 3.5, "ref": "é", "time": "", "level": "warning", "message": "slow"}


def test_quiet_keeps_warnings(capsys: Printed) -> None:
    """Cron sends a mail for each line."""
    logs.install(Settings(verbosity="quiet"))
    logs.LOGGER.info("read")
    logs.LOGGER.warning("damaged")
    assert capsys.readouterr().err.count("\n") == 1


def test_the_talk_of_the_engines_is_left_out_but_not_their_errors(capsys: Printed) -> None:
    """Great Expectations says at each start where its temporary folder is."""
    logs.install(Settings())
    engine = logging.getLogger("engine.of.others")
    engine.setLevel(logging.INFO)
    engine.info("made a folder")
    engine.error("cannot go on")
    err = capsys.readouterr().err
    assert ("made a folder" in err, "cannot go on" in err) == (False, True)


def test_a_second_call_in_one_process_logs_once(capsys: Printed) -> None:
    """Handlers of an earlier call do not pile up."""
    logs.install(Settings())
    logs.install(Settings())
    logs.LOGGER.info("read")
    assert capsys.readouterr().err.count("read") == 1
