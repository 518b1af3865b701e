"""The cookbook: each query of schemas/cookbook/ runs, and docs/cookbook.md shows what comes out.

`python -m tests.test_cookbook` prints the page anew.
"""

from collections.abc import Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from pipelines.__main__ import main
from tests.test_readme import ran

ROOT = Path(__file__).parent.parent
QUERIES = ROOT / "schemas" / "cookbook"
PAGE = ROOT / "docs" / "cookbook.md"
CHAPTERS = {
    "asking": "For those who ask",
    "quality": "For those who answer for quality",
    "scheduling": "For those who schedule",
}
HEAD = """# Cookbook

Queries that people need, each with what it gives on the four seed articles. They are files below `schemas/cookbook/`;
run them with

    dateline sql < schemas/cookbook/asking/01_days.sql
    duckdb -readonly data/news.duckdb < schemas/cookbook/asking/01_days.sql

or in a notebook with `duckdb.connect("data/news.duckdb", read_only=True).sql(…)`. Put another day, name or word in the
place of those of the seeds.
"""


def printed(data: str) -> str:
    """The page as it comes out of a data folder that the seeds were read into."""
    return "\n".join([HEAD, *_chapters(data)])


def _chapters(data: str) -> Iterator[str]:
    for name, heading in CHAPTERS.items():
        yield f"## {heading}\n"
        for file in sorted((QUERIES / name).glob("*.sql")):
            first, query = file.read_text(encoding="utf-8").split("\n", 1)
            yield f"{first.removeprefix('-- ')}\n\n```sql\n{query.strip()}\n```\n"
            yield f"```text\n{_asked(query, data)}\n```\n"


def _asked(query: str, data: str) -> str:
    out = StringIO()
    with redirect_stdout(out):
        assert main(["sql", query, "--data", data]) == 0, query
    return "\n".join(line.rstrip() for line in out.getvalue().strip().split("\n"))


def test_the_page_shows_what_comes_out(seeds: Path) -> None:
    """A recipe that no longer works is worse than none."""
    assert printed(str(seeds.parent)) == PAGE.read_text(encoding="utf-8")


def test_each_query_begins_with_the_question_that_it_answers() -> None:
    """It is the heading on the page, and the help of who opens the file."""
    files = sorted(QUERIES.glob("*/*.sql"))
    assert len(files) >= 20
    assert {file.parent.name for file in files} == set(CHAPTERS)
    assert [file.name for file in files if not file.read_text(encoding="utf-8").startswith("-- ")] == []


if __name__ == "__main__":
    with ran() as (folder, _):
        PAGE.write_text(printed(folder), encoding="utf-8")
