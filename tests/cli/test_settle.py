"""Settings come from a file, the environment and flags, and a slip in any of them is named."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipelines.cli.settle import settle
from pipelines.errors import UsageError
from pipelines.options import Settings, SourceSettings


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A current folder without settings."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_nothing_said_is_the_defaults() -> None:
    """A first run needs no settings."""
    assert settle({}, {"HOME": "/home/someone"}) == Settings()


def test_the_environment_goes_before_the_file(here: Path) -> None:
    """A service overrides what a checkout says."""
    (here / "dateline.toml").write_text('fail_on = "info"\nworkers = 2\n')
    settings = settle({}, {"DATELINE_FAIL_ON": "never"})
    assert (settings.fail_on, settings.workers) == ("never", 2)


def test_a_flag_goes_before_the_environment() -> None:
    """What a person types now is what they mean."""
    assert settle({"fail_on": "warning"}, {"DATELINE_FAIL_ON": "never"}).fail_on == "warning"


def test_an_empty_variable_says_nothing() -> None:
    """A service file cannot unset a variable, only empty it."""
    assert settle({}, {"DATELINE_DATA": "", "DATELINE_CONFIG": ""}) == Settings()


def test_a_source_is_read_with_its_path_beside_the_file(here: Path) -> None:
    """A settings file in another folder speaks of what lies there."""
    (here / "etc").mkdir()
    (here / "etc" / "news.toml").write_text(
        '[sources.globe]\npath = "in"\nzone = "America/Toronto"\ndate_order = "dmy"\n'
    )
    settings = settle({"config": "etc/news.toml"}, {})
    assert settings.sources == (SourceSettings("globe", "etc/in", "America/Toronto", "dmy"),)


@pytest.mark.parametrize("said", ["2020-04-05", "2020-04-05T00:00:00Z", "2020-04-04T20:00:00-04:00"])
def test_a_moment_without_a_zone_is_utc(said: str) -> None:
    """A run is to be repeated exactly, also on a machine of another zone."""
    assert settle({"as_of": said}, {}).as_of == datetime(2020, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("fail_onn = 3", 'did you mean "fail_on"'),
        ("[sources.globe]\nzones = 'UTC'", 'did you mean "zone"'),
        ("[sources.globe]\nzone = 'Toronto'", "sources.globe.zone"),
        ("[sources.globe]\nzone = '../../etc/passwd'", "sources.globe.zone"),
        ("[sources.globe]\ndate_order = 'dym'", "sources.globe.date_order"),
        ("[sources.globe]\nlanguage = 'English'", "sources.globe.language"),
        ("[sources]\nglobe = 'in'", r"\[sources.globe\]"),
        ("sources = 'in'", r"\[sources.NAME\]"),
        ("data = 3", "dateline.toml: data"),
        ("workers = true", "dateline.toml: workers"),
        ("workers = '4'", "dateline.toml: workers"),
        ("workers = -1", "dateline.toml: workers"),
        ("as_of = 2020", "dateline.toml: as_of"),
        ("data = ", "dateline.toml: is not TOML"),
        ("data = '\udcff'", "dateline.toml: is not TOML"),
        ('data = "a\\u0000b"', "dateline.toml: data"),
        ('[sources.globe]\npath = "a\\u0000b"', "sources.globe.path"),
    ],
)
def test_a_slip_in_the_file_is_named(here: Path, text: str, named: str) -> None:
    """A setting that is silently ignored is found out months later."""
    (here / "dateline.toml").write_bytes(text.encode(errors="surrogateescape"))
    with pytest.raises(UsageError, match=named):
        settle({}, {})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATELINE_FALE_ON", "never"),
        ("DATELINE_SOURCES", "in"),
        ("DATELINE_WORKERS", "many"),
        ("DATELINE_WORKERS", "9" * 5000),
        ("DATELINE_IF_RUNNING", "perhaps"),
        ("DATELINE_AS_OF", "0001-01-01T00:00:00+10:00"),
    ],
)
def test_a_slip_in_the_environment_is_named(name: str, value: str) -> None:
    """The same for a service as for a person."""
    with pytest.raises(UsageError, match=name):
        settle({}, {name: value})


def test_a_settings_file_that_was_named_must_be_there() -> None:
    """Only the usual one may be missing."""
    with pytest.raises(UsageError, match=r"other\.toml"):
        settle({"config": "other.toml"}, {})
