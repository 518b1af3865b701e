"""The page of a store: what is on it, what is left out, and what happens where it cannot be written."""

import re
from pathlib import Path

import pytest

from pipelines.errors import StorageError
from pipelines.report import write
from pipelines.report.write import Room, write_report
from tests.report.conftest import issue, run, written
from tests.shelf import Store


def text_of(html: str, pattern: str) -> list[str]:
    """What stands between the tags that a pattern finds, without tags."""
    return [" ".join(re.sub(r"<[^>]*>", " ", found).split()) for found in re.findall(pattern, html, re.S)]


def test_a_finding_stands_under_its_rule_with_what_is_better_beside(shelf: Store, tmp_path: Path) -> None:
    """Words in their sentence, suggestion, article, source, since when."""
    shelf.add("a1", "The mayor of the twon spoke. Nobody came.", source_id="globe", title="Mayor speaks")
    issue(
        shelf, "misspelt_word", "a1", "info",
        evidence="twon", suggestion="town", span_of="text", span_start=17, span_end=21,
    )  # fmt: skip
    run(shelf, "r2", 1)
    (finding,) = text_of(written(shelf, tmp_path), r'<li class="finding.*?</li>')
    assert finding == (
        "The mayor of the twon spoke. A fault. better t ow n "
        "Mayor speaks · globe · Mon 6 Apr 2020 · since 6 Apr 2020, 00:00"
    )


def test_what_the_last_run_found_is_new(shelf: Store, tmp_path: Path) -> None:
    """Who looks every day looks at these."""
    shelf.add("a1")
    issue(shelf, "missing_title", "a1", "warning")
    assert re.search(r'<li class="finding[^>]* data-new', written(shelf, tmp_path))


def test_waived_findings_stand_apart(shelf: Store, tmp_path: Path) -> None:
    """Shown as decided about, not counted with the others."""
    shelf.add("a1")
    issue(shelf, "missing_title", "a1", "warning", state="waived")
    html = written(shelf, tmp_path)
    assert text_of(html, r'<details class="severity waived".*?</summary>') == [
        "Waived 1 decided about, not counted above"
    ]
    assert 'id="rule=missing_title"' not in html


def test_findings_that_are_gone_are_not_shown(shelf: Store, tmp_path: Path) -> None:
    """The table keeps them, the page is about today."""
    shelf.add("a1")
    issue(shelf, "missing_title", "a1", "warning", state="gone")
    assert "missing_title" not in text_of(written(shelf, tmp_path), r"<section id=\"findings\".*?</section>")[0]


def test_a_finding_about_no_article_is_shown(shelf: Store, tmp_path: Path) -> None:
    """Sources and tables have faults, too."""
    issue(shelf, "articles.article_id.unique", "", "critical", subject="articles")
    assert text_of(written(shelf, tmp_path), r"<h4.*?</h4>") == ["Articles · article id · unique"]


def test_it_says_what_it_leaves_out_and_how_to_ask_for_it(
    shelf: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page that is silent about the rest is taken for the whole."""
    monkeypatch.setattr(write, "Room", lambda: Room(findings=1, articles=1))
    for name in ("a1", "a2"):
        shelf.add(name)
        issue(shelf, "missing_title", name, "warning")
    left_out = text_of(written(shelf, tmp_path), r'<p class="left-out">.*?</p>')
    assert [text[:30] for text in left_out] == ["1 of 2 are shown. All of them:"] * 2
    assert "FROM issues_open WHERE rule = &#39;missing_title&#39;" in left_out[0]


def test_a_link_leads_to_an_article_that_is_there(
    shelf: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is left out is named, but not linked."""
    monkeypatch.setattr(write, "Room", lambda: Room(articles=1))
    for name in ("a1", "a2"):
        shelf.add(name, title=f"About {name}")
        issue(shelf, "missing_title", name, "warning")
    (findings,) = re.findall(r'<section id="findings".*?</section>\s*</div>', written(shelf, tmp_path), re.S)
    assert "About a2" in findings
    assert re.findall(r'href="#article=(\w+)"', findings) == ["a1"]


def test_it_shows_less_where_it_would_be_too_long(
    shelf: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Letters that take five when they are escaped must not make it too long to be sent."""
    monkeypatch.setattr(write, "MOST_BYTES", 60_000)
    for number in range(60):
        shelf.add(f"a{number}", title="&" * 150)
    assert 0 < len(written(shelf, tmp_path)) <= 60_000


def test_an_empty_store_has_a_page(shelf: Store, tmp_path: Path) -> None:
    """The first run may find nothing."""
    shelf.empty()
    assert text_of(written(shelf, tmp_path), r"<h1>.*?</h1>") == ["Nothing to tell. No article is stored yet."]


def test_where_it_cannot_be_written_the_storage_is_at_fault(shelf: Store, tmp_path: Path) -> None:
    """Exit code 7, not a bug; the old page stays."""
    (tmp_path / "report.html").mkdir()
    with pytest.raises(StorageError, match=r"report\.html cannot be written"):
        write_report(shelf.con, tmp_path)


def test_nothing_is_left_beside_it(shelf: Store, tmp_path: Path) -> None:
    """It is written beside and renamed."""
    written(shelf, tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["report.html"]
