"""What README.md and the pages of docs/ show is what comes out: `python -m tests.test_readme` prints them anew."""

import os
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path

import pytest

from pipelines.quality.rules import SEVERITIES, read_rules

ROOT = Path(__file__).parent.parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
PRINTED = tuple(page for page in PAGES if page.name != "cookbook.md")  # printed by test_cookbook
SUMMARY = re.compile(r"(<!-- printed by make run -->\n```text\n)(.*?)(```)", re.S)
QUERY = re.compile(r"(```sql\n(.*?)\n```\n\n```text\n)(.*?)(```)", re.S)
RULES = re.compile(r"(<!-- printed from expectations/ -->\n)(.*?)(?=\n[^|\n])", re.S)
LINK = re.compile(r"(?:\]\(|src=\"|srcset=\")(?!https?:)([^)\"#]+)")


@contextmanager
def ran() -> Iterator[tuple[str, str]]:
    """A data folder that the seeds were read into, and what that printed."""
    with tempfile.TemporaryDirectory() as folder:
        data = str(Path(folder, "data"))
        summary = _dateline("run", "seeds", "--data", data, "--as-of", "2020-04-06T12:00:00Z", "--fail-on", "never")
        yield data, re.sub(r"took [\d.]+ s", "took 7.5 s", summary.replace(data, "data")).strip("\n")


def printed(page: str, data: str, summary: str) -> str:
    """A page with the summary, the results of its queries and the rules as they come out now."""
    page = SUMMARY.sub(lambda found: f"{found[1]}{summary}\n{found[3]}", page)
    page = RULES.sub(lambda found: f"{found[1]}\n{_rules()}\n", page)
    return QUERY.sub(lambda found: f"{found[1]}{_asked(found[2], data)}\n{found[4]}", page)


def _rules() -> str:
    """Our rules as a table, the gravest first."""
    rules = sorted(read_rules(ROOT / "expectations"), key=lambda rule: SEVERITIES.index(rule.severity))
    rows = [f"| `{rule.name}` | {rule.severity} | {rule.why} |" for rule in rules]
    return "\n".join(["| rule | severity | why |", "|---|---|---|", *rows])


def _asked(query: str, data: str) -> str:
    return _dateline("sql", query, "--data", data).strip("\n")


def _dateline(*words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipelines", *words],
        cwd=ROOT, capture_output=True, text=True, check=True, env=os.environ | {"COLUMNS": "120"},
    )  # fmt: skip
    return "\n".join(line.rstrip() for line in done.stdout.split("\n"))


def test_the_pages_show_what_comes_out() -> None:
    """A picture of another version misleads."""
    pages = {page: page.read_text(encoding="utf-8") for page in PRINTED}
    with ran() as (data, summary):
        assert {page: printed(text, data, summary) for page, text in pages.items()} == pages


def test_the_picture_of_a_run_shows_what_comes_out() -> None:
    """`make pictures` is forgotten otherwise. Its lines are folded elsewhere, so letters are counted."""
    svg = (ROOT / "docs" / "pictures" / "run.svg").read_text(encoding="utf-8")
    shown = unescape("".join(re.findall(r"<text[^>]*>([^<]*)</text>", svg))).replace("\xa0", " ")
    (summary,) = (found[2] for page in PRINTED for found in SUMMARY.finditer(page.read_text(encoding="utf-8")))
    assert _letters(shown.replace("dateline run seeds", "", 1)) == _letters(summary)


def _letters(text: str) -> Counter[str]:
    return Counter(letter for letter in text if not letter.isspace() and letter != "─")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_what_a_page_names_is_there(page: Path) -> None:
    """Other pages, pictures."""
    named = {page.parent / name for name in LINK.findall(page.read_text(encoding="utf-8"))}
    assert not [str(file) for file in named if not file.exists()]


if __name__ == "__main__":
    with ran() as (folder, told):
        for file in PRINTED:
            file.write_text(printed(file.read_text(encoding="utf-8"), folder, told), encoding="utf-8")
