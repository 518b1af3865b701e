"""A small published file, made by hand from the schemas."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from pipelines.__main__ import main
from pipelines.store.publish import PUBLISHED
from pipelines.tables import connect, create_tables, create_views

_ARTICLE = """
    INSERT INTO articles (article_id, version_id, source_id, ref, guid, title, text, date_status, position,
        rule_version, first_seen_at, last_seen_at, run_id)
    VALUES (?, 'v', 'wire', 'wire.xml', ?, ?, 'Words.', 'unknown', 0, 1, '2026-01-02', '2026-01-02', 'r1')
"""
_ISSUE = """
    INSERT INTO quality_issues VALUES (?, ?, '', ?, ?, 'A sentence.', ?, 'text', 3, 9, ?, 'r1', 'r1')
"""


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published file with two articles, one of them without an id, and with findings open and gone."""
    file = tmp_path_factory.mktemp("made") / PUBLISHED
    with connect(str(file)) as con:
        create_tables(con)
        create_views(con)
        con.execute(_ARTICLE, ["a1", "one", "A [bold]headline[/bold] \x1b[31m"])
        con.execute(_ARTICLE, ["a2", None, None])
        con.execute(_ISSUE, ["misspelt_word", "a1", "info", "open", "Minster", "Minister"])
        con.execute(_ISSUE, ["missing_date", "a2", "critical", "open", None, None])
        con.execute(_ISSUE, ["missing_title", "a2", "warning", "gone", None, None])
    return file


@pytest.fixture
def data(made_once: Path, tmp_path: Path) -> Path:
    """A data folder of the test's own, with that file in it."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(made_once, folder)
    return folder


@pytest.fixture
def call(data: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """The command line on that data folder, in a folder without settings."""
    monkeypatch.chdir(data.parent)
    return lambda *words: main(["--data", str(data), *words])
